import { Buffer, isAscii, isUtf8 } from 'node:buffer';

/** Checks bytes that come in chunks, which may cut characters. */
export class Utf8Check {
  /** The beginning of a character that the last chunk cut. */
  #rest: Uint8Array = new Uint8Array(0);

  /** Where in the chunk the first fault is, which may be before it; undefined where there is none. */
  push(chunk: Uint8Array): number | undefined {
    if (this.#rest.length === 0 && isAscii(chunk)) return undefined;
    const restBytes = this.#rest.length;
    const bytes = restBytes === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const whole = bytes.length - cutBytes(bytes);
    this.#rest = bytes.slice(whole);
    if (isUtf8(bytes.subarray(0, whole))) return undefined;
    return firstFault(bytes) - restBytes;
  }

  /** Whether the last character is whole. */
  get isWhole(): boolean {
    return this.#rest.length === 0;
  }
}

/** How many bytes at the end are the beginning of a character that goes on. */
function cutBytes(bytes: Uint8Array): number {
  for (let count = 1; count <= Math.min(3, bytes.length); count += 1) {
    const byte = bytes[bytes.length - count]!;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return characterBytes(byte) > count ? count : 0;
  }
  return 0;
}

function characterBytes(first: number): number {
  if (first >= 0xf0) return 4;
  if (first >= 0xe0) return 3;
  return first >= 0xc0 ? 2 : 1;
}

function firstFault(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const end = at + characterBytes(bytes[at]!);
    if (!isUtf8(bytes.subarray(at, end))) return at;
    at = end;
  }
  return at;
}
