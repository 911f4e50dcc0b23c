/**
 * Finds where values begin and end in JSON that was checked before. It never looks beyond `end`, and whatever
 * the bytes are, it comes to an end.
 */
import { Buffer } from 'node:buffer';
import { ArchiveDamage } from './archive-error.ts';
import type { NodeKind } from './archive-node.ts';

export const quote = 0x22;
export const comma = 0x2c;
export const colon = 0x3a;
export const backslash = 0x5c;
export const openList = 0x5b;
export const closeList = 0x5d;
export const openMap = 0x7b;
export const closeMap = 0x7d;

/** The first byte that is no blank. */
export function skipBlanks(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const byte = bytes[at]!;
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return at;
    at += 1;
  }
  return end;
}

/** Behind the closing quote of the string that begins at `start`. */
export function endOfString(bytes: Uint8Array, start: number, end: number): number {
  for (let at = start + 1; at < end; at += 1) {
    const byte = bytes[at]!;
    if (byte === quote) return at + 1;
    if (byte === backslash) at += 1;
  }
  throw new ArchiveDamage('a string has no end');
}

/** Behind the value that begins at `start`. */
export function endOfValue(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start];
  if (first === quote) return endOfString(bytes, start, end);
  if (first === openMap || first === openList) return endOfContainer(bytes, start, end);
  let at = start;
  while (at < end && isWordByte(bytes[at]!)) at += 1;
  if (at === start) throw new ArchiveDamage('a value is missing');
  return at;
}

function endOfContainer(bytes: Uint8Array, start: number, end: number): number {
  let depth = 0;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at]!;
    if (byte === quote) {
      at = endOfString(bytes, at, end) - 1;
    } else if (byte === openMap || byte === openList) {
      depth += 1;
    } else if (byte === closeMap || byte === closeList) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  throw new ArchiveDamage('a map or list has no end');
}

/** Whether a number or word may go on with it. */
function isWordByte(byte: number): boolean {
  return byte > 0x20 && byte !== comma && byte !== closeList && byte !== closeMap;
}

/** The kind that the first byte tells; a list may be one of sections, which only its items tell. */
export function kindOfByte(byte: number | undefined): Exclude<NodeKind, 'sections'> {
  if (byte === openMap) return 'map';
  if (byte === openList) return 'list';
  if (byte === quote) return 'string';
  if (byte === 0x74 || byte === 0x66) return 'boolean';
  if (byte === 0x6e) return 'null';
  return 'number';
}

/** What a string with its quotes means, as `JSON.parse` tells it. */
export function decodeString(bytes: Uint8Array, start: number, end: number): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString();
  if (!text.includes('\\')) return text.slice(1, -1);
  try {
    return String(JSON.parse(text));
  } catch {
    throw new ArchiveDamage('a text has an escape that JSON does not have');
  }
}
