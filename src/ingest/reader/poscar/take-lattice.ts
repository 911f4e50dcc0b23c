import type { Vector } from '../../structure/structure.ts';
import type { Lattice } from '../../structure/unit-cell.ts';
import { determinant, spansVolume } from '../../structure/unit-cell.ts';
import { excerpt } from '../finding/excerpt.ts';
import type { LineCursor } from '../finding/line-cursor.ts';
import { PieceProblem } from '../finding/piece-problem.ts';
import { readNumber, readVector, wordsOf } from '../finding/written-number.ts';

/** The lattice, scaled, and what Cartesian coordinates are multiplied by, axis by axis. */
export interface ScaledLattice {
  readonly lattice: Lattice;
  readonly scale: Vector;
}

/**
 * Takes the scale and the vectors. One number scales everything, or, if negative, gives the volume in Å³; three numbers
 * scale along x, y and z.
 *
 * Errors: `PieceProblem`.
 */
export function takeLattice(lines: LineCursor): ScaledLattice {
  const text = lines.next() ?? '';
  const numbers = leadingNumbers(text);
  const scaleLine = lines.line;
  if (numbers.length === 0) throw noScale(text, scaleLine);
  const vectors: Lattice = [takeVector(lines), takeVector(lines), takeVector(lines)];
  const scale = scaleOf(numbers, Math.abs(determinant(vectors)));
  if (scale === undefined) throw noScale(text, scaleLine);
  const lattice: Lattice = [scaled(vectors[0], scale), scaled(vectors[1], scale), scaled(vectors[2], scale)];
  if (!spansVolume(lattice)) {
    throw new PieceProblem(scaleLine + 1, 'has lattice vectors that lie in a plane or line');
  }
  return { lattice, scale };
}

function noScale(text: string, line: number): PieceProblem {
  const expected = 'a scale, a volume below zero, or three scales above zero';
  return new PieceProblem(line, `has ${excerpt(text)} where ${expected} should stand`);
}

/** Componentwise product. */
export function scaled([x, y, z]: Vector, [scaleX, scaleY, scaleZ]: Vector): Vector {
  return [x * scaleX, y * scaleY, z * scaleZ];
}

function takeVector(lines: LineCursor): Vector {
  const text = lines.next() ?? '';
  const vector = readVector(wordsOf(text, 3));
  if (vector === undefined) {
    throw new PieceProblem(lines.line, `has ${excerpt(text)} where a lattice vector should stand`);
  }
  return vector;
}

/** One number or three; behind them may stand a remark. */
function leadingNumbers(text: string): readonly number[] {
  const words = wordsOf(text, 3);
  const all = readVector(words);
  const first = readNumber(words[0] ?? '');
  return all ?? (first === undefined ? [] : [first]);
}

function scaleOf(numbers: readonly number[], volume: number): Vector | undefined {
  const [x, y, z] = numbers;
  if (x === undefined || x === 0) return undefined;
  if (y !== undefined && z !== undefined) return x > 0 && y > 0 && z > 0 ? [x, y, z] : undefined;
  const scale = x > 0 ? x : Math.cbrt(-x / volume);
  return Number.isFinite(scale) ? [scale, scale, scale] : undefined;
}
