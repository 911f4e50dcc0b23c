import type { Dispatcher } from 'undici';
import { SourceError } from '../source-error.ts';
import type { AllowedHosts } from './allowed-hosts.ts';
import { checkUrl, isAllowed } from './check-url.ts';
import { shownUrl } from './shown-url.ts';

const redirectStatuses: readonly number[] = [301, 302, 303, 307, 308];

/**
 * Where an answer sends its asker, or undefined where it is no redirect. The target is judged as if it had been asked
 * for at first; moreover, what began encrypted stays so.
 *
 * Errors: `SourceError` with the reason `refused` for a target that must not be asked.
 */
export function redirectTarget(
  answer: Pick<Dispatcher.ResponseData, 'statusCode' | 'headers'>,
  from: URL,
  allowedHosts: AllowedHosts,
): URL | undefined {
  const { location } = answer.headers;
  if (!redirectStatuses.includes(answer.statusCode) || typeof location !== 'string') return undefined;
  try {
    return checkedTarget(location, from, allowedHosts);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const problem = `redirects to ${error.location}, where it is not followed: ${error.problem}`;
    throw new SourceError(shownUrl(from.href), problem, { reason: 'refused', cause: error });
  }
}

function checkedTarget(location: string, from: URL, allowedHosts: AllowedHosts): URL {
  const target = checkUrl(URL.parse(location, from.href)?.href ?? location, allowedHosts);
  target.hash = '';
  if (from.protocol === 'https:' && target.protocol === 'http:' && !isAllowed(target, allowedHosts)) {
    const problem = 'from https to http, anyone on the way could change the data';
    throw new SourceError(shownUrl(target.href), problem, { reason: 'refused' });
  }
  return target;
}

/** Headers that another origin may see: what is asked for, not who asks. */
const harmlessHeaders: readonly string[] = [
  'accept',
  'accept-encoding',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'range',
  'user-agent',
];

export function withoutSecrets(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => harmlessHeaders.includes(name)));
}
