import type { JsonObject, JsonValue } from '../../../base/index.ts';
import { isJsonObject } from '../../../base/index.ts';
import type { Structure, Vector } from '../../structure/structure.ts';
import { fullLattice, latticeOfCell } from '../../structure/unit-cell.ts';
import type { LatticeBox } from '../finding/lattice-box.ts';
import { latticeBox, noBox } from '../finding/lattice-box.ts';
import { asDirections, asMatrix, isFiniteNumber, isList } from '../finding/number-list.ts';
import type { FindingRemark } from '../format/format-reader.ts';
import { readSites } from './read-sites.ts';

/** Å */
const tolerance = 1e-3;

/** A structure or molecule, and what its sites have beside it. */
export interface ReadStructure {
  readonly structure: Structure;
  readonly siteProperties: ReadonlyMap<string, readonly JsonValue[]>;
  readonly remarks: readonly FindingRemark[];
}

/** Reads an object with sites. Errors: a string, what is wrong, a sentence without its subject. */
export function readStructure(object: JsonObject): ReadStructure | string {
  const box = readBox(object.lattice);
  if (typeof box === 'string') return box;
  const read = readSites(isList(object.sites) ? object.sites : [], fullLattice(box.lattice));
  if (typeof read === 'string') return read;
  const { lattice, periodic, remarks } = box;
  const { sites, properties } = read;
  return {
    structure: { lattice, periodic, sites, implicitAtoms: false, tolerance },
    siteProperties: properties,
    remarks,
  };
}

/** From `{matrix, pbc}`, the rows alone, or lengths and angles; a molecule has none. */
function readBox(lattice: JsonValue | undefined): LatticeBox | string {
  if (lattice === undefined || lattice === null) return noBox;
  const described: JsonObject = isJsonObject(lattice) ? lattice : { matrix: lattice };
  const vectors = vectorsOf(described);
  const periodic = described.pbc === undefined ? ([true, true, true] as const) : asDirections(described.pbc);
  if (vectors === undefined) return 'has a lattice without a matrix of three vectors';
  if (periodic === undefined) return 'has a lattice whose pbc is not three times true or false';
  return latticeBox(vectors, periodic) ?? 'has a lattice whose vectors lie in a plane or line';
}

function vectorsOf({
  matrix,
  a,
  b,
  c,
  alpha,
  beta,
  gamma,
}: JsonObject): readonly [Vector, Vector, Vector] | undefined {
  if (matrix !== undefined) return asMatrix(matrix);
  const isCell = [a, b, c, alpha, beta, gamma].every(isFiniteNumber);
  return isCell
    ? latticeOfCell({ a, b, c, alpha, beta, gamma } as Parameters<typeof latticeOfCell>[0])
    : undefined;
}
