import {
  closeList,
  closeMap,
  colon,
  decodeString,
  endOfString,
  openList,
  openMap,
  quote,
  skipBlanks,
} from './json-scan.ts';
import type { KeyPlace } from './key-place.ts';
import { isReferencePlace } from './key-place.ts';
import type { IsReference } from './reference-patterns.ts';

/** Whether a text stands in the place of a reference: in the value itself, its lists, or anything below. */
export function holdsReferences(
  bytes: Uint8Array,
  start: number,
  end: number,
  place: KeyPlace | undefined,
  isReference: IsReference,
): boolean {
  /** The places of the open containers, from the outermost. */
  const open: (KeyPlace | undefined)[] = [];
  let here = place;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at]!;
    if (byte === quote) {
      const behind = endOfString(bytes, at, end);
      const isKey = bytes[skipBlanks(bytes, behind, end)] === colon;
      if (isKey) here = { parent: open.at(-1), key: decodeString(bytes, at, behind) };
      else if (isReferencePlace(here, isReference)) return true;
      at = behind - 1;
    } else if (byte === openMap || byte === openList) {
      open.push(here);
    } else if (byte === closeMap || byte === closeList) {
      here = open.pop();
    }
  }
  return false;
}
