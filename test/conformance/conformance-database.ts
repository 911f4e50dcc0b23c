import { MemoryWriter } from '../../src/backend/index.ts';
import type { JsonObject } from '../../src/base/index.ts';
import type { IngestReport } from '../../src/ingest/index.ts';
import { ingest } from '../../src/ingest/index.ts';
import type { ServedDatabase } from '../../src/registry/index.ts';
import { memorySource } from '../ingest/reader/memory-source.ts';

export interface IngestedDatabase {
  readonly database: ServedDatabase;
  readonly report: IngestReport;
}

/** Takes the lines of a source all the way: read, normalized, validated, stored in memory, ready to be served. */
export async function ingestLines(id: string, lines: readonly JsonObject[]): Promise<IngestedDatabase> {
  const writers: MemoryWriter[] = [];
  const makeWriter = () => {
    const writer = new MemoryWriter();
    writers.push(writer);
    return writer;
  };
  const source = memorySource(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const options = { prefix: undefined, aliases: {}, lengthAliases: {}, providerFields: {}, strict: false };
  const { report, description } = await ingest(source, makeWriter, options, {
    ingestedAt: '2026-11-21T00:00:00Z',
  });
  if (description === undefined) throw new Error(`nothing to serve: ${JSON.stringify(report.issues)}`);
  return { database: { id, description, backend: writers.at(-1)!.backend }, report };
}
