/** Symmetry operations between text, such as `-x,y+1/2,-z`, and numbers. */
import { limits } from '../../base/index.ts';
import type { Vector } from '../structure/structure.ts';

/** Takes the fractional coordinates r to `rotation` · r + `translation`. */
export interface SymmetryOperation {
  /** Rows of integers; the determinant is 1 or -1. */
  readonly rotation: readonly [Vector, Vector, Vector];
  readonly translation: Vector;
}

const axes = 'xyz';
/** How far translations may lie from the fractions that are meant: files round to three digits. */
export const translationTolerance = 1e-3;

/**
 * Reads an operation: `x,1/2+y,-z`, also with spaces, capitals, quotes, decimal numbers, `x-y` and `2*x`, or
 * behind its number in a list. The translation is as written, not reduced to the cell.
 *
 * Errors: undefined for what is no operation that keeps the volume.
 * Limits: `symmetryOperationLengthMax`.
 */
export function parseOperation(text: string): SymmetryOperation | undefined {
  if (text.length > limits.symmetryOperationLengthMax) return undefined;
  const terms = text
    .toLowerCase()
    .replace(/^[\s'"]*\d+\s+(?=[^\s/])/, '')
    .replace(/[\s'"]/g, '')
    .split(',');
  if (terms.length !== 3) return undefined;
  const rows = terms.map(parseTerm);
  const [x, y, z] = rows;
  if (x === undefined || y === undefined || z === undefined) return undefined;
  const rotation = [x.row, y.row, z.row] as const;
  if (Math.abs(rotationDeterminant(rotation)) !== 1) return undefined;
  return { rotation, translation: [x.shift, y.shift, z.shift] };
}

interface Term {
  readonly row: Vector;
  readonly shift: number;
}

/** One summand: sign, then a letter with an optional whole factor, or a number. */
const summand = /([+-]?)(?:(?:(\d+)\*?)?([xyz])|(\d+\.?\d*|\.\d+)(?:\/(\d+\.?\d*))?)/y;

function parseTerm(text: string): Term | undefined {
  const row: [number, number, number] = [0, 0, 0];
  let shift = 0;
  summand.lastIndex = 0;
  while (summand.lastIndex < text.length) {
    const isFirst = summand.lastIndex === 0;
    const match = summand.exec(text);
    if (match === null) return undefined;
    const [, sign = '', factor = '1', axis, numerator, denominator = '1'] = match;
    if (!isFirst && sign === '') return undefined;
    const direction = sign === '-' ? -1 : 1;
    if (axis !== undefined) row[axes.indexOf(axis)]! += direction * Number(factor);
    else shift += (direction * Number(numerator)) / Number(denominator);
  }
  return text !== '' && Number.isFinite(shift) ? { row, shift } : undefined;
}

function rotationDeterminant([a, b, c]: readonly [Vector, Vector, Vector]): number {
  return (
    a[0] * (b[1] * c[2] - b[2] * c[1]) -
    a[1] * (b[0] * c[2] - b[2] * c[0]) +
    a[2] * (b[0] * c[1] - b[1] * c[0])
  );
}

/** What may stand behind the letters of a term, in 24ths. */
const writtenShifts: ReadonlyMap<number, string> = new Map([
  [0, ''],
  [4, '1/6'],
  [6, '1/4'],
  [8, '1/3'],
  [12, '1/2'],
  [16, '2/3'],
  [18, '3/4'],
  [20, '5/6'],
]);

/**
 * Writes an operation in the form of the standard, such as `-x,y+1/2,-z+1/2`: translations reduced to the
 * cell and snapped to halves, thirds, quarters and sixths.
 *
 * Errors: undefined where the form has no place for it: other translations, three letters or a factor in one
 * term.
 *
 * @spec OPTIMADE 1.3.0, "The Symmetry Operation String Regular Expressions"
 */
export function printOperation(
  { rotation, translation }: SymmetryOperation,
  tolerance = translationTolerance,
): string | undefined {
  const terms: string[] = [];
  for (let row = 0; row < 3; row += 1) {
    const term = printTerm(rotation[row]!, translation[row]!, tolerance);
    if (term === undefined) return undefined;
    terms.push(term);
  }
  return terms.join(',');
}

function printTerm(row: Vector, shift: number, tolerance: number): string | undefined {
  let letters = '';
  let count = 0;
  for (let axis = 0; axis < 3; axis += 1) {
    const factor = row[axis]!;
    if (factor === 0) continue;
    if (factor !== 1 && factor !== -1) return undefined;
    letters += (factor === -1 ? '-' : count > 0 ? '+' : '') + axes[axis];
    count += 1;
  }
  const fraction = snappedShift(shift, tolerance);
  if (count < 1 || count > 2 || fraction === undefined) return undefined;
  return fraction === '' ? letters : `${letters}+${fraction}`;
}

function snappedShift(shift: number, tolerance: number): string | undefined {
  const parts = 24 * (shift - Math.floor(shift));
  const nearest = Math.round(parts);
  if (!(Math.abs(parts - nearest) <= 24 * tolerance)) return undefined;
  return writtenShifts.get(nearest % 24);
}
