import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { DatabaseLeases } from '../../../src/http/graph/database-leases.ts';
import type { DatabaseDirectory } from '../../../src/registry/index.ts';
import { directoryOf, serve } from '../small-database.ts';

/** A directory that tells which databases somebody works with. */
function counting() {
  const directory = directoryOf(serve('a'), serve('b'));
  const inUse: string[] = [];
  const use: DatabaseDirectory['use'] = async (id, run) => {
    if (id === 'broken') throw new Error('cannot be opened');
    return directory.use(id, async (database) => {
      inUse.push(id);
      try {
        return await run(database);
      } catch (error) {
        throw error instanceof RangeError ? new TypeError(`said of ${id}`) : error;
      } finally {
        inUse.splice(inUse.indexOf(id), 1);
      }
    });
  };
  return { inUse, leases: new DatabaseLeases({ use }, {}) };
}

describe('leases', () => {
  test('hold each database once, until they are released', async () => {
    const { leases, inUse } = counting();
    const [first, again] = await Promise.all([leases.open('a'), leases.open('a')]);
    expect(first).toBe(again);
    expect((await leases.open('b'))?.id).toBe('b');
    expect(inUse).toEqual(['a', 'b']);
    leases.release();
    await setImmediate();
    expect(inUse).toEqual([]);
  });

  test('tell of databases that are not there, and of those that cannot be opened', async () => {
    const { leases } = counting();
    expect(await leases.open('none')).toBeUndefined();
    await expect(leases.open('broken')).rejects.toThrow('cannot be opened');
    const error = new Error('elsewhere');
    expect(await leases.fail(error)).toBe(error);
  });

  test('end with an error, of which the directory may say more', async () => {
    const { leases, inUse } = counting();
    await leases.open('a');
    expect(await leases.fail(new RangeError('damaged'))).toEqual(new TypeError('said of a'));
    await setImmediate();
    expect(inUse).toEqual([]);
  });

  test('that end while a database is opened do not keep it', async () => {
    const { leases, inUse } = counting();
    const opening = leases.open('a');
    leases.release();
    await opening;
    await setImmediate();
    expect(inUse).toEqual([]);
  });
});
