import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntryOrigin } from '../../../src/backend/index.ts';
import {
  createEmbeddedWriter,
  DatabaseFileError,
  openDatabaseFile,
  readDatabaseFileProperties,
} from '../../../src/backend/index.ts';
import { definitions, entry, listOf, query, textDefinition } from '../build-query.ts';
import { description, makeFolder, tinyTuning, writeDatabase } from './build-embedded.ts';

const types = definitions({ structures: { _x_name: textDefinition, elements: listOf(textDefinition) } });
const entries = ['b', 'a', 'c'].map((id) => entry(id, { _x_name: `name of ${id}`, elements: ['Si', 'O'] }));

let folder: string;
let path: string;
beforeEach(() => {
  folder = makeFolder();
  path = join(folder, 'file.respawn');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What goes wrong, or undefined. */
function problemOf(run: () => unknown): string | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof DatabaseFileError) return error.problem;
    throw error;
  }
  return undefined;
}

function changeFile(statement: string): void {
  const database = new DatabaseSync(path);
  database.exec(statement);
  database.close();
}

async function idsIn(file: string): Promise<readonly string[]> {
  const { backend } = openDatabaseFile(file);
  const page = await backend.run(query());
  backend.close();
  return page.rows.map((row) => row.id);
}

describe('a published file', () => {
  it('tells its description and what the writer was given to keep', async () => {
    await writeDatabase(path, entries, types, { properties: { source: 'abc', __proto__x: '1' } });
    const file = openDatabaseFile(path);
    file.backend.close();
    expect(file.description).toEqual(description);
    expect(file.properties).toEqual({ source: 'abc', __proto__x: '1' });
    expect(readDatabaseFileProperties(path)).toEqual(file.properties);
    expect(readdirSync(folder)).toEqual(['file.respawn']);
  });

  it('can be opened where nothing may be written, and again while it is open', async () => {
    await writeDatabase(path, entries, types);
    const first = openDatabaseFile(path);
    expect(await idsIn(path)).toEqual(['a', 'b', 'c']);
    first.backend.close();
    expect(readdirSync(folder)).toEqual(['file.respawn']);
  });

  it('is still read by who opened it after a newer one took its place', async () => {
    await writeDatabase(path, entries, types);
    const { backend } = openDatabaseFile(path);
    await writeDatabase(path, [entry('new')], types);
    expect((await backend.run(query())).rows.map((row) => row.id)).toEqual(['a', 'b', 'c']);
    backend.close();
    expect(await idsIn(path)).toEqual(['new']);
  });

  it('is closed once, and answers nothing after', async () => {
    await writeDatabase(path, entries, types);
    const { backend } = openDatabaseFile(path);
    backend.close();
    backend.close();
    await expect(backend.run(query())).rejects.toMatchObject({ problem: 'closed' });
  });

  it('may hold no entry at all', async () => {
    await writeDatabase(path, [], types);
    expect(await idsIn(path)).toEqual([]);
  });
});

describe('opening', () => {
  const cases: readonly (readonly [string, string, () => void])[] = [
    ['no file', 'missing', () => rmSync(path)],
    ['an empty file', 'foreign', () => writeFileSync(path, '')],
    ['a text', 'foreign', () => writeFileSync(path, 'no database, '.repeat(100))],
    ['the SQLite file of somebody else', 'foreign', () => changeFile('PRAGMA application_id = 7')],
    ['a newer format', 'version', () => changeFile('PRAGMA user_version = 999')],
    ['a file cut short', 'damaged', () => truncateSync(path, readFileSync(path).length - 16_384)],
    ['a file that goes on', 'damaged', () => writeFileSync(path, Buffer.alloc(100), { flag: 'a' })],
    [
      'a file without a description',
      'damaged',
      () => changeFile("DELETE FROM meta WHERE key = 'description'"),
    ],
    [
      'a broken description',
      'damaged',
      () => changeFile("UPDATE meta SET value = '{' WHERE key = 'description'"),
    ],
    ['broken properties', 'damaged', () => changeFile("UPDATE meta SET value = '' WHERE key = 'properties'")],
    ['overwritten pages', 'damaged', () => overwrite(16_384, 16_384 * 4)],
  ];

  function overwrite(from: number, to: number): void {
    const bytes = readFileSync(path);
    bytes.fill(0xa5, from, to);
    writeFileSync(path, bytes);
  }

  it.each(cases)('%s is %s', async (_, problem, harm) => {
    await writeDatabase(path, entries, types);
    harm();
    expect(problemOf(() => openDatabaseFile(path))).toBe(problem);
  });

  it('a file that is taken away meanwhile is missing', async () => {
    await writeDatabase(path, entries, types);
    const remover = new Worker(
      "require('node:worker_threads').parentPort.on('message', require('node:fs').rmSync)",
      {
        eval: true,
      },
    );
    const problems = new Set<string>();
    for (let round = 0; round < 30; round += 1) {
      const copy = `${path}-${round}`;
      copyFileSync(path, copy);
      remover.postMessage(copy);
      let problem: string | undefined;
      while (problem === undefined) {
        problem = problemOf(() => openDatabaseFile(copy).backend.close());
      }
      problems.add(problem);
    }
    await remover.terminate();
    expect([...problems]).toEqual(['missing']);
  });

  it('names the file and both formats', async () => {
    await writeDatabase(path, entries, types);
    changeFile('PRAGMA user_version = 999');
    expect(() => readDatabaseFileProperties(path)).toThrow(/file\.respawn: has the format 999, .* format 5$/);
  });

  it.each(['DELETE FROM block', 'DELETE FROM document', 'DELETE FROM entry_column', 'DROP TABLE block'])(
    'after %s, damage is found when it is met',
    async (statement) => {
      await writeDatabase(path, entries, types);
      changeFile(statement);
      const read = async () => {
        const { backend } = openDatabaseFile(path);
        try {
          return await backend.run(query({ sort: [], page: { kind: 'above', value: text('a'), limit: 9 } }));
        } finally {
          backend.close();
        }
      };
      await expect(read()).rejects.toThrow(DatabaseFileError);
    },
  );

  const text = (value: string) => ({ kind: 'constant', type: 'string', value }) as const;
});

describe('a build', () => {
  it('reports duplicates by line, and keeps the first of each', async () => {
    const writer = createEmbeddedWriter(path, { tuning: tinyTuning });
    const twice = [entry('x', { _x_name: 'first' }), entry('y'), entry('x', { elements: ['H'] }), entry('x')];
    for (const [index, one] of twice.entries()) writer.write(one, { line: 10 + index });
    writer.write(entry('x', {}, [], 'references'), { line: 20 });
    writer.write(entry('y'), { line: 1, file: 'second.jsonl' });
    writer.write(entry('z'), { line: 2, file: 'second.jsonl' });
    writer.write(entry('z'), { line: 1, file: 'third.jsonl' });
    const { duplicates, entryTypes } = await writer.index(types);
    const of = (id: string, origin: EntryOrigin, firstOrigin: EntryOrigin) => ({
      ...{ type: 'structures', id, origin, firstOrigin },
    });
    expect(duplicates).toEqual([
      of('x', { line: 12 }, { line: 10 }),
      of('x', { line: 13 }, { line: 10 }),
      of('y', { line: 1, file: 'second.jsonl' }, { line: 11 }),
      of('z', { line: 1, file: 'third.jsonl' }, { line: 2, file: 'second.jsonl' }),
    ]);
    expect(entryTypes.structures).toEqual({ count: 3, knownCounts: { _x_name: 1 } });
    expect(entryTypes.references).toEqual({ count: 1, knownCounts: {} });
    await writer.abort();
  });

  it('tells its progress up to 1', async () => {
    const writer = createEmbeddedWriter(path);
    for (const one of entries) writer.write(one, { line: 1 });
    const fractions: number[] = [];
    await writer.index(types, (fraction) => fractions.push(fraction));
    expect(fractions.at(-1)).toBe(1);
    expect(fractions).toEqual(fractions.toSorted((left, right) => left - right));
    await writer.abort();
  });

  it.each(['before the index', 'within the index', 'after the index'])(
    'aborted %s leaves nothing new',
    async (when) => {
      await writeDatabase(path, entries, types);
      const writer = createEmbeddedWriter(path);
      writer.write(entry('new', { _x_name: 'n' }), { line: 1 });
      if (when === 'within the index') {
        const indexing = writer.index(types);
        const rejected = expect(indexing).rejects.toThrow('aborted');
        await writer.abort();
        await rejected;
      } else {
        if (when === 'after the index') await writer.index(types);
        await writer.abort();
      }
      expect(readdirSync(folder)).toEqual(['file.respawn']);
      expect(await idsIn(path)).toEqual(['a', 'b', 'c']);
    },
  );

  it('that grows beyond its bound says so, and the old file stays', async () => {
    await writeDatabase(path, entries, types);
    const writer = createEmbeddedWriter(path, { tuning: { fileBytesMax: 40 * 16_384 } });
    const many = Array.from({ length: 1000 }, (_, index) =>
      entry(`e${index}`, { _x_name: 'x'.repeat(5000) }),
    );
    const error = await (async () => {
      for (const one of many) writer.write(one, { line: 1 });
      await writer.index(types);
      await writer.publish(description);
    })().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DatabaseFileError);
    expect((error as DatabaseFileError).problem).toBe('too-large');
    await writer.abort();
    expect(readdirSync(folder)).toEqual(['file.respawn']);
    expect(await idsIn(path)).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['does not exist', () => join(folder, 'nowhere', 'file')],
    [
      'is a file',
      () => {
        writeFileSync(join(folder, 'plain'), '');
        return join(folder, 'plain', 'file');
      },
    ],
  ])('in a folder that %s cannot begin', (_, target) => {
    expect(problemOf(() => createEmbeddedWriter(target()))).toBe('unwritable');
  });

  it('cannot replace a folder', async () => {
    mkdirSync(join(path, 'inside'), { recursive: true });
    const writer = createEmbeddedWriter(path);
    await writer.index(types);
    await expect(writer.publish(description)).rejects.toThrow(DatabaseFileError);
    await writer.abort();
    expect(readdirSync(folder)).toEqual(['file.respawn']);
  });
});
