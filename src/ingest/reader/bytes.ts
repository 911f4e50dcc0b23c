/** The bytes that give JSON its shape. */
export const byte = {
  newline: 0x0a,
  quote: 0x22,
  comma: 0x2c,
  colon: 0x3a,
  openBracket: 0x5b,
  backslash: 0x5c,
  closeBracket: 0x5d,
  openBrace: 0x7b,
  closeBrace: 0x7d,
} as const;

/** White space of JSON. */
export function isBlank(value: number | undefined): boolean {
  return value === 0x20 || value === 0x0a || value === 0x0d || value === 0x09;
}

/** Without white space at its end. */
export function withoutBlanksBehind(bytes: Buffer): Buffer {
  let { length } = bytes;
  while (length > 0 && isBlank(bytes[length - 1])) length -= 1;
  return length === bytes.length ? bytes : bytes.subarray(0, length);
}

/** The index of the first byte that is no white space, or the length. */
export function skipBlanks(bytes: Buffer, start = 0): number {
  let index = start;
  while (index < bytes.length && isBlank(bytes[index])) index += 1;
  return index;
}
