import { expect, it } from 'vitest';
import { readAllowedHosts } from '../../../../src/ingest/source/network/allowed-hosts.ts';
import {
  ForbiddenAddressError,
  guardedConnector,
} from '../../../../src/ingest/source/network/guarded-connector.ts';
import { startServer } from './local-server.ts';

/** What becomes of a connection, whoever asks for it: the check of the URL is not in the way here. */
function connect(hostname: string, port: number, allowed: readonly string[]): Promise<Error | 'connected'> {
  const connector = guardedConnector({
    allowedHosts: readAllowedHosts(allowed),
    lookup: () => Promise.reject(new Error('no lookup is made for an address')),
    connectMilliseconds: 1_000,
  });
  return new Promise((done) => {
    connector({ hostname, protocol: 'http:', port: String(port) }, (error, socket) => {
      socket?.destroy();
      done(error ?? 'connected');
    });
  });
}

it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.0.0.1', 'fe80::1%lo'])(
  'makes no connection to the address %s, for which no lookup is made',
  async (address) => {
    const { port } = await startServer(() => undefined);
    expect(await connect(address, port, [])).toBeInstanceOf(ForbiddenAddressError);
    expect(await connect(address, port, [`127.0.0.1:${port + 1}`])).toBeInstanceOf(ForbiddenAddressError);
  },
);

it('makes one where the address is allowed', async () => {
  const { port } = await startServer(() => undefined);
  expect(await connect('127.0.0.1', port, [`127.0.0.1:${port}`])).toBe('connected');
});
