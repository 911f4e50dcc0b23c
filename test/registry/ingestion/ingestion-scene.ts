import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Location } from '../../../src/ingest/index.ts';
import type { AuditEvent, RegistryLog } from '../../../src/registry/index.ts';
import type { IngestionContext } from '../../../src/registry/ingestion/ingestion-context.ts';
import type { ClaimedIngestion } from '../../../src/registry/ingestion/ingestion-queue.ts';

/** A home folder with a folder of sources beside it. */
export class IngestionScene {
  readonly folder = mkdtempSync(join(tmpdir(), 'respawn-ingestion-'));
  readonly databases = join(this.folder, 'databases');
  readonly downloads = join(this.folder, 'downloads');
  readonly sources = join(this.folder, 'sources');
  readonly faults: string[] = [];
  readonly log: RegistryLog = {
    audit: (_event: AuditEvent) => {},
    failure: (what, error) => this.faults.push(`${what}: ${String(error)}`),
  };

  constructor() {
    for (const folder of [this.databases, this.downloads, this.sources]) mkdirSync(folder);
  }

  context(changes: Partial<IngestionContext> = {}): IngestionContext {
    return {
      policy: { folders: [this.sources], hosts: [] },
      tokens: {},
      downloadBytesMax: 1_000_000,
      entriesMax: 1_000_000,
      archiveBytesMax: 1_000_000_000,
      fileBytesMax: 1_000_000_000,
      userAgent: 'respawn-test',
      ...changes,
    };
  }

  writeSource(name: string, text: string): string {
    writeFileSync(join(this.sources, name), text);
    return join(this.sources, name);
  }

  /** A source that takes a while to read, and as long to index. */
  writeLongSource(name: string): string {
    return this.writeSource(name, linesOf(6_000, 60));
  }

  claim(id: string, source: string | Location, changes: Partial<ClaimedIngestion> = {}): ClaimedIngestion {
    const lease = randomBytes(16).toString('hex');
    const location: Location = typeof source === 'string' ? { kind: 'file', path: source } : source;
    return {
      id,
      lease,
      location: { key: id, location, shown: `shown/${id}`, name: id, aliases: [] },
      origin: 'spawned',
      options: { prefix: undefined, aliases: {}, lengthAliases: {}, providerFields: {}, strict: false },
      previous: undefined,
      filePath: join(this.databases, `${id}.sqlite`),
      stagedPath: join(this.databases, `${id}.${lease}.staged`),
      downloadFolder: join(this.downloads, `${id}.1`),
      stagedReportPath: join(this.databases, `${id}.${lease}.staged-report`),
      ...changes,
    };
  }

  /** What stands in the folders of the home. */
  files(): { readonly databases: readonly string[]; readonly downloads: readonly string[] } {
    return { databases: readdirSync(this.databases).sort(), downloads: readdirSync(this.downloads).sort() };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

export function linesOf(entries: number, properties = 1): string {
  const names = Array.from({ length: properties }, (_, index) => `_x_p${index}`);
  const lines = Array.from({ length: entries }, (_, index) => {
    const attributes = Object.fromEntries(names.map((name) => [name, `${name} of ${index}`]));
    return JSON.stringify({ type: 'structures', id: `s${index}`, attributes });
  });
  return `${lines.join('\n')}\n`;
}

export const emptyFiles = { databases: [], downloads: [] };
