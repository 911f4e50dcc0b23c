import type { DatabaseSync } from 'node:sqlite';
import { checksumOf } from '../file/checksum.ts';
import type { ArchivesRecord, SourceFileRecord } from '../file/file-format.ts';
import { sourceFileKey } from '../file/file-format.ts';
import type { ArchiveRows } from './archive-rows.ts';
import type { BlockWriter } from './block-writer.ts';

/**
 * Writes the orders in which archives are listed, and the files that they came from. `entryCount`: archives with higher
 * numbers belong to no entry, and are numbered by ascending key. Memory: 12 bytes for each.
 */
export function writeArchiveOrders(
  database: DatabaseSync,
  rows: ArchiveRows,
  entryCount: number,
  blocks: BlockWriter,
): Omit<ArchivesRecord, 'referencePatterns'> {
  const compareKeys = (left: number, right: number): number =>
    left > entryCount && right > entryCount ? left - right : rows.compareKeys(left, right);
  const numbers = rows.numbers().sort(compareKeys);
  const byKey = blocks.writeArray(numbers);
  const keyPrefixes = blocks.writeArray(numbers.map((number) => rows.prefixAt(number)));

  const ranks = rankPaths(database);
  const rankOf = (number: number): number => ranks[rows.fileAt(number)]!;
  numbers.sort(
    (left, right) =>
      rankOf(left) - rankOf(right) || rows.lineAt(left) - rows.lineAt(right) || compareKeys(left, right),
  );
  writeFiles(database, numbers, rows);
  return { count: numbers.length, byKey, keyPrefixes, byMainFile: blocks.writeArray(numbers) };
}

/** Where in the order of paths each file stands. */
function rankPaths(database: DatabaseSync): Uint32Array {
  const select = database.prepare('SELECT number FROM temp.source_path ORDER BY path');
  const files = Uint32Array.from(select.all(), ({ number }) => Number(number));
  const ranks = new Uint32Array(files.length + 1);
  for (const [rank, file] of files.entries()) ranks[file] = rank;
  return ranks;
}

/** @param numbers of archives, by file */
function writeFiles(database: DatabaseSync, numbers: Uint32Array, rows: ArchiveRows): void {
  const insert = database.prepare('INSERT INTO source_file (number, checksum, record) VALUES (?, ?, ?)');
  for (let start = 0; start < numbers.length; ) {
    const file = rows.fileAt(numbers[start]!);
    let end = start + 1;
    while (end < numbers.length && rows.fileAt(numbers[end]!) === file) end += 1;
    const text = JSON.stringify([rows.pathOf(numbers[start]!), end - start] satisfies SourceFileRecord);
    insert.run(file, checksumOf(sourceFileKey(file), text), text);
    start = end;
  }
}
