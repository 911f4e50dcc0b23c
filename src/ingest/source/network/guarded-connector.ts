import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isIP, isIPv6 } from 'node:net';
import { buildConnector } from 'undici';
import type { AllowedHosts } from './allowed-hosts.ts';
import { portOf } from './allowed-hosts.ts';
import { isPublicAddress } from './public-address.ts';

/** All addresses of a host name, as the system's resolver gives them. */
export type Lookup = (hostname: string) => Promise<readonly LookupAddress[]>;

/** Thrown at a connection that must not be made. Says no address, which would tell of the network that we are in. */
export class ForbiddenAddressError extends Error {
  override readonly name = 'ForbiddenAddressError';
}

export interface ConnectorOptions {
  readonly allowedHosts: AllowedHosts;
  readonly lookup: Lookup;
  readonly connectMilliseconds: number;
}

/**
 * Makes the connections of a client, none of them to an address that is not public, unless the host is allowed. A name
 * is resolved once: the connection goes to the very addresses that were looked at, so that a name which means
 * something else a moment later (DNS rebinding) gains nothing.
 */
export function guardedConnector(options: ConnectorOptions): buildConnector.connector {
  const build = (isFit: (address: string) => boolean) =>
    buildConnector({
      // Nothing here gains by HTTP/2, whose many frames are many more ways to be kept busy.
      allowH2: false,
      timeout: options.connectMilliseconds,
      lookup: checkedLookup(options.lookup, isFit),
    });
  const guarded = build(isPublicAddress);
  const open = build(() => true);
  return (target, callback) => {
    const { hostname } = target;
    const host = isIPv6(hostname) ? `[${hostname}]` : hostname;
    if (options.allowedHosts.has(host, portOf(target))) {
      open(target, callback);
    } else if (isIP(hostname) !== 0 && !isPublicAddress(hostname)) {
      // No lookup is made for an address.
      callback(new ForbiddenAddressError(), null);
    } else {
      guarded(target, callback);
    }
  };
}

/** One forbidden address among many forbids all: whoever mixes them means no good. */
function checkedLookup(lookup: Lookup, isFit: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined) {
          callback(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '', 0);
        } else if (!addresses.every(({ address }) => isFit(address))) {
          callback(new ForbiddenAddressError(), '', 0);
        } else if (options.all) {
          callback(null, [...addresses]);
        } else {
          callback(null, first.address, first.family);
        }
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    );
  };
}
