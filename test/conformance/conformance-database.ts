import { createEmbeddedWriter, MemoryWriter, openDatabaseFile } from '../../src/backend/index.ts';
import type { JsonObject } from '../../src/base/index.ts';
import type { IngestOptions, IngestReport, Source } from '../../src/ingest/index.ts';
import { ingest } from '../../src/ingest/index.ts';
import type { ServedDatabase } from '../../src/registry/index.ts';
import { memorySource } from '../ingest/reader/memory-source.ts';

export interface IngestedDatabase {
  readonly database: ServedDatabase;
  readonly report: IngestReport;
}

const hooks = { ingestedAt: '2026-11-21T00:00:00Z' };
const plainOptions: IngestOptions = {
  prefix: undefined,
  aliases: {},
  lengthAliases: {},
  providerFields: {},
  strict: false,
};

function sourceOf(lines: readonly JsonObject[]): Source {
  return memorySource(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/** Takes the lines of a source all the way, into memory, ready to be served. */
export async function ingestLines(id: string, lines: readonly JsonObject[]): Promise<IngestedDatabase> {
  const writers: MemoryWriter[] = [];
  const makeWriter = () => {
    const writer = new MemoryWriter();
    writers.push(writer);
    return writer;
  };
  const { report, description } = await ingest(sourceOf(lines), makeWriter, plainOptions, hooks);
  if (description === undefined) throw new Error(`nothing to serve: ${JSON.stringify(report.issues)}`);
  const { backend, attachments, archives } = writers.at(-1)!;
  return { database: { id, description, backend, attachments, archives }, report };
}

/** The same into a database file, as the program does it. */
export async function ingestIntoFile(
  path: string,
  id: string,
  lines: readonly JsonObject[],
): Promise<ServedDatabase> {
  await ingest(sourceOf(lines), () => createEmbeddedWriter(path), plainOptions, hooks);
  return { id, ...openDatabaseFile(path) };
}
