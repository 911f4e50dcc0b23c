import { limits } from '../base/index.ts';
import type { UseOptions } from '../registry/index.ts';
import type { AppRequest } from './app-request.ts';

/**
 * How long a client is willing to wait, in whole seconds, as far as we go along with it; undefined where it does not
 * say.
 *
 * Limits: `waitSecondsMax`.
 * @spec RFC 7240, "The 'wait' Preference"
 */
export function waitWish(prefer: string | undefined): number | undefined {
  return secondsIn(prefer, 'wait', limits.waitSecondsMax);
}

/** How long a client wants a database to stay awake: `Keep-Alive: timeout=N`. Limits: `keepAliveSecondsMax`. */
function keepAliveWish(keepAlive: string | undefined): number | undefined {
  return secondsIn(keepAlive, 'timeout', limits.keepAliveSecondsMax);
}

/** What a request to a database says of waiting for it and of keeping it. */
export function useOptions(request: Pick<AppRequest, 'header' | 'signal'>): UseOptions {
  const waitSeconds = waitWish(request.header('prefer'));
  return {
    // The signal is costly to make, and nobody but who waits can go away.
    ...(waitSeconds === undefined ? {} : { waitSeconds, signal: request.signal }),
    ...keepAliveOptions(request),
  };
}

/** What a request says of keeping databases, where it is not to wait for any. */
export function keepAliveOptions(request: Pick<AppRequest, 'header'>): UseOptions {
  const keepAliveSeconds = keepAliveWish(request.header('keep-alive'));
  return keepAliveSeconds === undefined ? {} : { keepAliveSeconds };
}

/** The seconds of one item in a list such as `respond-async, wait=10; foo`; the first counts. */
function secondsIn(header: string | undefined, name: string, most: number): number | undefined {
  for (const item of header?.split(',') ?? []) {
    const [, key, digits] = /^\s*([a-z-]+)\s*=\s*"?(\d{1,15})"?\s*(?:;|$)/i.exec(item) ?? [];
    if (key?.toLowerCase() === name) return Math.min(Number(digits), most);
  }
  return undefined;
}
