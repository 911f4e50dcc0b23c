import type { ArchiveSelection } from '../result/selection.ts';
import type { Spot } from './spot.ts';
import type { View } from './view.ts';

/**
 * What is read for an answer: the archive that was asked for, or the target of references, as one view sees
 * it.
 */
export interface Reading {
  readonly view: View;
  readonly spot: Spot;
  /** What is taken of the archive that it is in. */
  readonly selection: ArchiveSelection;
  /** The normalized reference to it; undefined for what was asked for. */
  readonly target: string | undefined;
  /** The reading with the first reference to it, and how many targets lie on this shortest way. */
  readonly from: Reading | undefined;
  readonly hops: number;
  /** What its references lead to. */
  readonly next: Reading[];
}

/** Whether the way to a reading comes through a target. */
export function cameThrough(reading: Reading, target: string): boolean {
  for (let at: Reading | undefined = reading; at !== undefined; at = at.from) {
    if (at.target === target) return true;
  }
  return false;
}

/** All readings to which a way leads that does not come through a target. `visit` is called for each. */
export function reachedWithout(target: string, start: Reading, visit: () => void): ReadonlySet<Reading> {
  const reached = new Set([start]);
  for (const reading of reached) {
    visit();
    for (const next of reading.next) if (next.target !== target) reached.add(next);
  }
  return reached;
}
