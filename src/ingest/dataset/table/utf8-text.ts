import { isUtf8 } from 'node:buffer';

/**
 * The bytes of a text as UTF-8. Where they are none they are taken for Windows-1252, in which spreadsheets save in
 * many countries, and `onOther` is called once.
 */
export async function* utf8Text(chunks: AsyncIterable<Buffer>, onOther: () => void): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('windows-1252');
  let hasOther = false;
  const decoded = (bytes: Buffer): Buffer => {
    if (isUtf8(bytes)) return bytes;
    if (!hasOther) onOther();
    hasOther = true;
    return Buffer.from(decoder.decode(bytes));
  };
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = beforeLastLetter(bytes);
    yield decoded(bytes.subarray(0, end));
    rest = bytes.subarray(end);
  }
  if (rest.length > 0) yield decoded(rest);
}

const letterBytesMax = 4;

/** Where no letter of UTF-8 is cut in two: before the byte that begins the last one, or behind it where it is ASCII. */
function beforeLastLetter(bytes: Buffer): number {
  for (let index = bytes.length - 1; index >= Math.max(0, bytes.length - letterBytesMax); index -= 1) {
    const byte = bytes[index]!;
    if (byte < 0x80) return index + 1;
    if (byte >= 0xc0) return index;
  }
  return bytes.length;
}
