import type { CellParameters, Lattice } from '../../structure/unit-cell.ts';
import { latticeOfCell } from '../../structure/unit-cell.ts';
import { excerpt } from '../finding/excerpt.ts';
import type { CifBlock } from './cif-block.ts';
import { readNumber } from './read-number.ts';

export interface CifCell {
  readonly parameters: CellParameters;
  readonly lattice: Lattice;
}

/**
 * The unit cell of a block, `absent` where it gives none or a mere placeholder, or what is wrong with the one
 * given.
 */
export type CellReading =
  | { readonly kind: 'cell'; readonly cell: CifCell }
  | { readonly kind: 'absent' }
  | { readonly kind: 'wrong'; readonly line: number; readonly problem: string };

const lengthTags = ['_cell_length_a', '_cell_length_b', '_cell_length_c'] as const;
const angleTags = ['_cell_angle_alpha', '_cell_angle_beta', '_cell_angle_gamma'] as const;
/** Å; no unit cell is as small. Programs write edges of 0 or 1 where there is no cell. */
const placeholderLengthMax = 1.001;

/** Angles that are not given are right, by the dictionary. */
export function readCell(block: CifBlock): CellReading {
  const lengths = lengthTags.map((tag) => block.item(tag));
  if (lengths.every((item) => item === undefined)) return { kind: 'absent' };
  const angles = angleTags.map((tag) => block.item(tag));
  const numbers: number[] = [];
  for (const [index, item] of [...lengths, ...angles].entries()) {
    const value = item === undefined && index >= lengths.length ? 90 : readNumber(item?.value);
    if (value === undefined) {
      const line = item?.line ?? block.line;
      const what = item === undefined ? 'gives no' : `gives ${excerpt(item.value!)} as`;
      return { kind: 'wrong', line, problem: `${what} ${[...lengthTags, ...angleTags][index]}` };
    }
    numbers.push(value);
  }
  const [a, b, c, alpha, beta, gamma] = numbers as [number, number, number, number, number, number];
  if (Math.max(Math.abs(a), Math.abs(b), Math.abs(c)) <= placeholderLengthMax) return { kind: 'absent' };
  const parameters = { a, b, c, alpha, beta, gamma };
  const lattice = latticeOfCell(parameters);
  if (lattice !== undefined) return { kind: 'cell', cell: { parameters, lattice } };
  const line = lengths.find((item) => item !== undefined)?.line ?? block.line;
  return { kind: 'wrong', line, problem: `gives a cell that does not exist: ${numbers.join(', ')}` };
}
