import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { structureLines } from '../../generate-structures.ts';
import { summarize } from '../../latencies.ts';
import {
  ask,
  askForPage,
  describeAnswer,
  eachOf,
  faultOfPage,
  isBusyAnswer,
  spawnSource,
  stateOf,
} from '../client.ts';
import type { MemorySample } from '../processes.ts';
import { growthOf, mebibytes, watchProcesses } from '../processes.ts';
import { Server } from '../server.ts';
import type { MadeSource } from '../sources.ts';
import { writeSources } from '../sources.ts';
import type { Scenario, Trial } from '../trial.ts';
import { unless } from '../trial.ts';

const reviveMillisecondsMax = 100;
/** Of the memory at the middle of the time. */
const growthShareMax = 0.1;

export const revive: Scenario = {
  about:
    'Many databases are known and few may be awake: clients ask for any of them; then a large one is woken up.',
  sizes: {
    databases: 1000,
    'live-max': 50,
    seconds: 60,
    clients: 16,
    entries: 200_000,
    wakings: 10,
    workers: 2,
  },
  async run(trial) {
    const sources = writeSources(trial.folder, trial.size('databases'), 10);
    const server = await Server.start(`${trial.folder}/home`, trial.folder, [
      ...['--workers', String(trial.size('workers')), '--live-max', String(trial.size('live-max'))],
    ]);
    try {
      await register(trial, server, sources);
      await askAtRandom(trial, server, sources);
      await wakeLargeOne(trial, server);
      await server.stop();
      trial.promise('the log tells of no fault of the server', server.failures);
    } finally {
      await server.kill();
    }
  },
};

async function register(trial: Trial, server: Server, sources: readonly MadeSource[]): Promise<void> {
  trial.step(`spawning ${sources.length} databases`);
  const started = performance.now();
  await eachOf(sources, 20, async (source) => {
    const { status, body } = await spawnSource(server.url, source, 60);
    if (status !== 200 && status !== 201)
      throw new Error(`${source.id} is not spawned: ${JSON.stringify(body)}`);
  });
  const seconds = (performance.now() - started) / 1000;
  trial.figure('databases spawned', `${sources.length} in ${seconds.toFixed(0)} s`);
}

async function askAtRandom(trial: Trial, server: Server, sources: readonly MadeSource[]): Promise<void> {
  const seconds = trial.size('seconds');
  trial.step(`asking for any of them, ${seconds} s`);
  const memory = watchProcesses(server.mark, 500);
  const revivedBefore = server.audit.filter(({ action }) => action === 'revived').length;
  const end = performance.now() + seconds * 1000;
  const durations: number[] = [];
  const faults: string[] = [];
  let busy = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < end) {
      const source = sources[Math.floor(Math.random() * sources.length)]!;
      const { answer, offset } = await askForPage(server.url, source, Math.random);
      durations.push(answer.milliseconds);
      if (isBusyAnswer(answer)) busy += 1;
      else if (answer.status !== 200) faults.push(`${source.id}: ${describeAnswer(answer)}`);
      else faults.push(...[faultOfPage(answer, source, offset)].filter((fault) => fault !== undefined));
    }
  };
  await Promise.all(Array.from({ length: trial.size('clients') }, client));
  const samples = memory.stop();
  const { p50, p99 } = summarize(durations);
  const revived = server.audit.filter(({ action }) => action === 'revived').length - revivedBefore;
  trial.figure(
    'requests',
    `${durations.length.toLocaleString('en-US')}, ${(durations.length / seconds).toFixed(0)} /s`,
  );
  trial.figure('answered with 503 or 429 and Retry-After', busy);
  trial.figure('revivals told by the log', revived);
  trial.figure('time of a request', `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
  trial.promise('every answer is right, or 503 or 429 with Retry-After', faults);
  judgeMemory(trial, samples);
}

/** The first third is left out, in which pools and caches fill. */
function judgeMemory(trial: Trial, samples: readonly MemorySample[]): void {
  const later = samples.slice(Math.floor(samples.length / 3));
  const middle = later[Math.floor(later.length / 2)]!.bytes;
  const duration = later.at(-1)!.seconds - later[0]!.seconds;
  const growth = (growthOf(later) * duration) / 60;
  trial.figure(
    'private memory of all processes',
    `${mebibytes(samples[0]!.bytes)} before, ${mebibytes(samples.at(-1)!.bytes)} after, at most ` +
      `${mebibytes(Math.max(...samples.map(({ bytes }) => bytes)))}; ` +
      `grown by ${mebibytes(growth)} in the last ${duration.toFixed(0)} s`,
  );
  trial.promise(
    `memory is flat: it grows by less than ${growthShareMax * 100} % in the last two thirds`,
    unless(growth < growthShareMax * middle, `${mebibytes(growth)} of ${mebibytes(middle)}`),
  );
}

async function wakeLargeOne(trial: Trial, server: Server): Promise<void> {
  const total = trial.size('entries');
  const path = `${trial.folder}/large.jsonl`;
  trial.step(`making up and spawning a database of ${total} entries`);
  await pipeline(Readable.from(structureLines(total, 1)), createWriteStream(path));
  const wish = { id: 'large', loc: path, ttl: 1 };
  const headers = { 'Content-Type': 'application/json' };
  await ask(`${server.url}/extensions/spawn`, { method: 'POST', headers, body: JSON.stringify(wish) });
  await reach(server, 'dormant');
  const durations: number[] = [];
  const faults: string[] = [];
  for (let waking = 1; waking <= trial.size('wakings'); waking += 1) {
    trial.step(`waking it, ${waking}`);
    const answer = await ask(`${server.url}/large/v1/structures?filter=nelements%3D3&page_limit=20`);
    durations.push(answer.milliseconds);
    if (answer.status !== 200 || answer.body.data.length !== 20) faults.push(describeAnswer(answer));
    await reach(server, 'dormant');
  }
  const slowest = Math.max(...durations);
  const shown = durations.map((duration) => duration.toFixed(0)).join(', ');
  trial.figure(
    `first request to a dormant database of ${total.toLocaleString('en-US')} entries`,
    `${shown} ms`,
  );
  trial.promise('a request that wakes a database is answered right', faults);
  trial.promise(
    `it takes less than ${reviveMillisecondsMax} ms`,
    unless(slowest < reviveMillisecondsMax, `${slowest.toFixed(0)} ms`),
  );
}

/** Waits until the large database is in a state. */
async function reach(server: Server, wanted: string): Promise<void> {
  for (;;) {
    const state = await stateOf(server.url, 'large');
    if (state === wanted) return;
    if (state === undefined || state === 'failed') throw new Error(`the large database is ${state}`);
    await sleep(100);
  }
}
