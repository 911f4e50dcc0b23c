import { describe, expect, test } from 'vitest';
import { DatabaseLeases } from '../../../src/http/graph/database-leases.ts';
import { DirectoryWatch } from '../../../src/http/graph/directory-snapshot.ts';
import { DirectoryWorld } from '../../../src/http/graph/directory-world.ts';
import type { DatabaseDirectory } from '../../../src/registry/index.ts';
import { directoryOf, serve } from '../small-database.ts';

describe('world of a directory', () => {
  test('asks for no database that is not listed, however often references name one', async () => {
    const directory = directoryOf(serve('a'), serve('b'));
    const asked: string[] = [];
    const use: DatabaseDirectory['use'] = (id, run, options) => {
      asked.push(id);
      return directory.use(id, run, options);
    };
    const leases = new DatabaseLeases({ use }, {});
    const snapshot = new DirectoryWatch(directory).snapshot();
    const world = new DirectoryWorld({
      snapshot,
      leases,
      settings: { licenseUrl: undefined, rootDatabase: undefined },
      rootUrl: 'http://localhost',
      onlyDatabase: 'a',
    });
    for (let at = 0; at < 100; at += 1) expect(await world.open(`other ${at}`)).toBeUndefined();
    expect(asked).toEqual([]);
    expect(world.databaseIds()).toEqual(['a']);
    expect(await world.open('b')).toMatchObject({ id: 'b' });
    leases.release();
  });
});
