import { join } from 'node:path';
import type { DatabaseWriter } from '../backend/index.ts';
import { createEmbeddedWriter } from '../backend/index.ts';
import type { IngestHooks, IngestOptions, IngestReport, Source } from '../ingest/index.ts';
import { ingest } from '../ingest/index.ts';
import type { StoredFiles } from './stored-files.ts';

/** Reads a source as an ingestion would, and keeps nothing but the report. */
export async function checkSource(
  files: StoredFiles,
  archiveBytesMax: number,
  source: Source,
  options: IngestOptions,
  hooks: IngestHooks,
): Promise<IngestReport> {
  const path = join(files.databasesFolder, `check-${process.pid}`);
  const createWriter = (referencePatterns: readonly string[]): DatabaseWriter =>
    discarding(
      createEmbeddedWriter(path, { properties: {}, tuning: { archiveBytesMax }, referencePatterns }),
    );
  const { report } = await ingest(source, createWriter, options, hooks);
  return report;
}

/** A writer that does all the work and then throws it away. */
function discarding(writer: DatabaseWriter): DatabaseWriter {
  return {
    write: (entry, origin, source) => writer.write(entry, origin, source),
    attach: (attachment, content) => writer.attach(attachment, content),
    archive: (name, mainFile, content) => writer.archive(name, mainFile, content),
    index: (definitions, progress) => writer.index(definitions, progress),
    publish: () => writer.abort(),
    abort: () => writer.abort(),
  };
}
