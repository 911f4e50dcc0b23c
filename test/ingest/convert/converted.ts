import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createEmbeddedWriter } from '../../../src/backend/index.ts';
import type { JsonObject } from '../../../src/base/index.ts';
import type { IngestHooks, IngestOptions, IngestReport, Source } from '../../../src/ingest/index.ts';
import { ingest, JsonLinesWriter } from '../../../src/ingest/index.ts';
import type { DatabaseDescription } from '../../../src/standard/index.ts';

const plainOptions: IngestOptions = {
  prefix: undefined,
  aliases: {},
  lengthAliases: {},
  providerFields: {},
  strict: false,
};

const hooks: IngestHooks = { ingestedAt: '2026-01-01T00:00:00Z' };

export const fileDescription = {
  implementation: { name: 'Respawn', version: '1.2.3' },
  provider: {},
  licenseUrl: undefined,
  availableLicenses: undefined,
  availableLicensesForEntries: undefined,
};

export interface Converted {
  readonly bytes: Buffer;
  readonly lines: readonly JsonObject[];
  readonly report: IngestReport;
  readonly description: DatabaseDescription | undefined;
}

/** A source as JSON Lines. */
export async function convert(
  source: Source,
  options: Partial<IngestOptions> = {},
  extra: Partial<IngestHooks> = {},
): Promise<Converted> {
  const pieces: Uint8Array[] = [];
  const deliver = async (content: Iterable<Uint8Array>): Promise<void> => {
    for (const piece of content) pieces.push(piece);
  };
  const makeWriter = () => new JsonLinesWriter({ file: fileDescription, deliver });
  const used = { ...hooks, ...extra };
  const { report, description } = await ingest(source, makeWriter, { ...plainOptions, ...options }, used);
  const bytes = Buffer.concat(pieces);
  const texts = bytes.toString().split('\n').slice(0, -1);
  return { bytes, lines: texts.map((text) => JSON.parse(text) as JsonObject), report, description };
}

/** The documents of the database file that a source gives, as they stand in it. */
export async function documentsOf(
  source: Source,
  options: Partial<IngestOptions> = {},
): Promise<{ readonly documents: readonly string[]; readonly description: DatabaseDescription | undefined }> {
  const path = join(tmpdir(), `respawn-round-trip-${process.pid}-${documentFiles++}`);
  try {
    const makeWriter = () => createEmbeddedWriter(path);
    const { description } = await ingest(source, makeWriter, { ...plainOptions, ...options }, hooks);
    if (description === undefined) return { documents: [], description };
    const database = new DatabaseSync(path, { readOnly: true });
    const rows = database.prepare('SELECT data FROM document ORDER BY id').all();
    database.close();
    return {
      documents: rows.map(({ data }) => Buffer.from(data as Uint8Array).toString('latin1')),
      description,
    };
  } finally {
    rmSync(path, { force: true });
  }
}

let documentFiles = 0;
