/** Defaults that follow from the machine that the program runs on. */
import { existsSync, statfsSync } from 'node:fs';
import { availableParallelism, homedir, platform, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** More workers than this seldom answer more, as memory and disk are shared. */
const workersDefaultMax = 8;
/** Ingestion writes and sorts on disk, which more of them at once only slow down. */
const ingestionsDefaultMax = 4;
/** Room for the indexes of tens of millions of entries; what does not fit is read again. */
const memoryBytesDefaultMax = 4 * 2 ** 30;
const diskBytesDefaultMax = 200e9;
/** Where the disk cannot be asked for its size. */
const diskBytesFallback = 20e9;

export function defaultWorkers(): number {
  return Math.min(availableParallelism(), workersDefaultMax);
}

export function defaultIngestionsMax(): number {
  return Math.max(1, Math.min(Math.floor(availableParallelism() / 2), ingestionsDefaultMax));
}

/** A quarter of the memory, or of what the container may have: the other processes of the machine need some, too. */
export function defaultMemoryBytesMax(): number {
  const allowed = process.constrainedMemory();
  const memory = allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
  return Math.min(Math.floor(memory / 4), memoryBytesDefaultMax);
}

/**
 * Half of the disk that holds the home. Its size and not its free space counts, lest a restart give up databases
 * because something else has grown.
 */
export function defaultDiskBytesMax(home: string): number {
  let folder = resolve(home);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  try {
    const { blocks, bsize } = statfsSync(folder);
    const bytes = Math.floor((blocks * bsize) / 2);
    return bytes > 0 ? Math.min(bytes, diskBytesDefaultMax) : diskBytesFallback;
  } catch {
    return diskBytesFallback;
  }
}

/** Where programs of this platform keep a user's data. */
export function defaultHome(environment: NodeJS.ProcessEnv): string {
  if (platform() === 'win32') {
    return join(environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'respawn');
  }
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Application Support', 'respawn');
  return join(environment.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'respawn');
}
