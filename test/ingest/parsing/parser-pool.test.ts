import { expect, onTestFinished, test } from 'vitest';
import type { ParserPoolOptions } from '../../../src/ingest/parsing/create-parser-pool.ts';
import { createParserPool } from '../../../src/ingest/parsing/create-parser-pool.ts';
import type { FileResult, ParserPool, ParseTask } from '../../../src/ingest/parsing/parser-pool.ts';

const script = new URL('./made-up-worker.ts', import.meta.url);

function poolOf(options: ParserPoolOptions): ParserPool {
  const pool = createParserPool({ bytesHereMax: 0, ...options });
  onTestFinished(() => pool.close());
  return pool;
}

/** A task of files, each with pieces of these texts, on lines 10, 20, …. */
function taskOf(...files: readonly (readonly string[])[]): ParseTask {
  return {
    files: files.map((texts, number) => ({
      format: 'xyz',
      path: `${number}.xyz`,
      pieces: texts.map((text, index) => ({
        bytes: new TextEncoder().encode(text),
        line: 10 * (index + 1),
        index,
      })),
    })),
    symmetry: 'none',
    symmetryTolerance: undefined,
    archives: 'none',
  };
}

/** What became of each file: ids of entries, then faults with their lines. */
function brief({ entries, faults }: FileResult): string[] {
  return [...entries.map(({ id }) => id!), ...faults.map(({ line, problem }) => `${line}: ${problem}`)];
}

async function parseBrief(pool: ParserPool, ...files: readonly (readonly string[])[]): Promise<string[][]> {
  return (await pool.parse(taskOf(...files))).files.map(brief);
}

test.each([
  ['does not end', 'hang', /^20: takes more than 0\.5 seconds to read$/, 0.5],
  ['takes all memory', 'grow', /^20: needs more than 32 MiB of memory to read$/, 60],
  ['ends the thread', 'exit', /^20: ends the thread that reads it$/, 60],
  ['throws', 'throw', /^20: ends the thread that reads it \(no reader throws\)$/, 60],
])('a piece whose reading %s is blamed alone', async (_, text, problem, pieceSecondsMax) => {
  const pool = poolOf({ script, threads: 1, pieceSecondsMax, heapMebibytesMax: 32 });
  const files = [['a'], ['b', text, 'c'], [], ['d', 'e'], [text]];
  expect(await parseBrief(pool, ...files)).toEqual([
    ['a'],
    ['b', 'c', expect.stringMatching(problem)],
    [],
    ['d', 'e'],
    [expect.stringMatching(new RegExp(problem.source.replace('20', '10')))],
  ]);
  expect(await parseBrief(pool, ['f'])).toEqual([['f']]);
});

test('many tasks go through few threads, each with its own result', async () => {
  const pool = poolOf({ script, threads: 2 });
  expect(pool.width).toBe(4);
  const names = Array.from({ length: 50 }, (_, index) => `n${index}`);
  const results = await Promise.all(names.map((name) => parseBrief(pool, [name], [`${name}b`])));
  expect(results).toEqual(names.map((name) => [[name], [`${name}b`]]));
});

test('a piece that ends its thread takes nothing with it that waits behind or was done before', async () => {
  const pool = poolOf({ script, threads: 1 });
  const tasks = [['a', 'b'], ['c', 'exit', 'd'], ['e'], ['throw'], ['f'], ['g', 'exit']];
  const results = await Promise.all(tasks.map((texts) => parseBrief(pool, texts)));
  const ends = expect.stringMatching(/^\d0: ends the thread that reads it/);
  expect(results).toEqual([[['a', 'b']], [['c', 'd', ends]], [['e']], [[ends]], [['f']], [['g', ends]]]);
});

test('a script that cannot be run fails the task, and is no fault of the data', async () => {
  const pool = poolOf({ script: new URL('./there-is-no-such-worker.ts', import.meta.url) });
  await expect(pool.parse(taskOf(['a']))).rejects.toThrow('Cannot find module');
});

test('closing ends what is under way', async () => {
  const pool = createParserPool({ script, threads: 1, bytesHereMax: 0 });
  const tasks = [pool.parse(taskOf(['hang'])), pool.parse(taskOf(['a']))];
  const settled = Promise.allSettled(tasks);
  await pool.close();
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

const water = '3\nwater\nO 0 0 0\nH 0 0 1\nH 0 1 0\n';

test('a little is read in this thread, and alike in others', async () => {
  const here = poolOf({
    bytesHereMax: 1_000,
    script: new URL('./there-is-no-such-worker.ts', import.meta.url),
  });
  const there = poolOf({});
  const result = await here.parse(taskOf([water, '1\nnonsense\n'], [water]));
  expect(result.files.map(({ entries, faults }) => [entries.length, faults.length])).toEqual([
    [1, 1],
    [1, 0],
  ]);
  expect(await there.parse(taskOf([water, '1\nnonsense\n'], [water]))).toEqual(result);
});
