/**
 * Reads a source into a database file and tells what that took; in a process of its own, so that it is measured from
 * nothing and its memory is its own.
 *
 *     node bench/ingest-worker.ts '{"path": …, "databasePath": …}'
 */
import { rm } from 'node:fs/promises';
import { createEmbeddedWriter } from '../src/backend/index.ts';
import { ingest, openSource } from '../src/ingest/index.ts';
import { peakMemory } from './process-memory.ts';

export interface IngestTask {
  readonly path: string;
  /** Removed when it is done. */
  readonly databasePath: string;
}

export interface IngestMeasurement {
  readonly files: number;
  /** Publications among them. */
  readonly entries: number;
  readonly seconds: number;
  /** Of them, until all was read: the rest is making the index. */
  readonly readingSeconds: number;
  /** Of all threads. */
  readonly processorSeconds: number;
  readonly peakBytes: number | undefined;
}

async function measure({ path, databasePath }: IngestTask): Promise<IngestMeasurement> {
  const started = performance.now();
  let readAt = started;
  const source = await openSource(path);
  const createWriter = () => createEmbeddedWriter(databasePath);
  const options = {
    prefix: 'made',
    frames: 'all',
    aliases: {},
    lengthAliases: {},
    providerFields: {},
    strict: false,
  } as const;
  const { report, description } = await ingest(source, createWriter, options, {
    ingestedAt: new Date().toISOString(),
    onProgress: ({ stage }) => {
      if (stage !== 'indexing') readAt = performance.now();
    },
  });
  const ended = performance.now();
  if (description === undefined) throw new Error(`nothing was stored of ${path}`);
  await rm(databasePath);
  const { user, system } = process.cpuUsage();
  return {
    files: report.files ?? 1,
    entries: Object.values(report.entryTypes).reduce((sum, { stored }) => sum + stored, 0),
    seconds: (ended - started) / 1000,
    readingSeconds: (readAt - started) / 1000,
    processorSeconds: (user + system) / 1e6,
    peakBytes: peakMemory(),
  };
}

const [task = '{}'] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await measure(JSON.parse(task))));
