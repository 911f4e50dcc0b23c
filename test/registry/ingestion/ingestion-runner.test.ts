import { execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openDatabaseFile, removeLeftovers } from '../../../src/backend/index.ts';
import type { ClaimedIngestion, IngestionProgress } from '../../../src/registry/ingestion/ingestion-queue.ts';
import { IngestionRunner } from '../../../src/registry/ingestion/ingestion-runner.ts';
import { FileServer } from './file-server.ts';
import { emptyFiles, IngestionScene, linesOf } from './ingestion-scene.ts';
import { MemoryQueue } from './memory-queue.ts';

let scene: IngestionScene;
let queue: MemoryQueue;
let server: FileServer;
let runner: IngestionRunner | undefined;
beforeEach(async () => {
  scene = new IngestionScene();
  queue = new MemoryQueue();
  server = await FileServer.start({ '/one': linesOf(4), '/two': linesOf(5) });
  server.atOnce = false;
});
afterEach(async () => {
  await runner?.stop();
  runner = undefined;
  await server.close();
  scene.remove();
});

function start(concurrency: number, ...claims: readonly ClaimedIngestion[]): IngestionRunner {
  const context = scene.context({ policy: { folders: [scene.sources], hosts: [server.host] } });
  runner = new IngestionRunner({ queue, context, concurrency, log: scene.log });
  queue.waiting.push(...claims);
  runner.start();
  return runner;
}

function small(id: string, entries = 2): ClaimedIngestion {
  return scene.claim(id, scene.writeSource(`${id}.jsonl`, linesOf(entries)));
}

/** An ingestion that stops in the middle of its download, until the server is released. */
function slow(id: 'one' | 'two'): ClaimedIngestion {
  return scene.claim(id, { kind: 'url', url: `http://${server.host}/${id}` });
}

/** An ingestion that works for seconds. */
function long(id: string): ClaimedIngestion {
  return scene.claim(id, scene.writeLongSource(`${id}.jsonl`));
}

/** The names of the variables that a process was started with. */
function environmentOf(processId: number): string[] {
  const variables = readFileSync(`/proc/${processId}/environ`, 'utf8').split('\0');
  return variables.map((variable) => variable.split('=')[0]!);
}

const isFetching = ({ bytes }: IngestionProgress): boolean => bytes > 0;

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
    const one = start(1, small('one', 1), small('two', 2));
    expect(one.busy).toBe(1);
    await queue.outcomes(1);
    const children = childrenOf(process.pid);
    expect(children).toHaveLength(1);
    queue.waiting.push(small('three', 3), scene.claim('none', `${scene.sources}/none`));
    one.wake();
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
    await one.stop();
    expect(children.some(isAlive)).toBe(false);
  });

  test('has several done at once, and keeps their leases while they are silent', async () => {
    start(2, slow('one'), slow('two'), small('three'));
    await Promise.all(['one', 'two'].map((id) => queue.reaches(id, isFetching)));
    expect(runner?.busy).toBe(2);
    expect(childrenOf(process.pid)).toHaveLength(2);
    const told = queue.reported.get('two')!.length;
    await until(() => queue.reported.get('two')!.length > told);
    expect(queue.finished).toEqual([]);
    server.release();
    const outcomes = await queue.outcomes(3);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['published', 'published', 'published']);
    expect(scene.files().downloads).toEqual([]);
  });

  test.skipIf(process.platform !== 'linux')('keeps tokens to itself', async () => {
    vi.stubEnv('RESPAWN_TOKEN', 'a secret');
    vi.stubEnv('RESPAWN_REPOSITORY_TOKENS', 'https://example.org=a secret');
    start(1, slow('one'));
    await queue.reaches('one', isFetching);
    vi.unstubAllEnvs();
    const variables = environmentOf(childrenOf(process.pid)[0]!);
    expect(variables).toContain('PATH');
    expect(variables.filter((name) => name.startsWith('RESPAWN_'))).toEqual([]);
    server.release();
  });

  test('that is stopped gives back what it was at, and leaves nothing', async () => {
    start(1, long('one'), small('two'));
    await until(() => scene.files().databases.length > 0);
    const children = childrenOf(process.pid);
    await runner?.stop();
    expect(await queue.outcomes(1)).toEqual([{ outcome: 'interrupted', blamed: false }]);
    expect(queue.waiting.map(({ id }) => id)).toEqual(['two']);
    expect(scene.files()).toEqual(emptyFiles);
    expect(children.some(isAlive)).toBe(false);
    expect(scene.faults).toEqual([]);
  });

  test('goes on with a download that was broken off', async () => {
    const before = start(1, slow('one'));
    await queue.reaches('one', isFetching);
    await before.stop();
    expect(scene.files().downloads).toEqual(['one.1']);
    server.atOnce = true;
    start(1, slow('one'));
    expect(await queue.outcomes(2)).toMatchObject([
      { outcome: 'interrupted', blamed: false },
      { outcome: 'published', contents: { entryCounts: { structures: 4 } } },
    ]);
    expect(server.ranges).toEqual([undefined, expect.stringMatching(/^bytes=[1-9]/)]);
  });

  test('gives up what it lost the lease of', async () => {
    start(1, slow('one'), small('two'));
    await queue.reaches('one', isFetching);
    queue.claimed.clear();
    expect(await queue.outcomes(2)).toMatchObject([
      { outcome: 'interrupted', blamed: false },
      { outcome: 'published' },
    ]);
    expect(scene.files().databases).toEqual(['two.sqlite', 'two.sqlite.report']);
  });

  test('blames an ingestion for the violent end of its process, and goes on', async () => {
    start(1, slow('one'), small('two'));
    await queue.reaches('one', isFetching);
    process.kill(childrenOf(process.pid)[0]!, 'SIGKILL');
    expect(await queue.outcomes(2)).toMatchObject([
      { outcome: 'interrupted', blamed: true },
      { outcome: 'published' },
    ]);
    expect(scene.faults.join()).toContain('the ingestion process ended by SIGKILL');
  });

  test('blames an ingestion that computes without end', async () => {
    const context = scene.context({ policy: { folders: [scene.sources], hosts: [server.host] } });
    queue.waiting.push(slow('one'));
    runner = new IngestionRunner({ queue, context, concurrency: 1, log: scene.log, silenceSecondsMax: 3 });
    runner.start();
    await queue.reaches('one', isFetching);
    // As long as it lives, it is let be, however long it waits.
    await wait(4_000);
    expect(queue.finished).toEqual([]);
    process.kill(childrenOf(process.pid)[0]!, 'SIGSTOP');
    expect(await queue.outcomes(1)).toMatchObject([{ outcome: 'interrupted', blamed: true }]);
    expect(scene.faults.join()).toContain('silent for 3 seconds');
  });

  test('leaves signals to the server', async () => {
    start(1, slow('one'));
    await queue.reaches('one', isFetching);
    const [child] = childrenOf(process.pid);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.kill(child!, signal);
    server.release();
    expect(await queue.outcomes(1)).toMatchObject([{ outcome: 'published' }]);
    expect(childrenOf(process.pid)).toEqual([child]);
  });

  test('gives back what it finds no process for', async () => {
    const { execPath } = process;
    process.execPath = '/nowhere/node';
    try {
      expect(start(1, small('one')).busy).toBe(0);
    } finally {
      process.execPath = execPath;
    }
    expect(await queue.outcomes(1)).toEqual([{ outcome: 'interrupted', blamed: false }]);
    expect(scene.faults.join()).toContain('the system starts no more processes');
    await until(() => scene.faults.length === 2);
    expect(scene.faults.join()).toContain('ENOENT');
  });

  test('survives a queue that cannot be asked', async () => {
    queue.claim = () => {
      throw new Error('the disk is full');
    };
    expect(start(1).busy).toBe(0);
    expect(scene.faults).toEqual(['beginning an ingestion: Error: the disk is full']);
  });

  test('survives a queue that cannot be told', async () => {
    queue.report = () => {
      throw new Error('the disk is full');
    };
    start(1, small('one'));
    expect(await queue.outcomes(1)).toMatchObject([{ outcome: 'published' }]);
    expect(scene.faults).toContain('noting the progress of one: Error: the disk is full');
  });
});

describe('a process whose server is killed', () => {
  /** Kills a server when its ingestion has come to a stage; meanwhile the process that is left may be frozen. */
  async function killServer(stage: IngestionProgress['stage'], freeze = false): Promise<void> {
    const doomed = fork(new URL('./doomed-server.ts', import.meta.url), [], {
      execArgv: [],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    doomed.send({ claim: long('one'), context: scene.context() });
    await new Promise<void>((resolve) => {
      doomed.on('message', (progress: IngestionProgress) => {
        if (progress.stage === stage) resolve();
      });
    });
    await until(() => scene.files().databases.length > 0);
    const [child] = childrenOf(doomed.pid!);
    if (freeze) process.kill(child!, 'SIGSTOP');
    const closed = once(doomed, 'close');
    doomed.kill('SIGKILL');
    await closed;
    if (freeze) {
      expect(removeLeftovers(scene.databases)).toEqual([]);
      process.kill(child!, 'SIGCONT');
    }
    await until(() => !isAlive(child!));
  }

  test.each<IngestionProgress['stage']>(['reading', 'indexing'])(
    'while %s tidies up and ends',
    async (stage) => {
      await killServer(stage);
      expect(scene.files()).toEqual(emptyFiles);
    },
  );

  test('while it cannot notice ends when it can, and its work is left alone until then', async () => {
    await killServer('reading', true);
    expect(scene.files()).toEqual(emptyFiles);
  });
});
