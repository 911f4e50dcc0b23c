import type { AppRequest } from '../app-request.ts';
import { waitWish } from '../request-wishes.ts';

/** How long a request waits for what it asked for to be done. */
export interface Patience {
  readonly waitSeconds: number;
  /** Headers of the answer that say so. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * What the header `Prefer` says counts most.
 *
 * @param otherwise seconds to wait where it says nothing
 * Limits: `waitSecondsMax`.
 * @spec RFC 7240, "The 'wait' Preference", "The 'respond-async' Preference"
 */
export function patienceOf(request: Pick<AppRequest, 'header'>, otherwise: number): Patience {
  const prefer = request.header('prefer');
  const waitSeconds = waitWish(prefer);
  if (waitSeconds !== undefined) {
    return { waitSeconds, headers: { 'Preference-Applied': `wait=${waitSeconds}` } };
  }
  const isAsync = prefer?.split(',').some((item) => /^\s*respond-async\s*(;|$)/i.test(item)) === true;
  if (isAsync) return { waitSeconds: 0, headers: { 'Preference-Applied': 'respond-async' } };
  return { waitSeconds: otherwise, headers: {} };
}
