/** `respawn spawn`, `ls`, `rm` and `refresh`: on a server with --server, else on the home of this machine. */
import type { Aggregate } from '../../registry/index.ts';
import { CliError } from '../cli-error.ts';
import { formatDatabases } from '../databases/database-list.ts';
import type { ManagedDatabase, ManagedDatabases } from '../databases/managed-databases.ts';
import { openDatabases } from '../databases/open-databases.ts';
import type { Flags } from '../gather-settings.ts';
import { ProgressDisplay } from '../progress.ts';
import { StoppedError, stoppable } from '../stop-signals.ts';
import type { Terminal } from '../terminal.ts';
import { formatCount } from '../terminal.ts';

export async function runSpawn(location: string, flags: Flags, terminal: Terminal): Promise<void> {
  await managing(flags, terminal, async (databases, signal) => {
    const { outcome, database } = await databases.spawn({
      location,
      id: flags.id as string | undefined,
      title: flags.title as string | undefined,
      file: flags.file as string | undefined,
      aggregate: flags.aggregate as Aggregate | undefined,
      timeToLiveSeconds: flags.ttl as number | undefined,
    });
    if (outcome === 'existed') terminal.error.write(`${database.id}: known already\n`);
    if (flags.wait === false) terminal.out.write(`${describe(database)}\n`);
    else await follow(databases, database.id, signal, terminal);
  });
}

export async function runList(flags: Flags, terminal: Terminal): Promise<void> {
  await managing(flags, terminal, async (databases) => {
    const all = await databases.list();
    if (flags.json === true) terminal.out.write(`${JSON.stringify(all, undefined, 2)}\n`);
    else if (all.length === 0) terminal.error.write('no databases\n');
    else terminal.out.write(formatDatabases(all, terminal, new Date()));
  });
}

/** Removes all that are there, whatever else is asked for. Exit code 1 where one was not. */
export async function runRemove(ids: readonly string[], flags: Flags, terminal: Terminal): Promise<void> {
  await managing(flags, terminal, async (databases) => {
    const missing: string[] = [];
    for (const id of ids) {
      if (await databases.remove(id)) terminal.out.write(`${id}: removed\n`);
      else missing.push(id);
    }
    if (missing.length > 0) throw unknown(missing);
  });
}

export async function runRefresh(id: string, flags: Flags, terminal: Terminal): Promise<void> {
  await managing(flags, terminal, async (databases, signal) => {
    if ((await databases.refresh(id)) === undefined) throw unknown([id]);
    await follow(databases, id, signal, terminal);
  });
}

async function managing(
  flags: Flags,
  terminal: Terminal,
  run: (databases: ManagedDatabases, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const databases = await openDatabases(flags, terminal);
  try {
    await stoppable(terminal, (signal) => run(databases, signal));
  } finally {
    await databases.close();
  }
}

/** Waits for the end of an ingestion and tells of it. Exit code 1 where there is nothing to serve. */
async function follow(
  databases: ManagedDatabases,
  id: string,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<void> {
  const display = new ProgressDisplay(terminal, id);
  let database: ManagedDatabase | undefined;
  try {
    database = await databases.settled(id, signal, (progress) => display.update(progress));
  } catch (error) {
    if (signal.aborted) throw new StoppedError();
    throw error;
  } finally {
    display.end();
  }
  if (database === undefined) throw new CliError(`${id} was removed meanwhile.`, 1);
  if (database.failure !== undefined) throw new CliError(`${id}: ${database.failure}`, 1);
  terminal.out.write(`${describe(database)}\n`);
}

function describe({ id, state, entryCount, url }: ManagedDatabase): string {
  const noun = entryCount === 1 ? 'entry' : 'entries';
  const entries = entryCount === undefined ? '' : `, ${formatCount(entryCount)} ${noun}`;
  return `${id}: ${state}${entries}${url === undefined ? '' : `, at ${url}`}`;
}

function unknown(ids: readonly string[]): CliError {
  return new CliError(`there is no database ${ids.join(', ')}; respawn ls shows those that are there.`, 1);
}
