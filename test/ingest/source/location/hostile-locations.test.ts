import { describe, expect, it } from 'vitest';
import { createHttpClient } from '../../../../src/ingest/source/network/create-http-client.ts';
import { authorizeLocation, parseLocation, SourceError } from '../../../../src/ingest/without-reading.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import type { HostileLocation } from './hostile-locations.ts';
import { hostileLocations, layTraps, secret } from './hostile-locations.ts';

const temporary = temporaryFolder();
const { folder } = layTraps(temporary.path);

/** From the text to the first byte, as far as it comes. */
async function read({ text, resolvesTo = '' }: HostileLocation): Promise<unknown> {
  const client = createHttpClient({
    allowedHosts: [],
    userAgent: 'respawn-test',
    lookup: async () =>
      resolvesTo.split(' ').map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
  });
  try {
    const location = parseLocation(text.replaceAll('{folder}', folder));
    const policy = { folders: [folder], hosts: [] };
    const authorized = await authorizeLocation(location, policy, folder);
    // What is harmless by its text must have been expected to be.
    expect(resolvesTo, text).not.toBe('');
    const url = authorized.location.kind === 'url' ? authorized.location.url : authorized.key;
    return await client.get(url.startsWith('http') ? url : `${new URL(authorized.shown).origin}/`);
  } finally {
    await client.close();
  }
}

describe('hostile locations', () => {
  it('are many, and each another', () => {
    expect(hostileLocations.length).toBeGreaterThanOrEqual(150);
    expect(new Set(hostileLocations.map(({ text }) => text)).size).toBe(hostileLocations.length);
  });

  it.each(hostileLocations.map((hostile) => [hostile.why, hostile.text.slice(0, 60), hostile] as const))(
    'are not read: %s: %j',
    async (_why, _start, hostile) => {
      const error = await read(hostile).catch((reason: unknown) => reason);
      if (!(error instanceof SourceError)) throw error;
      // Everything below the folder that is no file is told apart, whatever lies outside is not.
      expect(['refused', 'malformed', 'gone', 'unreadable']).toContain(error.reason);
      expect(error.problem).toMatch(/^[^A-Z].{10,}/);
      expect(error.message.length).toBeLessThan(1_000);
      expect(error.message).not.toContain(secret);
      if (!hostile.text.includes('{folder}')) expect(error.message).not.toContain(temporary.path);
    },
  );
});
