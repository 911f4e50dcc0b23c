import { describe, expect, it } from 'vitest';
import {
  checkDatabaseId,
  databaseIdFrom,
  deriveDatabaseId,
  numberDatabaseId,
} from '../../src/registry/database-id.ts';
import { locationOf } from './home.ts';

describe('ids from names', () => {
  it.each([
    ['data', 'data'],
    ['My data (v2)', 'My-data-v2'],
    ['sub/folder/set_1', 'sub-folder-set_1'],
    ['Fe₂O₃', 'Fe2O3'],
    ['../../etc/passwd', 'etc-passwd'],
    ['<script>', 'script'],
    ['結晶', 'database'],
    ['', 'database'],
    ['a'.repeat(300), 'a'.repeat(128)],
  ])('makes %j the id %s', (name, id) => {
    expect(databaseIdFrom(name)).toBe(id);
  });

  it('puts a hash of the location behind what is taken or means something', () => {
    const taken = deriveDatabaseId('data', '/a/data', (id) => id === 'data');
    expect(taken).toMatch(/^data-[0-9a-f]{8}$/);
    expect(deriveDatabaseId('data', '/a/data', (id) => id === 'data')).toBe(taken);
    expect(deriveDatabaseId('data', '/b/data', (id) => id === 'data')).not.toBe(taken);
    expect(deriveDatabaseId('index', '/a/index', () => false)).toMatch(/^index-[0-9a-f]{8}$/);
    expect(deriveDatabaseId('a'.repeat(128), 'key', (id) => !id.includes('-'))).toHaveLength(128);
  });

  it.each([
    ['data.jsonl', [], 'data'],
    ['below/My data.json.gz', [], 'My-data'],
    ['data.jsonl', ['data', 'data-2'], 'data-3'],
    ['index.json', [], 'index-2'],
  ])('gives %s on the command line, with %j taken, the id %s', (name, taken, id) => {
    expect(numberDatabaseId(locationOf(name), (other) => (taken as string[]).includes(other))).toBe(id);
  });
});

describe('ids that are asked for', () => {
  it.each(['a', 'A-b_c9', '-a', 'vienna', 'v', 'v1x', 'a'.repeat(128)])('takes %s', (id) => {
    expect(() => checkDatabaseId(id)).not.toThrow();
  });

  it.each(['', 'a b', 'a/b', '..', 'a.sqlite', 'ä', 'a'.repeat(129), 'a\n', '%2e'])('refuses %j', (id) => {
    expect(() => checkDatabaseId(id)).toThrow(expect.objectContaining({ reason: 'id-reserved' }));
  });

  it.each([
    'index',
    'Index',
    'extensions',
    'static',
    'info',
    'links',
    'versions',
    'structures',
    'v1',
    'V2',
    'v0',
    '-',
  ])('refuses %s, which means something in a path', (id) => {
    expect(() => checkDatabaseId(id)).toThrow(expect.objectContaining({ reason: 'id-reserved' }));
  });
});
