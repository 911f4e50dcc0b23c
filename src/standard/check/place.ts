// Where in a document the values are that a rule is about. What is not there, or hangs on something of the
// wrong shape, is simply not found.
import { isJsonObject } from '../../base/index.ts';
import { pointerOf } from '../fault.ts';

/** A value and where it stands. */
export interface Spot {
  readonly pointer: string;
  readonly value: unknown;
}

/** Finds values in a document. */
export type Place = (document: unknown) => Iterable<Spot>;

/** The document as a whole. */
export const root: Place = (document) => [{ pointer: '', value: document }];

/** The member at the end of a path of keys, from each value of a place. */
export function at(place: Place, ...keys: readonly string[]): Place {
  return function* (document) {
    for (const spot of place(document)) {
      const value = memberOf(spot.value, ...keys);
      if (value !== undefined) yield { pointer: spot.pointer + pointerOf(...keys), value };
    }
  };
}

/** The same for a member that may be left out or null, which both say that it is unknown. */
export function maybe(place: Place, ...keys: readonly string[]): Place {
  return function* (document) {
    for (const spot of at(place, ...keys)(document)) if (spot.value !== null) yield spot;
  };
}

/** The items of each list of a place. */
export function items(place: Place): Place {
  return function* (document) {
    for (const { pointer, value } of place(document)) {
      if (!Array.isArray(value)) continue;
      for (const [index, item] of value.entries()) yield { pointer: `${pointer}/${index}`, value: item };
    }
  };
}

/** The values of each dictionary of a place. */
export function members(place: Place): Place {
  return function* (document) {
    for (const { pointer, value } of place(document)) {
      if (!isJsonObject(value)) continue;
      for (const key of Object.keys(value)) yield { pointer: pointer + pointerOf(key), value: value[key] };
    }
  };
}

/** What several places find. */
export function several(...places: readonly Place[]): Place {
  return function* (document) {
    for (const place of places) yield* place(document);
  };
}

/** The member at the end of a path of keys; undefined where there is none. */
export function memberOf(value: unknown, ...keys: readonly string[]): unknown {
  let inner = value;
  for (const key of keys) {
    if (!isJsonObject(inner) || !Object.hasOwn(inner, key)) return undefined;
    inner = inner[key];
  }
  return inner;
}
