/** What is told of databases that cannot be asked now, and of those that were found under other names. */
import { describe, expect, test } from 'vitest';
import { limits } from '../../src/base/index.ts';
import type {
  DatabaseDirectory,
  DatabaseRecord,
  RegistryErrorReason,
  UseOptions,
} from '../../src/registry/index.ts';
import { RegistryError } from '../../src/registry/index.ts';
import { asker } from './ask.ts';
import { directoryOf, recordOf, serve } from './small-database.ts';

/** A directory in which no database can be used, for a reason. */
function refusing(
  reason: RegistryErrorReason,
  retryAfterSeconds?: number,
  changes: Partial<DatabaseRecord> = {},
): DatabaseDirectory {
  const record = recordOf(serve('small'), changes);
  return {
    ...directoryOf(serve('small')),
    use: async () => {
      throw new RegistryError(reason, 'internal words', {
        record,
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      });
    },
  };
}

describe('databases that cannot be asked now', () => {
  test.each<[RegistryErrorReason, string, number | undefined, string | null]>([
    ['cold', 'database-cold', 2.5, '3'],
    ['ingesting', 'database-ingesting', 7, '7'],
    ['failed', 'database-failed', 60, '60'],
    ['failed', 'database-failed', undefined, null],
    ['live-full', 'live-databases-full', 1, '1'],
    ['queue-full', 'ingestion-queue-full', undefined, '10'],
    ['storage-full', 'storage-full', undefined, '10'],
    ['busy', 'registry-busy', 2, '2'],
  ])('%s is 503 %s', async (reason, code, seconds, retryAfter) => {
    const reply = await asker({ directory: refusing(reason, seconds) })('/small/v1/structures');
    expect([reply.status, reply.at('/errors/0/code'), reply.headers.get('retry-after')]).toEqual([
      503,
      code,
      retryAfter,
    ]);
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(reply.text).not.toContain('internal words');
  });

  test('what is being made tells how far it is', async () => {
    const directory = refusing('ingesting', 2, {
      state: 'ingesting',
      ingestion: {
        stage: 'reading',
        fraction: 0.25,
        entries: 1000,
        bytes: 5000,
        queuedAt: '2026-01-01T00:00:00Z',
        interruptions: 0,
      },
    });
    const reply = await asker({ directory })('/small/v1/info');
    expect(reply.at('/errors/0/meta')).toEqual({
      state: 'ingesting',
      progress: { stage: 'reading', fraction: 0.25, entries: 1000 },
    });
    expect(reply.at('/errors/0/detail')).toContain('"small"');
  });

  test('what failed says why, and what could be chosen instead', async () => {
    const directory = refusing('failed', undefined, {
      state: 'failed',
      failure: {
        reason: 'ambiguous',
        message: 'The record holds several files.',
        choices: [
          { name: 'a.jsonl', sizeBytes: 12 },
          { name: '<b>.json', sizeBytes: undefined },
        ],
        at: '2026-01-01T00:00:00Z',
      },
    });
    const reply = await asker({ directory })('/small/v1/info');
    expect(reply.at('/errors/0/detail')).toContain('The record holds several files.');
    expect(reply.at('/errors/0/meta/choices')).toEqual([
      { name: 'a.jsonl', size_bytes: 12 },
      { name: '<b>.json', size_bytes: null },
    ]);
  });

  test('faults of a request for something else are ours', async () => {
    const ask = asker({ directory: refusing('id-taken') });
    expect((await ask('/small/v1/info', {}, 'HEAD')).status).toBe(500);
    expect(ask.failures).toHaveLength(1);
  });
});

describe('wishes', () => {
  /** What the registry is told of requests with these headers, and the answer to the last. */
  async function wish(headers: Record<string, string>) {
    const seen: (UseOptions | undefined)[] = [];
    const directory = directoryOf(serve('small'));
    const ask = asker({
      directory: {
        ...directory,
        use: (id, run, options) => {
          seen.push(options);
          return directory.use(id, run);
        },
      },
    });
    const reply = await ask('/small/v1/info?filter=', headers, 'HEAD');
    return { options: seen[0], reply };
  }

  test('Prefer: wait=N waits, and the answer says so', async () => {
    const { options, reply } = await wish({ prefer: 'respond-async, wait=7' });
    expect(options?.waitSeconds).toBe(7);
    expect(options?.signal?.aborted).toBe(false);
    expect(reply.headers.get('preference-applied')).toBe('wait=7');
  });

  test('but not for ever', async () => {
    const { options, reply } = await wish({ prefer: 'wait=99999999' });
    expect(options?.waitSeconds).toBe(50);
    expect(reply.headers.get('preference-applied')).toBe('wait=50');
  });

  test('Keep-Alive: timeout=N keeps awake', async () => {
    expect((await wish({ 'keep-alive': 'timeout=1200, max=100' })).options).toEqual({
      keepAliveSeconds: 1200,
    });
  });

  test.each([
    {},
    { prefer: 'wait' },
    { prefer: 'wait=-1' },
    { prefer: 'wait=soon' },
    { prefer: 'handling=lenient; wait=5' },
    { 'keep-alive': 'max=5' },
  ])('%o asks for nothing', async (headers) => {
    const { options, reply } = await wish(headers as Record<string, string>);
    expect(options).toEqual({});
    expect(reply.headers.get('preference-applied')).toBeNull();
  });

  test('a refusal also says that it waited', async () => {
    const reply = await asker({ directory: refusing('ingesting', 1) })('/small/v1/info', {
      prefer: 'WAIT = "3"',
    });
    expect([reply.status, reply.headers.get('preference-applied')]).toEqual([503, 'wait=3']);
  });

  test('whoever goes away while waiting is no fault of ours', async () => {
    const leaving = new AbortController();
    const directory: DatabaseDirectory = {
      ...directoryOf(serve('small')),
      use: async (_id, _run, options) => {
        leaving.abort();
        options?.signal?.throwIfAborted();
        return undefined;
      },
    };
    const ask = asker({ directory });
    await ask('/small/v1/info', { prefer: 'wait=9' }, 'HEAD', leaving.signal);
    expect(ask.observations).toEqual([expect.objectContaining({ status: 499 })]);
    expect(ask.failures).toEqual([]);
  });
});

describe('URLs of the original program', () => {
  const aliases: Readonly<Record<string, string>> = {
    'home/me/data.json': 'data',
    'home/me': 'folder',
    'localhost:8000/static/my data.json': 'static-data',
  };
  const directory: DatabaseDirectory = {
    ...directoryOf(serve('small')),
    findAlias: (path) => (Object.hasOwn(aliases, path) ? aliases[path] : undefined),
  };
  const ask = asker({ directory });

  test.each([
    ['/home/me/data.json/v1/structures?filter=nsites%3D1', '/data/v1/structures?filter=nsites%3D1'],
    ['//home/me/data.json/v1/structures/a%2Fb/', '/data/v1/structures/a%2Fb'],
    ['/home/me/data.json', '/data'],
    ['/home/me/data.json/', '/data'],
    ['/home/me/other.json/v1/info', '/folder/other.json/v1/info'],
    ['/localhost:8000/static/my%20data.json/v1/info', '/static-data/v1/info'],
  ])('%s is at %s', async (path, target) => {
    const reply = await ask(path);
    expect([reply.status, reply.headers.get('location')]).toEqual([307, `http://localhost${target}`]);
  });

  test.each([
    '/home/v1/info',
    '/nowhere/data.json/v1/info',
    `/${'a/'.repeat(5000)}v1/info`,
    '/constructor/v1',
  ])('nothing is at %.40s', async (path) => {
    expect((await ask(path)).status).toBe(404);
  });

  test('what is longer than any location is not looked for', async () => {
    const asked: number[] = [];
    const counting = {
      ...directory,
      findAlias: (path: string) => {
        asked.push(path.length);
        return aliases[path];
      },
    };
    await asker({ directory: counting })(`/${`${'a'.repeat(3_000)}/`.repeat(60)}v1`);
    expect(asked).toContain(6_001);
    expect(Math.max(...asked)).toBeLessThanOrEqual(limits.locationLengthMax);
  });

  test('they lead to the public URL', async () => {
    const reply = await asker({ directory, settings: { baseUrl: 'https://example.org/data/' } })(
      '/home/me/data.json/v1',
    );
    expect(reply.headers.get('location')).toBe('https://example.org/data/data/v1');
  });

  test('a database at the root has all paths to itself', async () => {
    const reply = await asker({ directory, settings: { rootDatabase: 'small' } })('/home/me/data.json');
    expect(reply.status).toBe(404);
  });
});
