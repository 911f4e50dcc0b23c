/**
 * Numbers as 8 bytes whose order is the order of the numbers: the sign bit flipped, negative ones inverted.
 */
const scratch = new DataView(new ArrayBuffer(8));

export function encodeNumber(value: number, target: Uint8Array, offset: number): void {
  scratch.setFloat64(0, value);
  let high = scratch.getUint32(0);
  let low = scratch.getUint32(4);
  if (high >= 0x8000_0000) [high, low] = [~high, ~low];
  else high += 0x8000_0000;
  for (let at = 0, shift = 24; at < 4; at += 1, shift -= 8) {
    target[offset + at] = high >>> shift;
    target[offset + 4 + at] = low >>> shift;
  }
}

export function decodeNumber(source: Uint8Array, offset: number): number {
  const negative = source[offset]! < 128;
  for (let at = 0; at < 8; at += 1)
    scratch.setUint8(at, source[offset + at]! ^ (negative ? 255 : at === 0 ? 128 : 0));
  return scratch.getFloat64(0);
}
