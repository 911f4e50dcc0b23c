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
  /** Its references that are followed. */
  readonly next: Way[];
}

/** A reference, and what is read for it. */
export interface Way {
  readonly spot: Spot;
  readonly to: Reading;
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
    for (const { to } of reading.next) if (to.target !== target) reached.add(to);
  }
  return reached;
}

/**
 * References that lead back to where a way to them came through: at least one of each ring. `visit` is called for each
 * reading and each reference.
 */
export function* waysBack(start: Reading, visit: () => void): Generator<Way> {
  const open = new Set([start]);
  const left = new Set<Reading>();
  const way = [{ reading: start, rest: start.next.values() }];
  for (let last = way.at(-1); last !== undefined; last = way.at(-1)) {
    visit();
    const { value: next } = last.rest.next();
    if (next === undefined) {
      way.pop();
      open.delete(last.reading);
      left.add(last.reading);
    } else if (open.has(next.to)) {
      yield next;
    } else if (!left.has(next.to)) {
      open.add(next.to);
      way.push({ reading: next.to, rest: next.to.next.values() });
    }
  }
}
