import type { Vector } from '../../structure/structure.ts';
import type { LatticeBox } from '../finding/lattice-box.ts';
import { latticeBox, noBox } from '../finding/lattice-box.ts';
import { readNumber } from '../finding/written-number.ts';
import type { FrameComment } from './read-comment.ts';
import { structuralText } from './read-comment.ts';

const directions: ReadonlyMap<string, boolean> = new Map([
  ...['t', 'true', '.true.', '1'].map((word) => [word, true] as const),
  ...['f', 'false', '.false.', '0'].map((word) => [word, false] as const),
]);

/**
 * The lattice that `Lattice` (nine numbers, vector by vector, or the three edges of a box) and `pbc` describe. Without a
 * lattice there is nothing periodic; with one alone everything is.
 *
 * Errors: a string, what is wrong, a sentence without its subject.
 */
export function frameBox(comment: FrameComment): LatticeBox | string {
  const lattice = structuralText(comment, 'lattice');
  const pbc = structuralText(comment, 'pbc');
  const periodic = pbc === undefined ? undefined : readDirections(pbc);
  if (pbc !== undefined && periodic === undefined) return 'has a pbc that is not three times T or F';
  if (lattice === undefined) return noBox;
  const vectors = readVectors(lattice);
  if (vectors === undefined) return 'has a Lattice that is not nine numbers';
  const isEmpty = vectors.flat().every((component) => component === 0);
  if (isEmpty && periodic === undefined) return noBox;
  return (
    latticeBox(vectors, periodic ?? [true, true, true]) ??
    'has a Lattice whose vectors lie in a plane or line'
  );
}

function readVectors(text: string): readonly [Vector, Vector, Vector] | undefined {
  const numbers = itemsOf(text).map(readNumber);
  if (!numbers.every((number) => number !== undefined)) return undefined;
  const [ax, ay, az, bx, by, bz, cx, cy, cz] = numbers as readonly number[];
  if (numbers.length === 3)
    return [
      [ax!, 0, 0],
      [0, ay!, 0],
      [0, 0, az!],
    ];
  if (numbers.length !== 9) return undefined;
  return [
    [ax!, ay!, az!],
    [bx!, by!, bz!],
    [cx!, cy!, cz!],
  ];
}

function readDirections(text: string): readonly [boolean, boolean, boolean] | undefined {
  const found = itemsOf(text).map((word) => directions.get(word.toLowerCase()));
  const [a, b = a, c = a] = found;
  const isWhole = found.length === 1 || found.length === 3;
  return isWhole && a !== undefined && b !== undefined && c !== undefined ? [a, b, c] : undefined;
}

function itemsOf(text: string): readonly string[] {
  return text.split(/[\s,[\]]+/, 32).filter((word) => word !== '');
}
