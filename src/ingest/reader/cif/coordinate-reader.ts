/** Coordinates of atoms: fractional as they are, Cartesian ones by the transformation that the file gives. */
import type { Vector } from '../../structure/structure.ts';
import type { Lattice } from '../../structure/unit-cell.ts';
import { toFractional } from '../../structure/unit-cell.ts';
import { excerpt } from '../finding/excerpt.ts';
import type { CifBlock, CifLoop } from './cif-block.ts';
import type { FaultList } from './fault-list.ts';
import { readNumber } from './read-number.ts';
import type { RemarkList } from './remark-list.ts';

type TagTriple = readonly [string, string, string];

const fractionalTags: TagTriple = ['_atom_site_fract_x', '_atom_site_fract_y', '_atom_site_fract_z'];
const cartesianTags: readonly TagTriple[] = [
  ['_atom_site_cartn_x', '_atom_site_cartn_y', '_atom_site_cartn_z'],
  ['_chem_comp_atom_model_cartn_x', '_chem_comp_atom_model_cartn_y', '_chem_comp_atom_model_cartn_z'],
  [
    '_chem_comp_atom_pdbx_model_cartn_x_ideal',
    '_chem_comp_atom_pdbx_model_cartn_y_ideal',
    '_chem_comp_atom_pdbx_model_cartn_z_ideal',
  ],
];

/** The loop that lists the atoms of a block with their places. */
export function findAtomLoop(block: CifBlock): CifLoop | undefined {
  return block.loop(fractionalTags[0], ...cartesianTags.map(([x]) => x));
}

/** Å or parts of the cell beyond which a coordinate is none; sums and products stay exact enough below. */
const coordinateMax = 1e5;

export class CoordinateReader {
  /** Undefined for a molecule, whose places are Cartesian. */
  readonly #lattice: Lattice | undefined;
  readonly #toFractional: ((position: Vector) => Vector) | undefined;
  readonly #cartesian: TagTriple | undefined;

  constructor(block: CifBlock, loop: CifLoop, lattice: Lattice | undefined, remarks: RemarkList) {
    this.#lattice = lattice;
    this.#cartesian = cartesianTags.find((tags) => loop.has(tags[0]));
    if (lattice === undefined || this.#cartesian === undefined) return;
    const given = readTransformation(block);
    this.#toFractional = given ?? ((position) => toFractional(lattice, position));
    if (given === undefined && !loop.has(fractionalTags[0]) && !isRectangular(lattice)) {
      const axes = 'a along x and b in the plane of x and y was assumed';
      remarks.add('structure-assumed', `The axes of the Cartesian coordinates are not stated; ${axes}.`);
    }
  }

  /** Fractional in a crystal, Cartesian in a molecule. */
  read(loop: CifLoop, row: number, faults: FaultList): Vector | 'unknown' | 'unreadable' {
    if (this.#lattice !== undefined) {
      const fractional = readTriple(loop, row, fractionalTags, faults);
      if (fractional !== 'unknown') return fractional;
    }
    if (this.#cartesian === undefined) return 'unknown';
    const position = readTriple(loop, row, this.#cartesian, faults);
    if (position === 'unknown' || position === 'unreadable') return position;
    return this.#toFractional === undefined ? position : this.#toFractional(position);
  }
}

function readTriple(loop: CifLoop, row: number, tags: TagTriple, faults: FaultList) {
  const numbers: number[] = [];
  for (const tag of tags) {
    const text = loop.value(row, tag);
    if (text === undefined) return 'unknown';
    const value = readNumber(text);
    if (value === undefined || Math.abs(value) > coordinateMax) {
      faults.add(loop.line(row), `gives ${excerpt(text)} as ${tag}; the atom is left out`);
      return 'unreadable';
    }
    numbers.push(value);
  }
  return numbers as unknown as Vector;
}

function isRectangular([, b, c]: Lattice): boolean {
  return b[0] === 0 && c[0] === 0 && c[1] === 0;
}

/** Cartesian → fractional, where the file tells how, in one of the two directions. */
function readTransformation(block: CifBlock): ((position: Vector) => Vector) | undefined {
  const fractional = readMatrix(block, ['_atom_sites_fract_tran_matrix_', '_atom_sites_fract_transf_matrix']);
  if (fractional !== undefined) {
    const [x, y, z] = readVector(block, [
      '_atom_sites_fract_tran_vector_',
      '_atom_sites_fract_transf_vector',
    ]);
    return (position) => {
      const [u, v, w] = multiply(fractional, position);
      return [u + x, v + y, w + z];
    };
  }
  const cartesian = readMatrix(block, ['_atom_sites_cartn_tran_matrix_', '_atom_sites_cartn_transf_matrix']);
  if (cartesian === undefined) return undefined;
  const [x, y, z] = readVector(block, ['_atom_sites_cartn_tran_vector_', '_atom_sites_cartn_transf_vector']);
  const columns = [0, 1, 2].map((column) => cartesian.map((row) => row[column]!)) as unknown as Lattice;
  const probe = toFractional(columns, [1, 1, 1]);
  if (!probe.every(Number.isFinite)) return undefined;
  return (position) => toFractional(columns, [position[0] - x, position[1] - y, position[2] - z]);
}

/** Rows; undefined unless all nine numbers are there. The forms of tags are `…11` and `…[1][1]`. */
function readMatrix(block: CifBlock, prefixes: readonly string[]): readonly Vector[] | undefined {
  const rows = [1, 2, 3].map((row) =>
    [1, 2, 3].map((column) =>
      readNumber(
        block.text(
          ...prefixes.flatMap((prefix) => [`${prefix}${row}${column}`, `${prefix}[${row}][${column}]`]),
        ),
      ),
    ),
  );
  const isWhole = rows.every((row) => row.every((value) => value !== undefined));
  return isWhole ? (rows as unknown as Vector[]) : undefined;
}

function readVector(block: CifBlock, prefixes: readonly string[]): Vector {
  const values = [1, 2, 3].map(
    (row) =>
      readNumber(block.text(...prefixes.flatMap((prefix) => [`${prefix}${row}`, `${prefix}[${row}]`]))) ?? 0,
  );
  return values as unknown as Vector;
}

function multiply(rows: readonly Vector[], [x, y, z]: Vector): Vector {
  const [u, v, w] = rows.map((row) => row[0] * x + row[1] * y + row[2] * z);
  return [u!, v!, w!];
}
