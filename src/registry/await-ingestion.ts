import { setTimeout } from 'node:timers/promises';
import type { RegistryStore } from './store/registry-store.ts';

/** Looking costs microseconds, and nobody notices a delay of that length. */
const lookMilliseconds = 50;

/** Resolves when no ingestion of a database waits or runs, in whatever process, when the time is over or on a signal. */
export async function awaitIngestion(
  store: RegistryStore,
  id: string,
  waitSeconds: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const deadline = performance.now() + waitSeconds * 1000;
  while (signal?.aborted !== true && (store.find(id)?.queuedAt ?? null) !== null) {
    const left = deadline - performance.now();
    if (left <= 0) return;
    await setTimeout(
      Math.min(left, lookMilliseconds),
      undefined,
      signal === undefined ? {} : { signal },
    ).catch(
      // The signal: the loop sees it.
      () => {},
    );
  }
}
