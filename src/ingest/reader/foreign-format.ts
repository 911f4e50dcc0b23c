/** Files that people bring by mistake, by how they begin, in the order in which that is tried. */
const beginnings: readonly (readonly [RegExp, string])[] = [
  [/^PK[\x03\x05\x07]/, 'a zip archive'],
  [/^\x1f\x8b/, 'gzip within the compression: it was compressed twice'],
  [/^BZh[1-9]/, 'bzip2 within the compression: it was compressed twice'],
  [/^\xfd7zXZ/, 'xz-compressed data'],
  [/^\x28\xb5\x2f\xfd/, 'zstd-compressed data'],
  [/^7z\xbc\xaf/, 'a 7z archive'],
  [/^SQLite format 3\0/, 'an SQLite database'],
  [/^\x89HDF/, 'an HDF5 file'],
  [/^%PDF/, 'a PDF document'],
  [/^PAR1/, 'a Parquet file'],
  [/^.{4}\x07_id\0/s, 'a BSON dump (export it with mongoexport instead of mongodump)'],
  [/^.{257}ustar/s, 'a tar archive'],
  [/^<(!doctype html|html)/i, 'an HTML page'],
  [/^</, 'XML or HTML'],
  [/^(#.*\n|\s)*data_\S*\s/, 'a CIF file'],
];

const excerptLength = 40;

/** What bytes that are no JSON are, as well as can be told from their beginning. */
export function describeForeign(head: Buffer): string {
  const text = head.toString('latin1', 0, 2_000);
  for (const [pattern, name] of beginnings) if (pattern.test(text)) return name;
  const isText = !/[\x00-\x08\x0e-\x1f]/.test(text);
  if (!isText) return `binary data that begin with the bytes ${head.toString('hex', 0, 8)}`;
  return `text that begins with ${JSON.stringify(head.toString('utf8', 0, excerptLength))}`;
}

/** The encoding that is not UTF-8, where the byte order mark or the zeros beside ASCII tell it. */
export function foreignEncoding(head: Buffer): string | undefined {
  const [first, second, third, fourth] = head;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return 'UTF-32';
  if (marked) return third === 0 && fourth === 0 ? 'UTF-32' : 'UTF-16';
  const ascii = [first, second, third, fourth].map((byte) =>
    byte === 0 ? '0' : String.fromCharCode(byte ?? 1),
  );
  const shape = ascii.join('').replace(/[\s[{"]/g, 'x');
  if (shape === 'x0x0' || shape === '0x0x') return 'UTF-16';
  return shape === 'x000' || shape === '000x' ? 'UTF-32' : undefined;
}
