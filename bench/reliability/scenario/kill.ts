import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
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
import type { Role } from '../processes.ts';
import { findProcesses } from '../processes.ts';
import { killProcess, Server } from '../server.ts';
import type { MadeSource } from '../sources.ts';
import { writeSource } from '../sources.ts';
import type { Scenario, Trial } from '../trial.ts';

/** Until processes whose primary was killed must be gone, and until a server that lost workers must answer. */
const recoverySecondsMax = 60;
/** No request waits longer for anything but its answer. */
const hangSecondsMax = 10;
/** Files that nothing needs are looked for twice a minute, and at the start. */
const sweepSeconds = 40;

export const kill: Scenario = {
  about: 'Processes of the server are killed at random, again and again, while clients read and spawn.',
  sizes: { rounds: 100, databases: 20, readers: 6, spawners: 2, workers: 2, entries: 40 },
  async run(trial) {
    const home = `${trial.folder}/home`;
    const server = await Server.start(home, trial.folder, [
      ...['--workers', String(trial.size('workers')), '--live-max', '20', '--time-to-live', '2'],
    ]);
    try {
      await killUnderLoad(trial, server, home);
    } finally {
      await server.kill();
    }
  },
};

async function killUnderLoad(trial: Trial, server: Server, home: string): Promise<void> {
  const load = new Load(trial, server);
  trial.step('spawning the first databases');
  await load.spawnFirst(trial.size('databases'));
  const killed: Record<Role, number> = { primary: 0, worker: 0, ingesting: 0, starting: 0 };
  const lingering: string[] = [];
  const downSeconds: number[] = [];
  const clients = load.start();
  try {
    for (let round = 1; round <= trial.size('rounds'); round += 1) {
      if (round % 10 === 0) trial.step(`round ${round}`);
      await sleep(100 + Math.random() * 1400);
      const role = killOne(server);
      killed[role] += 1;
      if (role === 'primary') {
        lingering.push(...(await awaitEnd(server)));
        await server.startAgain();
      }
      downSeconds.push(await awaitAnswer(server));
    }
  } finally {
    await load.stop(clients);
  }
  trial.step('asking for everything that was acknowledged');
  const lost = await load.lostRegistrations();
  const unfit = await load.unfitDatabases();
  await server.stop();
  const left = findProcesses(server.mark).map(({ id, role }) => `${role} ${id}`);
  trial.step('starting again, to see what is cleaned up');
  const orphans = await orphanFiles(server, home, load.acknowledged);
  await server.stop();

  trial.figure(
    'killed',
    `${killed.primary} primaries, ${killed.worker} workers, ${killed.ingesting} ingesting processes, ` +
      `${killed.starting} that were about to be one of these`,
  );
  trial.figure('databases acknowledged', load.acknowledged.size);
  trial.figure(
    'reads answered',
    `${load.answered.toLocaleString('en-US')} right, ${load.busy} busy, ` +
      `${load.blamed} on databases whose ingestion was killed three times, ${load.broken} broken off`,
  );
  trial.figure('longest time without an answer after a kill', `${Math.max(...downSeconds).toFixed(1)} s`);
  trial.promise('no registration that was acknowledged is lost', lost);
  trial.promise('no answer is half of one, or wrong', load.faults);
  trial.promise('in the end every database is served, complete and right', unfit);
  trial.promise('no process outlives its primary, or an orderly stop', [...lingering, ...left]);
  trial.promise('no file stays that nothing needs', orphans);
  const faults = server.failures.filter((line) => !line.includes('SIGKILL'));
  trial.promise('the log tells of no fault of the server but that its processes were killed', faults);
}

/** Kills a process at random: a kind first, as there are more of one than of another. */
function killOne(server: Server): Role {
  const processes = findProcesses(server.mark, server.processId);
  const roles = [...new Set(processes.map(({ role }) => role))];
  const role = roles[Math.floor(Math.random() * roles.length)]!;
  const ofRole = processes.filter((found) => found.role === role);
  killProcess(ofRole[Math.floor(Math.random() * ofRole.length)]!.id);
  return role;
}

/** Waits until all processes of a server whose primary was killed are gone; names those that do not go. */
async function awaitEnd(server: Server): Promise<readonly string[]> {
  const end = performance.now() + recoverySecondsMax * 1000;
  while (performance.now() < end) {
    if (server.hasEnded && findProcesses(server.mark).length === 0) return [];
    await sleep(20);
  }
  const left = findProcesses(server.mark);
  for (const { id } of left) killProcess(id);
  return left.map(({ id, role }) => `${role} ${id} outlived its primary by ${recoverySecondsMax} s`);
}

/** Seconds until a request is answered. */
async function awaitAnswer(server: Server): Promise<number> {
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1000;
  while (seconds() < recoverySecondsMax) {
    const signal = AbortSignal.timeout(hangSecondsMax * 1000);
    const answer = await ask(`${server.url}/index/v1/links`, { signal }).catch(() => undefined);
    if (answer?.status === 200) return seconds();
    await sleep(20);
  }
  const processes = findProcesses(server.mark, server.processId).map(({ id, role }) => `${role} ${id}`);
  throw new Error(
    `the server does not answer within ${recoverySecondsMax} s: ${processes.join(', ')}\n${server.recent.join('\n')}`,
  );
}

/** Clients that spawn and read, and what they saw. Requests that are broken off are no fault: something was killed. */
class Load {
  /** Databases of which a client was told that they are registered. */
  readonly acknowledged = new Map<string, MadeSource>();
  readonly faults: string[] = [];
  answered = 0;
  busy = 0;
  /** Refused since the processes that made the database were killed too often. */
  blamed = 0;
  broken = 0;
  readonly #trial: Trial;
  readonly #server: Server;
  #open = true;
  #sources = 0;

  constructor(trial: Trial, server: Server) {
    this.#trial = trial;
    this.#server = server;
  }

  start(): Promise<unknown> {
    const all = (count: number, act: () => Promise<void>): readonly Promise<void>[] =>
      Array.from({ length: count }, async () => {
        while (this.#open) await act();
      });
    return Promise.all([
      ...all(this.#trial.size('readers'), () => this.#read()),
      ...all(this.#trial.size('spawners'), () => this.#spawn(0)),
    ]);
  }

  async stop(clients: Promise<unknown>): Promise<void> {
    this.#open = false;
    await clients;
  }

  /** Databases that are served before anything is killed. */
  async spawnFirst(count: number): Promise<void> {
    await eachOf(Array.from({ length: count }), 4, () => this.#spawn(60));
  }

  async #spawn(waitSeconds: number): Promise<void> {
    const id = `made-${this.#sources++}`;
    // Every fifth takes long enough to be caught in the middle.
    const entries = this.#trial.size('entries') * (this.#sources % 5 === 0 ? 100 : 1);
    const source = writeSource({
      id,
      path: `${this.#trial.folder}/${id}.jsonl`,
      entries,
      version: this.#sources,
    });
    while (this.#open) {
      const answer = await spawnSource(this.#server.url, source, waitSeconds).catch(() => undefined);
      if (answer === undefined) await sleep(100);
      else if ([200, 201, 202].includes(answer.status)) {
        this.acknowledged.set(id, source);
        await sleep(1000);
        return;
      } else if (isBusyAnswer(answer)) await sleep(200);
      else {
        this.faults.push(`spawning ${id}: ${describeAnswer(answer)}`);
        return;
      }
    }
  }

  async #read(): Promise<void> {
    const sources = [...this.acknowledged.values()];
    const source = sources[Math.floor(Math.random() * sources.length)];
    const found =
      source &&
      (await askForPage(this.#server.url, source, Math.random).catch((error) => this.#breakOff(error)));
    if (found === undefined) {
      await sleep(50);
      return;
    }
    const { answer, offset } = found;
    const fault = answer.status === 200 ? faultOfPage(answer, source!, offset) : describeAnswer(answer);
    if (answer.status !== 200 && isBusyAnswer(answer)) this.busy += 1;
    else if (fault?.includes('ended 3 times before it was done')) this.blamed += 1;
    else if (fault === undefined) this.answered += 1;
    else this.faults.push(fault);
  }

  /** An answer that came whole, but is no JSON, is a fault. */
  #breakOff(error: Error): undefined {
    if (error instanceof SyntaxError) this.faults.push(`no JSON: ${error.message}`);
    this.broken += 1;
  }

  async lostRegistrations(): Promise<readonly string[]> {
    const lost: string[] = [];
    await eachOf([...this.acknowledged.keys()], 8, async (id) => {
      if ((await stateOf(this.#server.url, id)) === undefined) lost.push(id);
    });
    return lost;
  }

  /** Those that do not answer right in the end; what failed since its processes were killed is asked for again. */
  async unfitDatabases(): Promise<readonly string[]> {
    const unfit: string[] = [];
    const end = performance.now() + 120_000;
    await eachOf([...this.acknowledged.values()], 8, async (source) => {
      for (;;) {
        const { answer, offset } = await askForPage(this.#server.url, source, Math.random);
        if (answer.status !== 200 && performance.now() < end) {
          await spawnSource(this.#server.url, source, 30);
          continue;
        }
        const fault = answer.status === 200 ? faultOfPage(answer, source, offset) : describeAnswer(answer);
        if (fault !== undefined) unfit.push(fault);
        return;
      }
    });
    return unfit;
  }
}

/** Files that belong to no database, after the server had time to clear up. */
async function orphanFiles(
  server: Server,
  home: string,
  known: ReadonlyMap<string, unknown>,
): Promise<readonly string[]> {
  await server.startAgain();
  const end = performance.now() + sweepSeconds * 1000;
  let orphans: readonly string[];
  do {
    await sleep(500);
    const isNeeded = (name: string): boolean =>
      known.has(name.replace(/\.(sqlite|report\.json)$/, '')) && /\.(sqlite|report\.json)$/.test(name);
    orphans = [
      ...readdirSync(`${home}/databases`).filter((name) => !isNeeded(name)),
      ...readdirSync(`${home}/downloads`).map((name) => `downloads/${name}`),
    ];
  } while (orphans.length > 0 && performance.now() < end);
  return orphans;
}
