import { expect, test } from 'vitest';
import { openScratchDatabase } from '../../../../src/ingest/source/scratch/scratch-database.ts';

test('a scratch database holds more than its cache, and is private', () => {
  const one = openScratchDatabase();
  const other = openScratchDatabase();
  one.exec('PRAGMA cache_size = -1000; CREATE TABLE pair (key INTEGER PRIMARY KEY, value TEXT)');
  one.exec('BEGIN');
  const insert = one.prepare('INSERT INTO pair VALUES (?, ?)');
  for (let key = 0; key < 20_000; key += 1) insert.run(key, `value ${key} `.repeat(20));
  one.exec('COMMIT');
  expect(one.prepare('SELECT count(*) AS count, max(key) AS last FROM pair').get()).toEqual({
    count: 20_000,
    last: 19_999,
  });
  expect(one.location()).toBeNull();
  expect(() => other.prepare('SELECT * FROM pair')).toThrow('no such table');
  one.close();
  other.close();
});
