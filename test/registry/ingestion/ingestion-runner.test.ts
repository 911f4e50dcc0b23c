import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabaseFile, removeLeftovers } from '../../../src/backend/index.ts';
import type { ClaimedIngestion, IngestionProgress } from '../../../src/registry/ingestion/ingestion-queue.ts';
import { IngestionRunner } from '../../../src/registry/ingestion/ingestion-runner.ts';
import { emptyFiles, IngestionScene, linesOf } from './ingestion-scene.ts';
import { MemoryQueue } from './memory-queue.ts';

let scene: IngestionScene;
let queue: MemoryQueue;
let runners: IngestionRunner[];
beforeEach(() => {
  scene = new IngestionScene();
  queue = new MemoryQueue();
  runners = [];
});
afterEach(async () => {
  for (const runner of runners) await runner.stop();
  scene.remove();
});

function start(concurrency: number, ...claims: readonly ClaimedIngestion[]): IngestionRunner {
  const runner = new IngestionRunner({ queue, context: scene.context(), concurrency, log: scene.log });
  runners.push(runner);
  queue.waiting.push(...claims);
  runner.start();
  return runner;
}

function small(id: string, entries = 2): ClaimedIngestion {
  return scene.claim(id, scene.writeSource(`${id}.jsonl`, linesOf(entries)));
}

function long(id: string): ClaimedIngestion {
  return scene.claim(id, scene.writeLongSource(`${id}.jsonl`));
}

const isWriting = ({ entries }: IngestionProgress): boolean => entries > 0;

/** Ids of the processes that work for a parent, as the system tells. */
function childrenOf(parent: number): number[] {
  const list = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' });
  return list.split('\n').flatMap((line) => {
    const found = /^\s*(\d+)\s+(\d+)\s.*ingestion-process/.exec(line);
    return found?.[2] === String(parent) ? [Number(found[1])] : [];
  });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await wait(20);
}

describe('the runner', () => {
  test('has ingestions done by one process after the other', async () => {
    const runner = start(1, small('one', 1), small('two', 2));
    expect(runner.busy).toBe(1);
    await queue.outcomes(1);
    const children = childrenOf(process.pid);
    expect(children).toHaveLength(1);
    queue.waiting.push(small('three', 3), scene.claim('none', `${scene.sources}/none`));
    runner.wake();
    expect(await queue.outcomes(4)).toMatchObject([
      { outcome: 'published', contents: { entryCounts: { structures: 1 } } },
      { outcome: 'published', contents: { entryCounts: { structures: 2 } } },
      { outcome: 'published', contents: { entryCounts: { structures: 3 } } },
      { outcome: 'failed', failure: { reason: 'gone' } },
    ]);
    expect(childrenOf(process.pid)).toEqual(children);
    for (const id of ['one', 'two', 'three']) {
      openDatabaseFile(`${scene.databases}/${id}.sqlite`).backend.close();
    }
    expect(scene.faults).toEqual([]);
    await runner.stop();
    expect(children.some(isAlive)).toBe(false);
  });

  test('has several done at once, and keeps every lease', async () => {
    const runner = start(2, long('one'), long('two'), small('three'));
    expect(runner.busy).toBe(2);
    await Promise.all(['one', 'two'].map((id) => queue.reaches(id, isWriting)));
    expect(childrenOf(process.pid)).toHaveLength(2);
    expect(queue.finished).toEqual([]);
  });

  test('that is stopped gives back what it was at, and leaves nothing', async () => {
    const runner = start(1, long('one'), small('two'));
    await queue.reaches('one', isWriting);
    const children = childrenOf(process.pid);
    await runner.stop();
    expect(await queue.outcomes(1)).toEqual([{ outcome: 'interrupted', blamed: false }]);
    expect(queue.waiting.map(({ id }) => id)).toEqual(['two']);
    expect(scene.files().databases).toEqual([]);
    expect(children.some(isAlive)).toBe(false);
    expect(scene.faults).toEqual([]);
  });

  test('gives up what it lost the lease of', async () => {
    start(1, long('one'), small('two'));
    await queue.reaches('one', isWriting);
    queue.claimed.clear();
    expect(await queue.outcomes(2)).toMatchObject([
      { outcome: 'interrupted', blamed: false },
      { outcome: 'published' },
    ]);
    expect(scene.files().databases).toEqual(['two.sqlite', 'two.sqlite.report']);
  });

  test('blames an ingestion for the violent end of its process, and goes on', async () => {
    start(1, long('one'), small('two'));
    await queue.reaches('one', isWriting);
    process.kill(childrenOf(process.pid)[0]!, 'SIGKILL');
    expect(await queue.outcomes(2)).toMatchObject([
      { outcome: 'interrupted', blamed: true },
      { outcome: 'published' },
    ]);
    expect(scene.faults.join()).toContain('the ingestion process ended by SIGKILL');
    removeLeftovers(scene.databases);
    expect(scene.files().databases).toEqual(['two.sqlite', 'two.sqlite.report']);
  });

  test('leaves signals to the server', async () => {
    start(1, long('one'));
    await queue.reaches('one', isWriting);
    const [child] = childrenOf(process.pid);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.kill(child!, signal);
    await queue.reaches('one', ({ stage }) => stage === 'indexing');
    expect(isAlive(child!)).toBe(true);
  });
});

test.each<[what: string, reached: (progress: IngestionProgress) => boolean]>([
  ['reads', isWriting],
  ['indexes', ({ stage }) => stage === 'indexing'],
])('a process that %s ends with its server, and nothing takes effect', async (_, reached) => {
  const claim = long('one');
  const server = fork(new URL('./doomed-server.ts', import.meta.url), [], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  server.send({ claim, context: scene.context() });
  await new Promise<void>((resolve) => {
    server.on('message', (progress: IngestionProgress) => {
      if (reached(progress)) resolve();
    });
  });
  const children = childrenOf(server.pid!);
  expect(children).toHaveLength(1);
  const closed = once(server, 'close');
  server.kill('SIGKILL');
  await closed;
  await until(() => !children.some(isAlive));
  removeLeftovers(scene.databases);
  expect(scene.files()).toEqual({ ...emptyFiles, downloads: ['one'] });
});
