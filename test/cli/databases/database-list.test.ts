import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { formatDatabases } from '../../../src/cli/databases/database-list.ts';
import type { ManagedDatabase } from '../../../src/cli/databases/managed-databases.ts';

const now = new Date('2026-01-02T00:00:00Z');
const dormant: ManagedDatabase = {
  id: 'a',
  state: 'dormant',
  source: 'data/a.jsonl',
  entryCount: 1_234_567,
  fileBytes: 41_000_000,
  lastRequestAt: '2026-01-01T23:55:00Z',
  progress: undefined,
  failure: undefined,
  url: undefined,
};
const fresh = {
  ...dormant,
  id: 'fresh',
  state: 'ingesting',
  entryCount: undefined,
  fileBytes: undefined,
} as const;

function listed(databases: readonly ManagedDatabase[], columns?: number): readonly string[] {
  const properties = { isTTY: columns !== undefined, columns };
  const out = Object.assign(new Writable(), properties) as unknown as NodeJS.WriteStream;
  // Without the styles of the heading.
  const plain = formatDatabases(databases, { out, error: out }, now).replaceAll(/\u001b\[\d+m/g, '');
  return plain.trimEnd().split('\n');
}

const row = (database: ManagedDatabase) => listed([database])[1]!.replaceAll(/ {2,}/g, ' | ');

describe('a list of databases', () => {
  it.each([
    ['what is known', dormant, 'a | dormant | 1,234,567 | 41 MB | 5 min ago | data/a.jsonl'],
    ['never asked', { ...dormant, lastRequestAt: undefined }, /41 MB \| - \| data/],
    ['asked just now', { ...dormant, lastRequestAt: '2026-01-01T23:59:59Z' }, /\| now \|/],
    ['asked long ago', { ...dormant, lastRequestAt: '2025-12-01T00:00:00Z' }, /\| 32 d ago \|/],
    [
      'waiting',
      { ...fresh, progress: { stage: 'queued', fraction: undefined, entries: 0, bytes: 0 } },
      /^fresh \| queued \| - \| - \|/,
    ],
    [
      'being made',
      { ...fresh, progress: { stage: 'reading', fraction: 0.419, entries: 5, bytes: 9 } },
      /\| reading 41 % \|/,
    ],
    [
      'being made anew',
      { ...dormant, progress: { stage: 'fetching', fraction: undefined, entries: 0, bytes: 9 } },
      /\| dormant, fetching \|/,
    ],
    ['with a source that steers terminals', { ...dormant, source: 'x\u001b[2Jy\u202e' }, /x \[2Jy$/],
  ] as const)('tells of one %s', (_, database, expected) => {
    expect(row(database)).toMatch(expected);
  });

  it('fits a terminal, and is whole elsewhere', () => {
    const long = { ...dormant, source: `https://example.org/${'x'.repeat(200)}.jsonl` };
    for (const line of listed([long, fresh], 100)) expect(line.length).toBeLessThanOrEqual(100);
    expect(listed([long, fresh], 100)[1]).toMatch(/x…$/);
    expect(listed([long, fresh])[1]).toContain(long.source);
  });
});
