import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openSqliteContent } from '../../../../src/ingest/source/sqlite/sqlite-content.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { memoryTree } from '../tree/memory-tree.ts';

const folder = temporaryFolder();

function databaseOf(statements: string): Buffer {
  const path = join(folder.path, `${Math.random()}.sqlite`);
  const database = new DatabaseSync(path);
  database.exec(statements);
  database.close();
  return readFileSync(path);
}

const nodes = 'CREATE TABLE node (id INTEGER, label TEXT); INSERT INTO node VALUES (1, $$a$$);'.replaceAll(
  '$$',
  "'",
);
const plain = databaseOf(nodes);
const withLog = databaseOf(`PRAGMA journal_mode = WAL; ${nodes}`);

async function openBytes(content: Buffer, bytesInMemoryMax: number): Promise<DatabaseSync> {
  const file = await memoryTree({ 'db.sqlite3': content }).find('db.sqlite3');
  const database = await openSqliteContent(file!, { bytesInMemoryMax });
  onTestFinished(() => database.close());
  return database;
}

/** The temporary folder of the system, for this test alone. */
function ownTemporaryFolder(): string {
  const path = mkdtempSync(join(folder.path, 'tmp-'));
  vi.stubEnv('TMPDIR', path);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  return path;
}

describe.each<[where: string, bytesInMemoryMax: number]>([
  ['in memory', 1_000_000],
  ['as a temporary file', 1_000],
])('a database %s', (_, bytesInMemoryMax) => {
  test.each<[what: string, bytes: Buffer]>([
    ['is read', plain],
    ['is read that was written with a log', withLog],
  ])('%s, and leaves nothing behind', async (_what, bytes) => {
    const temporary = ownTemporaryFolder();
    const database = await openBytes(bytes, bytesInMemoryMax);
    expect(readdirSync(temporary)).toEqual([]);
    expect(database.prepare('SELECT * FROM node').all()).toEqual([{ id: 1, label: 'a' }]);
  });

  test('cannot be changed, and can do nothing', async () => {
    const trigger = "CREATE VIEW harm AS SELECT load_extension('x') AS harm;";
    const database = await openBytes(databaseOf(nodes + trigger), bytesInMemoryMax);
    expect(() => database.exec("INSERT INTO node VALUES (2, 'b')")).toThrow(/readonly/);
    expect(() => database.exec('PRAGMA writable_schema = ON; DELETE FROM sqlite_schema')).toThrow();
    expect(() => database.prepare('SELECT * FROM harm').all()).toThrow();
    expect(() => database.enableLoadExtension(true)).toThrow();
  });

  test.each<[what: string, bytes: Buffer, problem: string]>([
    ['that is none', Buffer.from('x'.repeat(5_000)), 'db.sqlite3: is no SQLite database'],
    ['that is empty', Buffer.alloc(0), 'db.sqlite3: is no SQLite database'],
    ['that is cut off in its header', plain.subarray(0, 60), 'db.sqlite3: is no SQLite database'],
    ['that is cut off', plain.subarray(0, 2_500), 'db.sqlite3: the SQLite database is damaged'],
    [
      'that is damaged',
      Buffer.concat([plain.subarray(0, 100), Buffer.alloc(plain.length - 100, 0x5a)]),
      'db.sqlite3: the SQLite database is damaged',
    ],
  ])('%s is told of, and leaves nothing behind', async (_what, bytes, problem) => {
    const temporary = ownTemporaryFolder();
    await expect(openBytes(bytes, bytesInMemoryMax)).rejects.toThrow(problem);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
