import { isIP } from 'node:net';
import { SourceError } from '../source-error.ts';
import type { AllowedHosts } from './allowed-hosts.ts';
import { portOf } from './allowed-hosts.ts';
import { isPublicAddress } from './public-address.ts';
import { shownUrl } from './shown-url.ts';

/**
 * A URL that may be asked as far as its text tells. The addresses behind a name are looked at when a connection is
 * made, since only then it is certain which they are.
 *
 * Errors: `SourceError` with the reason `malformed` for what is no URL, `refused` for what must not be asked.
 */
export function checkUrl(text: string, allowedHosts: AllowedHosts): URL {
  const url = URL.parse(text);
  if (!url) throw new SourceError(shownUrl(text), 'is no well-formed URL', { reason: 'malformed' });
  const problem = urlProblem(url, allowedHosts);
  if (problem !== undefined) throw new SourceError(shownUrl(text), problem, { reason: 'refused' });
  return url;
}

function urlProblem(url: URL, allowedHosts: AllowedHosts): string | undefined {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return `only http and https are fetched, not ${url.protocol.slice(0, -1)}`;
  }
  if (url.username !== '' || url.password !== '') {
    return 'holds a user name or password; URLs with credentials are not fetched';
  }
  return isAllowed(url, allowedHosts) ? undefined : hostProblem(url.hostname);
}

export function isAllowed(url: URL, allowedHosts: AllowedHosts): boolean {
  return allowedHosts.has(url.hostname, portOf(url));
}

const remedy =
  'only hosts of the public Internet are asked, unless the operator allows a host by name (--allow-host)';

/** Ends of names that no public host has (RFC 6761, 6762, 8375, 9476 and the `internal` of ICANN). */
const localEnding = /(?:^|\.)(?:localhost|localdomain|local|internal|home\.arpa|onion|alt)$/;

function hostProblem(hostname: string): string | undefined {
  const literal = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  if (isIP(literal) !== 0) {
    return isPublicAddress(literal) ? undefined : `the address ${literal} is not public; ${remedy}`;
  }
  if (hostname.split('.').includes('')) return 'its host has a dot too many';
  if (!hostname.includes('.') || localEnding.test(hostname)) {
    return `"${hostname}" is a name of a local network; ${remedy}`;
  }
  return undefined;
}
