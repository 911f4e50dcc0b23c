import { setTimeout } from 'node:timers/promises';
import { limits } from '../../../base/index.ts';
import { PassingError } from './passing-error.ts';

/** How tries are spread in time; what is random or takes time can be put in place of. */
export interface Patience {
  readonly signal?: AbortSignal;
  /** Between 0 and 1. */
  readonly random?: () => number;
  readonly sleep?: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

/**
 * Tries again after faults that may pass, as long as the other side asks to be left alone, else twice as long each
 * time, within half of it at random, so that many who failed at once do not come back at once.
 *
 * Errors: that of the last try; at once where the other side wants to be left alone for long.
 * Limits: `fetchTriesMax`, `fetchRetryAfterSecondsMax`, `fetchBackoffSecondsMax`.
 */
export async function withTries<T>(attempt: () => Promise<T>, patience: Patience): Promise<T> {
  const { signal, random = Math.random, sleep = pause } = patience;
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof PassingError) || tries >= limits.fetchTriesMax) throw error;
      const asked = error.retryAfterSeconds;
      if (asked !== undefined && asked > limits.fetchRetryAfterSecondsMax) throw error;
      const backoff = Math.min(2 ** (tries - 1), limits.fetchBackoffSecondsMax);
      await sleep(Math.max(asked ?? 0, backoff * (0.5 + random() / 2)) * 1000, signal);
      signal?.throwIfAborted();
    }
  }
}

async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
}
