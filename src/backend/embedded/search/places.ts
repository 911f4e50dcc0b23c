/**
 * How the values of one dictionary lie among those of another, so that values of two columns are compared by
 * number. The value of ordinal j of the other has place 2 j + 1; values between two of them have the even
 * place between.
 */
import { invariant } from '../../../base/index.ts';
import type { BlockStore } from '../file/block-store.ts';
import { NumberDictionary, TextDictionary } from './dictionary.ts';
import type { Pace } from './pace.ts';

/**
 * The place of each ordinal of `own` among `other`. Made in one walk through both; kept for the next query.
 */
export async function placesIn(
  own: NumberDictionary | TextDictionary,
  other: NumberDictionary | TextDictionary,
  store: BlockStore,
  pace: Pace,
): Promise<Uint32Array> {
  const kept = store.derived(own.id, other.id);
  if (kept !== undefined) return kept as Uint32Array;
  const places = new Uint32Array(own.size);
  const compare = comparer(own, other);
  for (let at = 0, otherAt = 0; at < own.size; at += 1) {
    if (pace.isDue()) await pace.pause();
    let order = 1;
    while (otherAt < other.size) {
      order = compare(otherAt, at);
      if (order >= 0) break;
      otherAt += 1;
      if (pace.isDue()) await pace.pause();
    }
    places[at] = 2 * otherAt + (otherAt < other.size && order === 0 ? 1 : 0);
  }
  store.keepDerived(own.id, other.id, places);
  return places;
}

/** Compares a value of `other` with one of `own`, by their ordinals. */
function comparer(
  own: NumberDictionary | TextDictionary,
  other: NumberDictionary | TextDictionary,
): (otherAt: number, at: number) => number {
  if (own instanceof NumberDictionary) {
    invariant(other instanceof NumberDictionary, 'values of one type are compared');
    return (otherAt, at) => other.number(otherAt) - own.number(at);
  }
  invariant(other instanceof TextDictionary, 'values of one type are compared');
  const ownText = own.cursor();
  const otherText = other.cursor();
  return (otherAt, at) => otherText(otherAt).compare(ownText(at));
}
