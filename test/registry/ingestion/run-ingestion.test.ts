import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabaseFile } from '../../../src/backend/index.ts';
import type { IngestionContext } from '../../../src/registry/ingestion/ingestion-context.ts';
import type {
  ClaimedIngestion,
  IngestionProgress,
  IngestionResult,
} from '../../../src/registry/ingestion/ingestion-queue.ts';
import { runIngestion } from '../../../src/registry/ingestion/run-ingestion.ts';
import { FileServer } from './file-server.ts';
import { emptyFiles, IngestionScene, linesOf } from './ingestion-scene.ts';

let scene: IngestionScene;
beforeEach(() => {
  scene = new IngestionScene();
});
afterEach(() => scene.remove());

async function run(
  claim: ClaimedIngestion,
  context: Partial<IngestionContext> = {},
  signal = new AbortController().signal,
): Promise<IngestionResult> {
  const onFault = scene.log.failure;
  return await runIngestion(claim, scene.context(context), { signal, onProgress: () => {}, onFault });
}

async function published(claim: ClaimedIngestion) {
  const { outcome } = await run(claim);
  if (outcome.outcome !== 'published') throw new Error(JSON.stringify(outcome));
  renameSync(claim.stagedPath, claim.filePath);
  return outcome;
}

async function failureOf(claim: ClaimedIngestion, context: Partial<IngestionContext> = {}) {
  const { outcome } = await run(claim, context);
  if (outcome.outcome !== 'failed') throw new Error(JSON.stringify(outcome));
  return outcome.failure;
}

describe('an ingestion', () => {
  test('makes a staged file and a report, and says what is in them', async () => {
    const source = scene.writeSource('data.jsonl', linesOf(3));
    const claim = scene.claim('data', source);
    const { outcome, report } = await run(claim);
    expect(outcome).toMatchObject({
      outcome: 'published',
      contents: {
        name: 'data',
        description: 'Static data from shown/data',
        homepage: null,
        prefix: 'x',
        entryCounts: { structures: 3 },
        fileBytes: statSync(claim.stagedPath).size,
        format: 'OPTIMADE JSON Lines without a header',
      },
      provenance: { location: 'shown/data', sizeBytes: statSync(source).size },
    });
    const { description, backend } = openDatabaseFile(claim.stagedPath);
    backend.close();
    expect(description.entryTypes.structures?.count).toBe(3);
    expect(existsSync(claim.filePath)).toBe(false);
    expect(JSON.parse(readFileSync(claim.stagedReportPath, 'utf8'))).toEqual(report);
    expect(report?.source).toBe('shown/data');
    expect(JSON.stringify([outcome, report])).not.toContain(scene.folder);
    expect(scene.files().downloads).toEqual([]);
  });

  test('takes what the source says of itself, within bounds', async () => {
    const database = {
      id: 'x',
      name: 'N'.repeat(1000),
      description: 'D'.repeat(10_000),
      homepage: 'javascript:alert(1)',
    };
    const lines = `${JSON.stringify({ meta: { database } })}\n${linesOf(1)}`;
    const { contents } = await published(scene.claim('data', scene.writeSource('data.jsonl', lines)));
    expect(contents.name).toMatch(/^N{299}…$/);
    expect(contents.description).toMatch(/^D{4999}…$/);
    expect(contents.homepage).toBeNull();
  });

  test('finds out that nothing changed', async () => {
    const source = scene.writeSource('data.jsonl', linesOf(3));
    const { provenance: previous } = await published(scene.claim('data', source));
    const outcomeOf = async (changes: Partial<ClaimedIngestion>) =>
      (await run(scene.claim('data', source, changes))).outcome.outcome;
    expect(await outcomeOf({ previous })).toBe('unchanged');
    expect(await outcomeOf({ previous, filePath: join(scene.databases, 'gone.sqlite') })).toBe('published');
    const options = { ...scene.claim('data', source).options, prefix: 'y' };
    expect(await outcomeOf({ previous, options })).toBe('published');
    scene.writeSource('data.jsonl', linesOf(4));
    expect(await outcomeOf({ previous })).toBe('published');
  });

  test('stops at the number of entries that may be', async () => {
    const claim = scene.claim('data', scene.writeSource('data.jsonl', linesOf(9)));
    expect(await failureOf(claim, { entriesMax: 8 })).toMatchObject({
      reason: 'limit',
      message: 'shown/data: holds more than 8 entries, the most that entries-max allows',
    });
    expect(scene.files()).toEqual(emptyFiles);
  });

  test('keeps no archive that is larger than it may be, until it may', async () => {
    const folder = join(scene.sources, 'run');
    mkdirSync(join(folder, 'archive'), { recursive: true });
    writeFileSync(join(folder, 'archive', 'small.json'), '{"frames":[1,2,3]}');
    writeFileSync(join(folder, 'archive', 'large.json'), JSON.stringify({ frames: Array(10_000).fill(1) }));
    const claim = scene.claim('run', folder);
    const { outcome, report } = await run(claim, { archiveBytesMax: 20_000 });
    if (outcome.outcome !== 'published') throw new Error(outcome.outcome);
    expect(outcome.contents.archives).toBe(1);
    expect(JSON.stringify(report)).toContain('is larger than 20000 bytes, the most that archive-max allows');

    const again = { ...scene.claim('run', folder), previous: outcome.provenance, filePath: claim.stagedPath };
    expect((await run(again, { archiveBytesMax: 20_000 })).outcome.outcome).toBe('unchanged');
    const { contents } = await published({
      ...scene.claim('run', folder),
      ...again,
      stagedPath: `${claim.stagedPath}-2`,
    });
    expect(contents.archives).toBe(2);
  });

  test('makes the folder of the files anew where somebody took it away', async () => {
    rmSync(scene.databases, { recursive: true });
    const { outcome } = await run(scene.claim('data', scene.writeSource('data.jsonl', linesOf(2))));
    expect(outcome.outcome).toBe('published');
  });

  test('stops where its file would be larger than all files may be', async () => {
    const source = scene.writeSource('large.jsonl', linesOf(3_000, 20));
    const failure = await failureOf(scene.claim('large', source), { fileBytesMax: 500_000 });
    expect(failure).toMatchObject({ reason: 'limit', message: expect.stringContaining('disk-max') });
    expect(scene.files()).toEqual(emptyFiles);
  });

  test('that is called off leaves nothing', async () => {
    const source = scene.writeLongSource('data.jsonl');
    const called = new AbortController();
    const { outcome } = await runIngestion(scene.claim('data', source), scene.context(), {
      signal: called.signal,
      onProgress: ({ entries }) => {
        if (entries > 0) called.abort();
      },
      onFault: scene.log.failure,
    });
    expect(outcome).toEqual({ outcome: 'interrupted', blamed: false });
    expect(scene.files().databases).toEqual([]);
    expect((await run(scene.claim('data', source), {}, AbortSignal.abort())).outcome).toEqual(outcome);
    expect(scene.faults).toEqual([]);
  });
});

describe('what is fetched', () => {
  let server: FileServer;
  beforeEach(async () => {
    server = await FileServer.start({ '/data.jsonl': linesOf(4), '/page': '<!doctype html><p>' });
  });
  afterEach(() => server.close());

  const claimed = (path: string, changes: Partial<ClaimedIngestion> = {}): ClaimedIngestion =>
    scene.claim('data', { kind: 'url', url: `http://${server.host}${path}` }, changes);
  const allowed = () => ({ policy: { folders: [], hosts: [server.host] } });

  test('is ingested, counted and released', async () => {
    const told: IngestionProgress[] = [];
    const { outcome } = await runIngestion(claimed('/data.jsonl'), scene.context(allowed()), {
      signal: new AbortController().signal,
      onProgress: (progress) => told.push(progress),
      onFault: scene.log.failure,
    });
    expect(outcome).toMatchObject({
      outcome: 'published',
      contents: { entryCounts: { structures: 4 } },
      provenance: { url: `http://${server.host}/data.jsonl`, etag: '"e"', sizeBytes: linesOf(4).length },
    });
    expect(told.map(({ stage }) => stage)).toEqual(
      expect.arrayContaining(['fetching', 'reading', 'indexing']),
    );
    expect(told.at(-1)).toMatchObject({ bytes: linesOf(4).length, entries: 4 });
    expect(scene.files().downloads).toEqual([]);
  });

  test.each<[what: string, path: string, context: () => Partial<IngestionContext>, expected: object]>([
    ['is not there', '/none', allowed, { reason: 'gone' }],
    ['is a page', '/page', allowed, { reason: 'unreadable' }],
    ['is too large', '/data.jsonl', () => ({ ...allowed(), downloadBytesMax: 10 }), { reason: 'limit' }],
    ['must not be asked', '/data.jsonl', () => ({}), { reason: 'refused' }],
  ])('fails where it %s', async (_, path, context, expected) => {
    expect(await failureOf(claimed(path), context())).toMatchObject(expected);
    expect(scene.files()).toEqual(emptyFiles);
  });

  test('is fetched by itself where somebody else is at it still, and does not know of its lease', async () => {
    server.atOnce = false;
    const [first, second] = [claimed('/data.jsonl'), claimed('/data.jsonl')];
    const runs = [run(first, allowed()), run(second, allowed())];
    while (server.ranges.length < 2) await wait(10);
    server.release();
    const outcomes = await Promise.all(runs);
    expect(outcomes.map(({ outcome }) => outcome.outcome)).toEqual(['published', 'published']);
    for (const { stagedPath } of [first, second]) {
      const { backend } = openDatabaseFile(stagedPath);
      expect(await backend.count('structures')).toBe(4);
      backend.close();
    }
    expect(scene.files().downloads).toEqual([]);
  });

  test('may be at a private address where a command names it', async () => {
    const { outcome } = await run(claimed('/data.jsonl', { origin: 'command' }));
    expect(outcome.outcome).toBe('published');
  });
});

describe('a failure', () => {
  const strict = {
    options: { prefix: undefined, aliases: {}, lengthAliases: {}, providerFields: {}, strict: true },
  };
  const twice = linesOf(1) + linesOf(1);

  test.each<[what: string, text: string | undefined, changes: Partial<ClaimedIngestion>, expected: object]>([
    ['a missing file', undefined, {}, { reason: 'gone', message: 'shown/data: there is no such file' }],
    ['an empty file', '', {}, { reason: 'unreadable', message: 'shown/data: is empty' }],
    ['no format that is known', '<html></html>', {}, { reason: 'unreadable' }],
    ['malformed JSON', '{"data": [{"type": "structures", "id"', {}, { reason: 'unreadable' }],
    [
      'nothing to serve',
      '{"type": "structures", "id": null, "attributes": {}}\n',
      {},
      {
        reason: 'unreadable',
        message: 'shown/data: holds no entry that can be served (line 1: the entry has no id)',
      },
    ],
    [
      'errors where there may be none',
      twice,
      strict,
      {
        reason: 'refused-by-strict',
        message: expect.stringMatching(
          /^shown.data: holds 1 error among 1 entries, and strict allows none \(line 2: /,
        ),
      },
    ],
  ])('tells of %s', async (_, text, changes, expected) => {
    const source = text === undefined ? join(scene.sources, 'none') : scene.writeSource('data.jsonl', text);
    const claim = scene.claim('data', source, changes);
    const failure = await failureOf(claim);
    expect(failure).toMatchObject(expected);
    expect(failure.retryAt).toBeUndefined();
    expect(failure.message).not.toContain(scene.folder);
    expect(existsSync(claim.stagedPath)).toBe(false);
    expect(scene.files().downloads).toEqual([]);
    expect(scene.faults).toEqual([]);
  });

  test('of strictness comes with its report', async () => {
    const claim = scene.claim('data', scene.writeSource('data.jsonl', twice), strict);
    const { report } = await run(claim);
    expect(report?.issues.map(({ code }) => code)).toContain('entry-duplicate');
    expect(JSON.parse(readFileSync(claim.stagedReportPath, 'utf8'))).toEqual(report);
  });

  test('meets what was allowed once, and is not any more', async () => {
    const source = scene.writeSource('data.jsonl', linesOf(1));
    const elsewhere = { policy: { folders: [scene.downloads], hosts: [] } };
    expect(await failureOf(scene.claim('data', source), elsewhere)).toMatchObject({ reason: 'refused' });
    const { outcome } = await run(scene.claim('data', source, { origin: 'command' }), elsewhere);
    expect(outcome.outcome).toBe('published');
    const link = join(scene.sources, 'link');
    symlinkSync('/etc/hostname', link);
    expect(await failureOf(scene.claim('link', link))).toMatchObject({ reason: 'refused' });
  });

  test('that is ours tells nothing but a reference, which the log explains', async () => {
    const claim = scene.claim('data', scene.writeSource('data.jsonl', linesOf(1)), {
      stagedPath: join(scene.writeSource('no folder', 'x'), 'x.staged'),
    });
    const { reason, message } = await failureOf(claim);
    expect(reason).toBe('internal');
    const reference = /\(reference ([0-9a-f]{8})\)$/.exec(message)?.[1];
    expect(message).not.toContain(scene.folder);
    expect(scene.faults.join()).toContain(reference);
    expect(scene.faults.join()).toContain('no folder');
  });
});
