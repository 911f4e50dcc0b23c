import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { asker } from '../http/ask.ts';
import type { ReplyCase } from '../http/expect-replies.ts';
import { idsOf, testReplies } from '../http/expect-replies.ts';
import { directoryOf } from '../http/small-database.ts';
import { ingestIntoFile, ingestLines } from './conformance-database.ts';
import { fixtureLines } from './fixture.ts';

const { database, report } = await ingestLines('odd', fixtureLines);

/** What ingestion said of the fixture. */
export const oddReport = report;

/** Asks a server of the fixture; its base path is `/odd`. */
export const askOdd = asker({ directory: directoryOf(database) });

const home = mkdtempSync(join(tmpdir(), 'respawn-conformance-'));
const stored = await ingestIntoFile(join(home, 'odd.sqlite'), 'odd', fixtureLines);
afterAll(() => {
  stored.backend.close();
  rmSync(home, { recursive: true });
});

/** Asks a server of the same database as a file. Every answer must be that of `askOdd`, byte by byte. */
export const askOddFile = asker({ directory: directoryOf(stored) });

/** One test a row; paths are below the base URL of the fixture. */
export function testOdd(rows: readonly ReplyCase[]): void {
  testReplies(
    askOdd,
    rows.map((row) => ({ ...row, path: `//odd${row.path}` })),
  );
}

/** A filter on entries of one type, and the ids that it finds or the status with which it is refused. */
export type FilterCase = readonly [name: string, filter: string, found: string | number, entryType?: string];

/** One test a row. Ids are written one after the other, with a blank between; they are compared as a set. */
export function testFilters(title: string, rows: readonly FilterCase[]): void {
  describe(title, () => {
    const named = rows.map(([name, filter, found, entryType = 'structures']) => ({
      name,
      filter,
      found,
      entryType,
    }));
    test.each(named)('$name: $filter', async ({ filter, found, entryType }) => {
      const path = `/odd/v1/${entryType}?filter=${encodeURIComponent(filter)}`;
      const reply = await askOdd(path);
      const status = typeof found === 'number' ? found : 200;
      expect(reply.status, reply.text.slice(0, 400)).toBe(status);
      if (typeof found === 'string') {
        expect(idsOf(reply.at('/data')).toSorted().join(' ')).toBe(found.split(' ').toSorted().join(' '));
        expect(reply.at('/meta/data_returned')).toBe(idsOf(reply.at('/data')).length);
      }
      expect((await askOddFile(path)).text).toBe(reply.text);
    });
  });
}
