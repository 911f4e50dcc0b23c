import { readdirSync, readFileSync } from 'node:fs';
import { privateMemory } from '../process-memory.ts';

/** `starting`: about to become one of the others. */
export type Role = 'primary' | 'worker' | 'ingesting' | 'starting';

export interface FoundProcess {
  readonly id: number;
  readonly role: Role;
}

/**
 * Variable by which the processes of one trial are known, also those whose parent is gone. No setting: ingesting processes
 * are not given these.
 */
export const markVariable = 'TRIAL_OF_RESPAWN';

/** All processes that were started with a mark, of which one is the primary. */
export function findProcesses(mark: string, primaryId?: number): readonly FoundProcess[] {
  return readdirSync('/proc')
    .filter(
      (name) => /^\d+$/.test(name) && read(`/proc/${name}/environ`).includes(`${markVariable}=${mark}\0`),
    )
    .map(Number)
    .map((id) => ({ id, role: id === primaryId ? 'primary' : roleOf(read(`/proc/${id}/cmdline`)) }));
}

function roleOf(commandLine: string): Role {
  if (commandLine.includes('ingestion-process')) return 'ingesting';
  return commandLine.includes('serving/worker') ? 'worker' : 'starting';
}

/** Empty where the process is gone, or is not ours. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

export interface MemorySample {
  /** Since the watch began. */
  readonly seconds: number;
  /** Private memory of all processes. */
  readonly bytes: number;
  readonly processes: number;
}

/** Looks at the memory of all processes of a trial, time and again. */
export function watchProcesses(mark: string, milliseconds = 250): { stop(): readonly MemorySample[] } {
  const started = performance.now();
  const samples: MemorySample[] = [];
  const look = (): void => {
    const found = findProcesses(mark);
    const bytes = found.reduce((sum, { id }) => sum + (privateMemory(id) ?? 0), 0);
    samples.push({ seconds: (performance.now() - started) / 1000, bytes, processes: found.length });
  };
  look();
  const timer = setInterval(look, milliseconds);
  return {
    stop() {
      clearInterval(timer);
      look();
      return samples;
    },
  };
}

/** How fast memory grows, as the straight line that fits best: bytes a minute. */
export function growthOf(samples: readonly MemorySample[]): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const middle = mean(samples.map(({ seconds }) => seconds));
  const level = mean(samples.map(({ bytes }) => bytes));
  const slope = samples.reduce((sum, { seconds, bytes }) => sum + (seconds - middle) * (bytes - level), 0);
  const spread = samples.reduce((sum, { seconds }) => sum + (seconds - middle) ** 2, 0);
  return spread === 0 ? 0 : (slope / spread) * 60;
}

export function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}
