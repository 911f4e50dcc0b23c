import { isIPv6 } from 'node:net';
import { SourceError } from '../source-error.ts';

/** The hosts that may be asked although their addresses are not public. */
export interface AllowedHosts {
  /** `hostname` as in a URL, IPv6 addresses in brackets; `port` as a number. */
  has(hostname: string, port: number): boolean;
}

/**
 * Understands `name`, `name:port`, `address` and `address:port`, each in any form that a URL may have it in.
 *
 * Errors: `SourceError` for what is no host.
 */
export function readAllowedHosts(entries: readonly string[]): AllowedHosts {
  const hosts = new Set(entries.map(normalizedEntry));
  return { has: (hostname, port) => hosts.has(hostname) || hosts.has(`${hostname}:${port}`) };
}

function normalizedEntry(entry: string): string {
  const host = isIPv6(entry) ? `[${entry}]` : entry;
  const port = /:(\d{1,5})$/.exec(host)?.[1];
  const name = port === undefined ? host : host.slice(0, -port.length - 1);
  // A host only: whatever else a URL can hold would be dropped in silence.
  const url = /[/\\?#@\s]/.test(name) ? undefined : URL.parse(`http://${name}/`);
  if (url?.port !== '' || Number(port ?? 1) > 65_535) {
    throw new SourceError(entry, 'is no host; write name, name:port, address or address:port', {
      reason: 'malformed',
    });
  }
  return port === undefined ? url.hostname : `${url.hostname}:${Number(port)}`;
}

/** The port that a URL leads to, the scheme's own where it names none. */
export function portOf(url: { readonly protocol: string; readonly port: string }): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}
