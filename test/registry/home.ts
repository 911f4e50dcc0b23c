/** A home in a temporary folder, with a clock that tests move and a log that they read. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuthorizedLocation, IngestOptions } from '../../src/ingest/index.ts';
import { Caretaker } from '../../src/registry/caretaker.ts';
import type { DatabaseContents } from '../../src/registry/database-record.ts';
import { DatabaseRegistry } from '../../src/registry/database-registry.ts';
import type { ClaimedIngestion, IngestionOutcome } from '../../src/registry/ingestion/ingestion-queue.ts';
import { IngestionWatch } from '../../src/registry/ingestion-watch.ts';
import { OpenDatabases } from '../../src/registry/open-databases.ts';
import type {
  AuditEvent,
  RegistryBudgets,
  RegistryLog,
  RegistryOptions,
  SpawnRequest,
} from '../../src/registry/registry-contract.ts';
import { RegistryFile } from '../../src/registry/store/registry-file.ts';
import { RegistryStore } from '../../src/registry/store/registry-store.ts';
import { SharedQueue } from '../../src/registry/store/shared-queue.ts';
import { StoredFiles } from '../../src/registry/stored-files.ts';
import type { UseParts } from '../../src/registry/use-database.ts';

export const plainOptions: IngestOptions = {
  prefix: undefined,
  aliases: {},
  lengthAliases: {},
  providerFields: {},
  strict: false,
};

const roomyBudgets: RegistryBudgets = {
  databasesMax: 1_000,
  liveDatabasesMax: 50,
  memoryBytesMax: 16 * 1024 * 1024,
  diskBytesMax: 1_000_000_000,
  ingestionsMax: 4,
  queueMax: 1_000,
  downloadBytesMax: 1_000_000_000,
  entriesMax: 1_000_000,
  archiveBytesMax: 1_000_000_000,
};

export const startTime = Date.parse('2026-11-22T00:00:00Z');

export class TestHome {
  readonly folder = mkdtempSync(join(tmpdir(), 'respawn-registry-'));
  readonly events: AuditEvent[] = [];
  readonly failures: { readonly what: string; readonly error: unknown }[] = [];
  time = startTime;
  readonly #registries: DatabaseRegistry[] = [];
  readonly #stores: RegistryStore[] = [];

  readonly log: RegistryLog = {
    audit: (event) => this.events.push(event),
    failure: (what, error) => this.failures.push({ what, error }),
  };
  readonly now = (): Date => new Date(this.time);

  passSeconds(seconds: number): void {
    this.time += seconds * 1000;
  }

  /** Actions and ids of what was told, since the last call. */
  told(): string[] {
    return this.events.splice(0).map(({ action, id }) => `${action} ${id}`);
  }

  options(budgets: Partial<RegistryBudgets> = {}): RegistryOptions {
    return {
      home: join(this.folder, 'home'),
      budgets: { ...roomyBudgets, ...budgets },
      timeToLiveSeconds: 600,
      policy: { folders: [this.folder], hosts: [] },
      tokens: {},
      userAgent: 'Respawn-test',
      ingests: false,
      log: this.log,
      now: this.now,
    };
  }

  open(budgets: Partial<RegistryBudgets> = {}, more: Partial<RegistryOptions> = {}): DatabaseRegistry {
    const registry = DatabaseRegistry.open({ ...this.options(budgets), ...more });
    this.#registries.push(registry);
    return registry;
  }

  /** What a registry is made of, for tests of single parts. */
  openParts(budgets: Partial<RegistryBudgets> = {}): UseParts & { readonly queue: SharedQueue } {
    const options = this.options(budgets);
    const files = new StoredFiles(options.home);
    const store = new RegistryStore(new RegistryFile(join(options.home, 'registry.sqlite')), this.now);
    this.#stores.push(store);
    const shared = { store, files, budgets: options.budgets, log: this.log };
    const open = new OpenDatabases(files, options.budgets.memoryBytesMax);
    const queue = new SharedQueue(shared);
    const caretaker = new Caretaker(shared, open, queue, undefined);
    return { ...shared, open, caretaker, queue, watch: new IngestionWatch(store), wakeIngestion: () => {} };
  }

  /** Writes a source of so many structures; its path. */
  writeSource(name: string, count: number, element = 'Si'): string {
    const lines = Array.from({ length: count }, (_, number) =>
      JSON.stringify({
        type: 'structures',
        id: `${element}-${number}`,
        attributes: { elements: [element], nelements: 1, nsites: number + 1 },
      }),
    );
    const path = join(this.folder, name);
    writeFileSync(path, `${lines.join('\n')}\n`);
    return path;
  }

  async remove(): Promise<void> {
    for (const registry of this.#registries) await registry.close();
    for (const store of this.#stores) store.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A location that nothing looks at. */
export function locationOf(name: string): AuthorizedLocation {
  return {
    key: `/data/${name}`,
    location: { kind: 'file', path: `/data/${name}` },
    shown: name,
    name,
    aliases: [`data/${name}`],
  };
}

export function wish(location: AuthorizedLocation, more: Partial<SpawnRequest> = {}): SpawnRequest {
  return {
    location,
    origin: 'spawned',
    presentation: { aggregate: 'no' },
    options: plainOptions,
    ...more,
  };
}

/** Ends an ingestion as if it had made a file of so many bytes. */
export function publish(queue: SharedQueue, claim: ClaimedIngestion, fileBytes = 100): void {
  writeFileSync(claim.stagedPath, 'x'.repeat(fileBytes));
  queue.finish(claim, published(claim, fileBytes));
}

function published(claim: ClaimedIngestion, fileBytes: number): IngestionOutcome {
  const contents: DatabaseContents = {
    name: claim.id,
    description: 'made for a test',
    homepage: null,
    prefix: 'exmpl',
    entryCounts: { structures: 1 },
    archives: 1,
    looseArchives: 0,
    dataVersion: claim.lease,
    ingestedAt: new Date(startTime).toISOString(),
    fileBytes,
    issueCounts: { error: 0, warning: 0, note: 0 },
    format: 'OPTIMADE JSON Lines',
  };
  const provenance = {
    location: claim.location.shown,
    sizeBytes: 1,
    checksum: claim.lease,
    fetchedAt: new Date(startTime).toISOString(),
  };
  return { outcome: 'published', contents, provenance };
}
