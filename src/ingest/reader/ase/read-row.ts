import type { JsonObject, JsonValue } from '../../../base/index.ts';
import { isJsonObject } from '../../../base/index.ts';
import type { Site, Structure, Vector } from '../../structure/structure.ts';
import { latticeOfCell } from '../../structure/unit-cell.ts';
import { symbolOfNumber } from '../finding/atom-name.ts';
import { excerpt } from '../finding/excerpt.ts';
import { FoundProperties, isEmpty } from '../finding/found-properties.ts';
import type { LatticeBox } from '../finding/lattice-box.ts';
import { latticeBox, noBox } from '../finding/lattice-box.ts';
import {
  asDirections,
  asMatrix,
  asVector,
  asVectors,
  isFiniteNumber,
  isList,
} from '../finding/number-list.ts';
import type { FindingRemark } from '../format/format-reader.ts';
import { decodeValue } from './decode-value.ts';

/** Å */
const tolerance = 1e-3;
/** Members that make up the structure, or tell of the file and its author rather than of the atoms. */
const notProperties = new Set(['numbers', 'positions', 'cell', 'pbc', 'ctime', 'mtime', 'user']);
/** Members whose own members are properties, given by people rather than by ASE. */
const opened = ['key_value_pairs', 'data', 'info'];

/** Atoms of ASE as a structure. */
export interface ReadRow {
  readonly structure: Structure;
  readonly properties: FoundProperties;
  /** RFC 3339. */
  readonly lastModified: string | undefined;
  readonly remarks: readonly FindingRemark[];
}

/** Reads a row of a database or encoded atoms. Errors: a string, what is wrong, a sentence without its subject. */
export function readRow(encoded: JsonObject): ReadRow | string {
  const row = decodeValue(encoded) as JsonObject;
  const sites = readSites(row);
  if (typeof sites === 'string') return sites;
  const box = readBox(row);
  if (typeof box === 'string') return box;
  const { lattice, periodic, remarks } = box;
  return {
    structure: { lattice, periodic, sites, implicitAtoms: false, tolerance },
    properties: propertiesOf(row),
    lastModified: timeOf(row.mtime) ?? timeOf(row.ctime),
    remarks,
  };
}

function readSites({ numbers, positions }: JsonObject): readonly Site[] | string {
  const vectors = asVectors(positions);
  if (!isList(numbers) || numbers.length === 0) return 'has no list of atomic numbers';
  if (vectors === undefined) return 'has positions that are no list of three coordinates each';
  if (vectors.length !== numbers.length) {
    return `has ${numbers.length} atomic numbers for ${vectors.length} positions`;
  }
  const sites: Site[] = [];
  for (const [at, position] of vectors.entries()) {
    const number = numbers[at]!;
    const symbol = typeof number === 'number' ? symbolOfNumber(number) : undefined;
    if (symbol === undefined) {
      const shown = typeof number === 'number' ? number : excerpt(JSON.stringify(number));
      return `has the atomic number ${shown}`;
    }
    sites.push({ position, occupants: [{ symbol, concentration: 1 }] });
  }
  return sites;
}

/** Without `pbc` nothing is periodic; without a cell there is no lattice. */
function readBox({ cell, pbc }: JsonObject): LatticeBox | string {
  const periodic = pbc === undefined || pbc === null ? ([false, false, false] as const) : asDirections(pbc);
  if (periodic === undefined) return 'has a pbc that is not three times true or false';
  if (cell === undefined || cell === null) return noBox;
  const vectors = vectorsOf(cell);
  if (vectors === undefined) return 'has a cell that is not three vectors';
  return latticeBox(vectors, periodic) ?? 'has a cell whose vectors lie in a plane or line';
}

/** Three vectors, three lengths, or lengths and angles. */
function vectorsOf(cell: JsonValue): readonly [Vector, Vector, Vector] | undefined {
  const edges = asVector(cell);
  if (edges !== undefined) {
    return [
      [edges[0], 0, 0],
      [0, edges[1], 0],
      [0, 0, edges[2]],
    ];
  }
  if (!isList(cell) || cell.length !== 6 || !cell.every(isFiniteNumber)) return asMatrix(cell);
  const [a, b, c, alpha, beta, gamma] = cell as [number, number, number, number, number, number];
  return latticeOfCell({ a, b, c, alpha, beta, gamma });
}

function propertiesOf(row: JsonObject): FoundProperties {
  const properties = new FoundProperties();
  for (const [name, value] of Object.entries(row)) {
    const isOwn = !notProperties.has(name) && !opened.includes(name) && !isEmpty(value);
    if (isOwn) properties.add(name, value);
  }
  for (const group of opened) {
    const members = row[group];
    if (!isJsonObject(members)) continue;
    for (const [name, value] of Object.entries(members)) properties.add(name, value, `${group}_${name}`);
  }
  return properties;
}

/** ASE counts years of 365.25 days from midnight in central Europe before the first of January 2000. */
const epochMilliseconds = 946_681_200_000;
const yearMilliseconds = 31_557_600_000;
/** Beyond this a time is no time: RFC 3339 writes years with four digits. */
const yearsMax = 7_000;

function timeOf(years: JsonValue | undefined): string | undefined {
  if (!isFiniteNumber(years) || years < 0 || years > yearsMax) return undefined;
  return new Date(epochMilliseconds + Math.round(years * yearMilliseconds)).toISOString();
}
