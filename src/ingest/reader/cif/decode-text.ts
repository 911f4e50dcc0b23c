/**
 * The text of a file, with `\n` at the end of each line. CIF is ASCII by its first standard and UTF-8 by its
 * second; older programs write Latin-1, which is what bytes that are no UTF-8 are taken for.
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes);
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
