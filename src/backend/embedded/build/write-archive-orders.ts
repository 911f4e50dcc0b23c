import type { DatabaseSync } from 'node:sqlite';
import { checksumOf } from '../file/checksum.ts';
import type { ArchivesRecord, SourceFileRecord } from '../file/file-format.ts';
import { archiveKeyPrefix, sourceFileKey } from '../file/file-format.ts';
import type { BlockWriter } from './block-writer.ts';

/** Writes the orders in which archives are listed, and the files that they came from. Memory: 16 bytes for each. */
export function writeArchiveOrders(
  database: DatabaseSync,
  blocks: BlockWriter,
): Omit<ArchivesRecord, 'referencePatterns'> {
  const count = Number(database.prepare('SELECT count(*) AS count FROM temp.archive_key').get()!.count);
  return { count, ...writeKeys(database, blocks, count), byMainFile: writeFiles(database, blocks, count) };
}

function writeKeys(
  database: DatabaseSync,
  blocks: BlockWriter,
  count: number,
): Pick<ArchivesRecord, 'byKey' | 'keyPrefixes'> {
  const numbers = new Uint32Array(count);
  const prefixes = new Float64Array(count);
  const select = database.prepare('SELECT key, number FROM temp.archive_key ORDER BY key');
  select.setReturnArrays(true);
  let at = 0;
  for (const row of select.iterate()) {
    const [key, number] = row as unknown as [string, number];
    numbers[at] = number;
    prefixes[at] = archiveKeyPrefix(key);
    at += 1;
  }
  return { byKey: blocks.writeArray(numbers), keyPrefixes: blocks.writeArray(prefixes) };
}

function writeFiles(
  database: DatabaseSync,
  blocks: BlockWriter,
  count: number,
): ArchivesRecord['byMainFile'] {
  const insert = database.prepare('INSERT INTO source_file (number, checksum, record) VALUES (?, ?, ?)');
  const write = (number: number, ...record: SourceFileRecord): void => {
    const text = JSON.stringify(record);
    insert.run(number, checksumOf(sourceFileKey(number), text), text);
  };
  const select = database.prepare(`
    SELECT archive.number, source.number, source.path
    FROM archive JOIN temp.source_path source ON source.number = file ORDER BY path, line, key
  `);
  select.setReturnArrays(true);
  const numbers = new Uint32Array(count);
  let at = 0;
  let first = 0;
  let last: { readonly file: number; readonly path: string } | undefined;
  for (const row of select.iterate()) {
    const [number, file, path] = row as unknown as [number, number, string];
    if (file !== last?.file) {
      if (last !== undefined) write(last.file, last.path, at - first);
      last = { file, path };
      first = at;
    }
    numbers[at] = number;
    at += 1;
  }
  if (last !== undefined) write(last.file, last.path, at - first);
  return blocks.writeArray(numbers);
}
