import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from '../client.ts';
import { askForPage, describeAnswer, eachOf, faultOfPage, isBusyAnswer, spawnSource } from '../client.ts';
import { mebibytes, watchProcesses } from '../processes.ts';
import { Server } from '../server.ts';
import type { MadeSource } from '../sources.ts';
import { writeSources } from '../sources.ts';
import type { Scenario, Trial } from '../trial.ts';
import { unless } from '../trial.ts';

/** What one process may take: the program itself, what it reads ahead of a source, its part of the index. */
const processBytesMax = 400 * 2 ** 20;

export const spawnStorm: Scenario = {
  about: 'Many clients have many databases spawned at once, each location asked for by several.',
  sizes: { databases: 200, clients: 50, askers: 3, entries: 30, workers: 2 },
  async run(trial) {
    const sources = writeSources(trial.folder, trial.size('databases'), trial.size('entries'));
    const server = await Server.start(`${trial.folder}/home`, trial.folder, [
      ...['--workers', String(trial.size('workers')), '--live-max', String(sources.length)],
    ]);
    try {
      await storm(trial, server, sources);
    } finally {
      await server.kill();
    }
  },
};

async function storm(trial: Trial, server: Server, sources: readonly MadeSource[]): Promise<void> {
  const memory = watchProcesses(server.mark);
  const started = performance.now();
  const faults: string[] = [];
  let asked = 0;
  // Neighbours in this list ask for the same location, so that its requests come at once.
  const wishes = sources.flatMap((source) => Array<MadeSource>(trial.size('askers')).fill(source));
  trial.step(`spawning ${sources.length} databases`);
  await eachOf(wishes, trial.size('clients'), async (source) => {
    for (;;) {
      const answer = await spawnSource(server.url, source, 60);
      asked += 1;
      if (answer.status === 200 || answer.status === 201) return;
      if (answer.status !== 202 && !isBusyAnswer(answer)) {
        faults.push(`${source.id}: ${describeAnswer(answer)}`);
        return;
      }
      await sleep(200);
    }
  });
  const seconds = (performance.now() - started) / 1000;
  trial.step('asking each of them');
  const wrong = await wrongAnswers(server, sources);
  const samples = memory.stop();
  await server.stop();

  const peak = Math.max(...samples.map(({ bytes }) => bytes));
  const processes = Math.max(...samples.map((sample) => sample.processes));
  trial.figure('requests to spawn', asked);
  trial.figure(
    'all live after',
    `${seconds.toFixed(1)} s, ${(sources.length / seconds).toFixed(1)} databases/s`,
  );
  trial.figure('private memory of all processes at most', `${mebibytes(peak)}, ${processes} processes`);
  trial.promise('every request to spawn is answered', faults);
  for (const action of ['registered', 'ingesting', 'published']) {
    const counts = server.count(action);
    const others = sources.filter(({ id }) => counts.get(id) !== 1);
    trial.promise(
      `each database is ${action} once, as the log tells`,
      others.map(({ id }) => `${id} ${counts.get(id) ?? 0} times`),
    );
  }
  trial.promise('every answer is complete and right', wrong);
  trial.promise(
    `memory is bounded: at most ${mebibytes(processBytesMax)} for each process`,
    unless(peak <= processes * processBytesMax, mebibytes(peak)),
  );
  trial.promise('the log tells of no fault of the server', server.failures);
}

/** Asks all databases, some at once, for pages and counts. */
async function wrongAnswers(server: Server, sources: readonly MadeSource[]): Promise<readonly string[]> {
  const faults: string[] = [];
  const judge = (answer: Answer, source: MadeSource, offset: number): string | undefined =>
    answer.status === 200 ? faultOfPage(answer, source, offset) : `${source.id}: ${describeAnswer(answer)}`;
  await eachOf([...sources, ...sources], 16, async (source) => {
    const { answer, offset } = await askForPage(server.url, source, Math.random);
    const fault = judge(answer, source, offset);
    if (fault !== undefined) faults.push(fault);
  });
  return faults;
}
