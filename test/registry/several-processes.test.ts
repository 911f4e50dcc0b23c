/** What only real processes show: they meet at the same instant, and are killed at any. */
import type { ChildProcess } from 'node:child_process';
import { fork, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { TestHome, wish } from './home.ts';
import type { ProcessTask, ProcessTold } from './registry-process.ts';

const script = join(import.meta.dirname, 'registry-process.ts');
const hooks = { signal: new AbortController().signal, onProgress: () => {} };

let home: TestHome;
let children: ChildProcess[];
beforeEach(() => {
  home = new TestHome();
  home.time = Date.now();
  children = [];
});
afterEach(async () => {
  for (const child of children) await kill(child);
  await home.remove();
});

interface Told {
  readonly all: ProcessTold[];
  /** Resolves with the first of the kind, also where it was told before. */
  until(told: ProcessTold['told']): Promise<ProcessTold>;
}

function listen(child: ChildProcess): Told {
  children.push(child);
  const all: ProcessTold[] = [];
  const waiting = new Set<() => void>();
  child.on('message', (message: ProcessTold) => {
    all.push(message);
    for (const look of waiting) look();
  });
  const until = (told: ProcessTold['told']): Promise<ProcessTold> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = all.find((each) => each.told === told);
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      child.once('exit', () => reject(new Error(`the process ended before it was ${told}`)));
      look();
    });
  return { all, until };
}

function taskOf(kind: ProcessTask['kind'], paths: readonly string[], ingests: boolean): ProcessTask {
  const { log, now, ...options } = home.options({ ingestionsMax: 2 });
  return { kind, paths, options: { ...options, ingests } };
}

async function start(task: ProcessTask): Promise<{ readonly child: ChildProcess; readonly told: Told }> {
  const child = fork(script);
  const told = listen(child);
  await told.until('ready');
  child.send(task);
  return { child, told };
}

function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

it('asked for the same at once, they register and ingest each once', async () => {
  const paths = Array.from({ length: 4 }, (_, number) =>
    home.writeSource(`data-${number}.jsonl`, number + 1),
  );
  const processes = await Promise.all([1, 2].map(() => start(taskOf('spawn', paths, true))));
  await Promise.all(processes.map(({ told }) => told.until('done')));
  const registry = home.open();
  for (const { id } of registry.list()) await registry.settled(id, 20);
  expect(
    registry.list().map(({ generation, state, contents }) => [generation, state, contents?.entryCounts]),
  ).toEqual(paths.map((_, number) => [1, 'live', { structures: number + 1 }]));
  const events = processes.flatMap(({ told }) => told.all).filter((each) => each.told === 'audit');
  const ofKind = (kind: string) =>
    events.filter(({ event }) => event.startsWith(kind)).map(({ event }) => event.split(' ')[1]);
  for (const kind of ['registered', 'ingesting', 'published']) {
    expect(ofKind(kind).sort()).toEqual(registry.list().map(({ id }) => id));
  }
});

it('killed while it registers, a process loses nothing that it told of', async () => {
  const paths = Array.from({ length: 150 }, (_, number) => home.writeSource(`data-${number}.jsonl`, 1));
  const promised = new Set<string>();
  for (const milliseconds of [5, 20, 40]) {
    const { child, told } = await start(taskOf('spawn', paths, false));
    await told.until('registered');
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    await kill(child);
    for (const each of told.all) if (each.told === 'registered') promised.add(each.id);
  }
  const there = new Set(
    home
      .open()
      .list()
      .map(({ id }) => id),
  );
  expect([...promised].filter((id) => !there.has(id))).toEqual([]);
  expect(promised.size).toBeGreaterThan(0);
});

it('killed while it ingests, a process leaves the work to others, and nothing else', async () => {
  const registry = home.open();
  const path = home.writeSource('data.jsonl', 20_000);
  registry.spawn(wish(await registry.locate(path), { id: 'data' }));
  const { child, told } = await start(taskOf('ingest', [], true));
  const isReading = () => (registry.find('data')?.ingestion?.entries ?? 0) > 0;
  while (!isReading()) await new Promise((resolve) => setTimeout(resolve, 10));
  await kill(child);
  expect(told.all).toContainEqual({ told: 'audit', event: 'ingesting data' });
  home.passSeconds(30);
  expect(await registry.complete('data', hooks)).toMatchObject({
    outcome: 'built',
    record: { generation: 1, contents: { entryCounts: { structures: 20_000 } } },
  });
  const folder = join(home.options().home, 'databases');
  // The process that did the work ends by itself, since its server is gone.
  while (readdirSync(folder).some((name) => name.includes('.building-'))) {
    registry.start();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(readdirSync(folder).sort()).toEqual(['data.report.json', 'data.sqlite']);
});

it('with a disk that takes nothing more, a process goes on serving', async () => {
  const registry = home.open();
  const location = await registry.locate(home.writeSource('data.jsonl', 3));
  registry.spawn(wish(location, { id: 'data', timeToLiveSeconds: 1e-3 }));
  await registry.complete('data', hooks);
  await registry.close();
  // The shell lets no file grow beyond 256 KiB, whatever room there is.
  const child = spawn('bash', ['-c', `ulimit -f 256; exec "$0" "$1"`, process.execPath, script], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const told = listen(child);
  await told.until('ready');
  child.send(taskOf('fill', ['data'], false));
  const full = await told.until('full');
  expect(full).toMatchObject({ entries: 3 });
  const { count } = full as Extract<ProcessTold, { readonly told: 'full' }>;
  await kill(child);
  // What it told of is there; what it could not write is not.
  expect(home.open().list()).toHaveLength(1 + count);
  expect(count).toBeGreaterThan(0);
});
