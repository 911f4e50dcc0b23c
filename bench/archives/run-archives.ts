/** The measurement as a table of contents: make up archives, read each with the program, and with those of others. */
import { execFile } from 'node:child_process';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { runScript } from '../child-process.ts';
import type { IngestMeasurement, IngestTask } from '../ingest-worker.ts';
import type { Archives } from './write-archives.ts';
import { writeArchives } from './write-archives.ts';

export interface ArchiveBenchOptions {
  readonly total: number;
  /** What is made in it stays there. */
  readonly folder: string;
  /** A Python that has ASE and pymatgen; undefined: they are not measured. */
  readonly python: string | undefined;
  /** How long those read one archive at most. */
  readonly secondsMax: number;
  readonly onStep: (step: string) => void;
}

export type ArchiveForm = keyof Archives;

/** What another program took. */
interface OtherMeasurement {
  /** Those that it read until its time was over. */
  readonly entries: number;
  readonly failed: number;
  readonly seconds: number;
  readonly processorSeconds: number;
  readonly peakBytes: number | null;
}

export interface ArchiveResult {
  readonly form: ArchiveForm;
  readonly bytes: number;
  readonly own: IngestMeasurement;
  readonly other: OtherMeasurement | undefined;
}

export interface ArchiveBenchResult {
  readonly total: number;
  readonly loadAverage: number;
  readonly results: readonly ArchiveResult[];
}

export async function runArchiveBench(options: ArchiveBenchOptions): Promise<ArchiveBenchResult> {
  const { total, folder, python, secondsMax, onStep } = options;
  await mkdir(folder, { recursive: true });
  onStep(`making up ${total} crystals`);
  const archives = await writeArchives(total, folder);
  const loadAverage = loadavg()[0]!;
  const results: ArchiveResult[] = [];
  for (const form of Object.keys(archives) as ArchiveForm[]) {
    const path = archives[form];
    onStep(`reading the ${form}`);
    const task: IngestTask = { path, databasePath: join(folder, `${form}.sqlite`) };
    const own = (await runScript('ingest-worker.ts', JSON.stringify(task))) as IngestMeasurement;
    let other: OtherMeasurement | undefined;
    if (python !== undefined) {
      onStep(`reading the ${form} with ${form === 'pymatgen' ? 'pymatgen' : 'ASE'}`);
      other = await readWithOthers(python, form, path, secondsMax);
    }
    results.push({ form, bytes: await sizeOf(path), own, other });
  }
  return { total, loadAverage, results };
}

const script = join(import.meta.dirname, 'read-archive.py');

async function readWithOthers(
  python: string,
  form: ArchiveForm,
  path: string,
  secondsMax: number,
): Promise<OtherMeasurement> {
  const { stdout } = await promisify(execFile)(python, [script, form, path, String(secondsMax)]);
  return JSON.parse(stdout);
}

async function sizeOf(path: string): Promise<number> {
  const status = await stat(path);
  if (!status.isDirectory()) return status.size;
  let sum = 0;
  for (const name of await readdir(path)) sum += await sizeOf(join(path, name));
  return sum;
}
