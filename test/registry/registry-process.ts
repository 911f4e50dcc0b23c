/** A process with a registry, for tests of several: told by arguments where and what, tells by messages what came of it. */

import { DatabaseRegistry } from '../../src/registry/database-registry.ts';
import type { RegistryOptions } from '../../src/registry/registry-contract.ts';
import { RegistryError } from '../../src/registry/registry-error.ts';
import { locationOf, wish } from './home.ts';

export interface ProcessTask {
  readonly options: Omit<RegistryOptions, 'log' | 'now'>;
  /** Takes part in all; `spawn` also asks for these; `fill` asks for more and more until the disk is full. */
  readonly kind: 'ingest' | 'spawn' | 'fill';
  readonly paths: readonly string[];
}

export type ProcessTold =
  | { readonly told: 'ready' | 'done' }
  | { readonly told: 'registered'; readonly id: string }
  | { readonly told: 'audit'; readonly event: string }
  | { readonly told: 'failure'; readonly what: string }
  | { readonly told: 'full'; readonly count: number; readonly entries: number | undefined };

const tell = (told: ProcessTold): void => {
  process.send?.(told);
};

process.once('message', (task: ProcessTask) => void run(task));
// Whatever becomes of the test, nothing is left of it.
process.on('disconnect', () => process.exit());
tell({ told: 'ready' });

async function run({ options, kind, paths }: ProcessTask): Promise<void> {
  const registry = DatabaseRegistry.open({
    ...options,
    now: () => new Date(),
    log: {
      audit: ({ action, id }) => tell({ told: 'audit', event: `${action} ${id}` }),
      failure: (what) => tell({ told: 'failure', what }),
    },
  });
  registry.start();
  if (kind === 'fill') {
    await fill(registry, paths[0]!);
    return;
  }
  for (const path of paths) {
    const { record } = registry.spawn(wish(await registry.locate(path)));
    tell({ told: 'registered', id: record.id });
  }
  tell({ told: 'done' });
}

/** Registers databases until the registry takes no more; then works with the one that is there. */
async function fill(registry: DatabaseRegistry, id: string): Promise<void> {
  const long = 'x'.repeat(10_000);
  for (let count = 0; ; count += 1) {
    try {
      registry.spawn(wish({ ...locationOf(`data-${count}`), shown: long }));
    } catch (error) {
      if (!(error instanceof RegistryError && error.reason === 'storage-full')) throw error;
      const entries = await registry.use(id, async ({ backend }) => backend.count('structures'));
      tell({ told: 'full', count, entries });
      return;
    }
  }
}
