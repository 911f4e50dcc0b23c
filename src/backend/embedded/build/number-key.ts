/** Numbers as 8 bytes whose order is the order of the numbers: the sign bit flipped, negative ones inverted. */
const scratch = new DataView(new ArrayBuffer(8));

export function encodeNumber(value: number, target: Uint8Array, offset: number): void {
  scratch.setFloat64(0, value);
  const negative = (scratch.getUint8(0) & 0x80) !== 0;
  for (let index = 0; index < 8; index += 1) {
    const byte = scratch.getUint8(index);
    target[offset + index] = negative ? 255 - byte : index === 0 ? byte + 128 : byte;
  }
}

export function decodeNumber(source: Uint8Array, offset: number): number {
  const negative = source[offset]! < 128;
  for (let index = 0; index < 8; index += 1) {
    const byte = source[offset + index]!;
    scratch.setUint8(index, negative ? 255 - byte : index === 0 ? byte - 128 : byte);
  }
  return scratch.getFloat64(0);
}
