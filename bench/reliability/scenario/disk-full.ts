import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { CannotRun } from '../cannot-run.ts';
import type { Answer } from '../client.ts';
import { ask, askForPage, describeAnswer, faultOfPage, isBusyAnswer, spawnSource } from '../client.ts';
import { Server } from '../server.ts';
import type { MadeSource } from '../sources.ts';
import { writeSource } from '../sources.ts';
import type { Scenario, Trial } from '../trial.ts';
import { unless } from '../trial.ts';

export const diskFull: Scenario = {
  about:
    'The disk of the home folder fills up during an ingestion and during writes to the registry. Needs root.',
  sizes: { mebibytes: 24, reads: 300, workers: 2 },
  async run(trial) {
    const disk = `${trial.folder}/disk`;
    mkdirSync(disk);
    try {
      const size = `size=${trial.size('mebibytes')}m`;
      execFileSync('mount', ['-t', 'tmpfs', '-o', size, 'none', disk], { stdio: 'ignore' });
    } catch {
      throw new CannotRun('to mount a small disk takes the rights of root');
    }
    let server: Server | undefined;
    try {
      server = await Server.start(`${disk}/home`, trial.folder, ['--workers', String(trial.size('workers'))]);
      await fillDisk(trial, server, disk);
    } finally {
      await server?.kill();
      execFileSync('umount', [disk]);
    }
  },
};

async function fillDisk(trial: Trial, server: Server, disk: string): Promise<void> {
  const make = (id: string, entries: number): MadeSource =>
    writeSource({ id, path: `${trial.folder}/${id}.jsonl`, entries, version: 1 });
  const first = make('first', 50);
  trial.promise(
    'a database is spawned while there is room',
    faultOfSpawn(await spawnSource(server.url, first, 60)),
  );

  trial.step('ingesting more than fits');
  // Entries take 3 KB each, so this is several times the disk.
  const large = make('large', trial.size('mebibytes') * 1000);
  const [tooLarge, meanwhile] = await Promise.all([
    spawnSource(server.url, large, 120),
    readFaults(trial, server, first),
  ]);
  trial.figure('answer to a source that does not fit', describeAnswer(tooLarge));
  trial.promise('it is refused with a clear error', unless(isFull(tooLarge), describeAnswer(tooLarge)));
  trial.promise('reads go on meanwhile and after', [
    ...meanwhile,
    ...(await readFaults(trial, server, first)),
  ]);
  trial.promise(
    'nothing of it stays on the disk',
    readdirSync(`${disk}/home/databases`).filter(
      (name) => !/^first\./.test(name) && !/report\.json$/.test(name),
    ),
  );

  trial.step('filling the disk to the last byte');
  const filler = `${disk}/filler`;
  fill(filler);
  const second = make('second', 50);
  const noRoom = await spawnSource(server.url, second, 10);
  trial.figure('answer to a registration that cannot be written', describeAnswer(noRoom));
  trial.promise('it is refused with a clear error', unless(isFull(noRoom), describeAnswer(noRoom)));
  trial.promise('reads go on', await readFaults(trial, server, first));
  trial.promise(
    'what is registered can be asked for',
    unless((await ask(`${server.url}/extensions/databases`)).status === 200, 'not listed'),
  );
  await server.stop();
  const restart = await server.startAgain().then(
    () => undefined,
    (error: Error) => error.message,
  );
  trial.figure(
    'starting again on the full disk',
    restart === undefined ? 'works' : `fails: ${restart.slice(0, 300)}`,
  );
  if (restart === undefined)
    trial.promise('reads go on after starting again', await readFaults(trial, server, first));

  trial.step('making room again');
  rmSync(filler);
  if (restart !== undefined) await server.startAgain();
  trial.promise('with room again, it is spawned', faultOfSpawn(await spawnSource(server.url, second, 60)));
  trial.promise('and answers right', await readFaults(trial, server, second));
  trial.promise('as does what was there', await readFaults(trial, server, first));
}

function faultOfSpawn(answer: Answer): readonly string[] {
  return unless([200, 201].includes(answer.status), describeAnswer(answer));
}

/** Says that there is no room, and when to ask again or that it is final. */
function isFull(answer: Answer): boolean {
  return (
    (answer.status === 507 || isBusyAnswer(answer)) && /room|disk|space|full/.test(describeAnswer(answer))
  );
}

async function readFaults(trial: Trial, server: Server, source: MadeSource): Promise<readonly string[]> {
  const faults: string[] = [];
  for (let read = 0; read < trial.size('reads'); read += 1) {
    const { answer, offset } = await askForPage(server.url, source, Math.random);
    const fault = answer.status === 200 ? faultOfPage(answer, source, offset) : describeAnswer(answer);
    if (fault !== undefined) faults.push(fault);
  }
  return faults;
}

/** Writes until nothing more fits. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (let bytes = 2 ** 20; bytes >= 1; ) {
      try {
        writeSync(file, Buffer.alloc(bytes));
      } catch {
        bytes = Math.floor(bytes / 2);
      }
    }
  } finally {
    closeSync(file);
  }
}
