import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ArchiveEntry, DatabaseFile } from '../../../../src/backend/index.ts';
import { DatabaseFileError, openDatabaseFile } from '../../../../src/backend/index.ts';
import type { EntryQuery } from '../../../../src/query/index.ts';
import {
  compare,
  definitions,
  entry,
  fuzzy,
  known,
  listOf,
  query,
  text,
  textDefinition,
  texts,
} from '../../build-query.ts';
import { makeFolder, tinyTuning, writeDatabase } from '../build-embedded.ts';

const types = definitions({ structures: { _x_name: textDefinition, elements: listOf(textDefinition) } });
const entries = Array.from({ length: 60 }, (_, index) =>
  entry(`e${index}`, {
    _x_name: `name ${index} ${'x'.repeat(index * 7)}`,
    elements: ['Si', `E${index % 7}`],
  }),
);
/** Two blocks, the first of which compresses. */
const raw = Buffer.concat([Buffer.alloc(65_536, 'raw '), randomBytes(20_000)]);
/** With an index; without an entry. */
const deep = Buffer.from(
  JSON.stringify({
    runs: Array.from({ length: 40 }, (_, at) => ({ at, steps: Array(200).fill(at), name: `run ${at}` })),
    noise: randomBytes(70_000).toString('base64'),
  }),
);
const archives = { e1: Buffer.from('{"of": "e1"}'), 'structures/e2': deep, loose: Buffer.from('[1]') };
const queries: readonly EntryQuery[] = [
  query(),
  query({ filter: fuzzy(text('_x_name'), 'contains', 'e 1') }),
  query({ filter: known(texts('elements')) }),
  query({ filter: compare(text('_x_name'), '>', 'name 3') }),
  query({
    sort: [{ path: text('_x_name'), descending: true }],
    page: { kind: 'offset', offset: 10, limit: 9 },
  }),
];

/** Each answer as text, or `damaged` where the file was said to be. Any other error fails the test. */
async function answers(path: string): Promise<readonly string[]> {
  let file: DatabaseFile | undefined;
  const given: string[] = [];
  const ask = async (answer: () => unknown): Promise<void> => {
    try {
      given.push(JSON.stringify(await answer()));
    } catch (error) {
      if (!(error instanceof DatabaseFileError)) throw error;
      given.push('damaged');
    }
  };
  await ask(() => {
    file = openDatabaseFile(path);
    return [file.description, file.properties];
  });
  for (const one of queries) {
    await ask(async () => {
      const { rows, dataReturned } = (await file?.backend.run(one)) ?? failed(path);
      return [dataReturned, rows.map((row) => Buffer.from(row.resourceObject).toString())];
    });
  }
  await ask(() => (file ?? failed(path)).backend.get({ type: 'structures', id: 'e7' })?.id);
  await ask(() => {
    // Nothing else in the file tells which names there are, so that a lost row looks like a name that never was.
    const found = file?.attachments.find({ collection: 'file', name: 'raw' }) ?? failed(path);
    return Buffer.concat([...found.read()]).toString('base64');
  });
  for (const look of looks) await ask(() => look((file ?? failed(path)).archives));
  file?.backend.close();
  return given;
}

type Archives = DatabaseFile['archives'];

/** Where nothing is found, that is an answer too: which archives there are is promised. */
const looks: readonly ((archives: Archives) => unknown)[] = [
  ({ count }) => count,
  (all) => all.page({ orderBy: 'key', descending: true, after: undefined, offset: 0, limit: 100 }),
  (all) => all.page({ orderBy: 'mainFile', descending: false, after: 'loose', offset: 0, limit: 5 }) ?? null,
  (all) => all.findByEntry({ type: 'structures', id: 'e7' }) ?? null,
  (all) => all.findByMainFile('e1.json') ?? null,
  (all) => [...deepOf(all).read()].map((piece) => Buffer.from(piece).toString()).join(''),
  (all) => deepOf(all).child('runs')?.item(30)?.child('name')?.text() ?? null,
  (all) => deepOf(all).child('runs')?.length ?? null,
];

/** Found by its file, which is written into the answer where it is not the one. */
function deepOf(all: Archives): NonNullable<ReturnType<Archives['open']>> {
  const entry: ArchiveEntry | undefined = all.findByMainFile('structures/e2.json');
  const node = entry && all.open(entry);
  if (node === undefined) throw new Error('the archive is lost');
  return node;
}

function failed(path: string): never {
  throw new DatabaseFileError('damaged', path, 'could not be opened');
}

describe.each([
  ['a file', {}],
  ['a file in tiny blocks', { tuning: tinyTuning }],
])('%s', (_, options) => {
  let folder: string;
  let path: string;
  let whole: Buffer;
  let right: readonly string[];
  beforeAll(async () => {
    folder = makeFolder();
    path = join(folder, 'file');
    await writeDatabase(path, entries, types, options, { files: { raw }, archives });
    whole = readFileSync(path);
    right = await answers(path);
    expect(right).not.toContain('damaged');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Damaged copies answer as the whole file does, or say that they are damaged. */
  async function expectNoWrongAnswer(harmed: Buffer): Promise<number> {
    writeFileSync(path, harmed);
    const given = await answers(path);
    for (const [index, answer] of given.entries()) {
      if (answer !== 'damaged') expect(answer).toBe(right[index]);
    }
    return given.filter((answer) => answer === 'damaged').length;
  }

  const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  it('with changed bytes never answers wrong', async () => {
    let found = 0;
    const change = fc.tuple(place, fc.integer({ min: 1, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 30 }), async (changes) => {
        const harmed = Buffer.from(whole);
        for (const [at, bits] of changes) harmed[Math.floor(at * whole.length)]! ^= bits;
        found += await expectNoWrongAnswer(harmed);
      }),
      { numRuns: 150 },
    );
    expect(found).toBeGreaterThan(0);
  });

  it('with a stretch copied to another place never answers wrong', async () => {
    let found = 0;
    const length = fc.oneof(fc.integer({ min: 1, max: 100 }), fc.constantFrom(4096, 16_384, 40_000));
    await fc.assert(
      fc.asyncProperty(place, place, length, async (from, to, bytes) => {
        const harmed = Buffer.from(whole);
        const start = Math.floor(from * whole.length);
        whole.copy(harmed, Math.floor(to * whole.length), start, Math.min(whole.length, start + bytes));
        found += await expectNoWrongAnswer(harmed);
      }),
      { numRuns: 100 },
    );
    expect(found).toBeGreaterThan(0);
  });

  it('cut short anywhere is not opened', async () => {
    await fc.assert(
      fc.asyncProperty(place, async (at) => {
        const found = await expectNoWrongAnswer(whole.subarray(0, Math.floor(at * whole.length)));
        expect(found).toBe(right.length);
      }),
      { numRuns: 40 },
    );
  });
});
