import { chmodSync, closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestHome, wish } from './home.ts';

let home: TestHome;
let path: string;
beforeEach(() => {
  home = new TestHome();
  path = join(home.options().home, 'registry.sqlite');
  mkdirSync(home.options().home);
});
afterEach(() => home.remove());

const refused = (problem: string) => expect.objectContaining({ name: 'DatabaseFileError', problem, path });

describe('a registry file', () => {
  it('that is a database of somebody else is left alone', () => {
    const other = new DatabaseSync(path);
    other.exec('CREATE TABLE precious (thing)');
    other.close();
    expect(() => home.open()).toThrow(refused('foreign'));
    expect(new DatabaseSync(path).prepare('SELECT name FROM sqlite_schema').all()).toEqual([
      { name: 'precious' },
    ]);
  });

  it('of a newer version is left alone, and says so', () => {
    home.open();
    const newer = new DatabaseSync(path);
    newer.exec('PRAGMA user_version = 99');
    newer.close();
    expect(() => home.open()).toThrow(refused('version'));
    expect(() => home.open()).toThrow(/format 99/);
  });

  it('that is no database at all is left alone', () => {
    writeFileSync(path, 'just some text, and rather more than a header of a database would be '.repeat(20));
    expect(() => home.open()).toThrow(refused('foreign'));
  });

  it('that is damaged is told of at once', async () => {
    const registry = home.open();
    await registry.close();
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(3_000, 0xff), 0, 3_000, 100);
    closeSync(file);
    expect(() => home.open()).toThrow(refused('damaged'));
  });

  it.skipIf(process.getuid?.() === 0)('that cannot be made is told of', () => {
    chmodSync(home.options().home, 0o500);
    expect(() => home.open()).toThrow(/not be written to/);
    chmodSync(home.options().home, 0o700);
  });

  it('in place of which a folder stands is told of', () => {
    mkdirSync(path);
    expect(() => home.open()).toThrow(expect.objectContaining({ name: 'DatabaseFileError' }));
    rmSync(path, { recursive: true });
  });
});

describe('a registry that another process holds', () => {
  /** As a process does that is stopped within a write. */
  const hold = (): DatabaseSync => {
    const holder = new DatabaseSync(path);
    holder.exec('BEGIN IMMEDIATE');
    return holder;
  };
  const busy = expect.objectContaining({ name: 'RegistryError', reason: 'busy' });
  const hooks = { signal: new AbortController().signal, onProgress: () => {} };

  it('is waited for once, and not by each write that follows', async () => {
    const registry = home.open();
    const wishes = [];
    for (let number = 0; number < 50; number += 1) {
      wishes.push(wish(await registry.locate(home.writeSource(`${number}.jsonl`, 1))));
    }
    const holder = hold();
    // Were each of them to wait, they would take minutes.
    for (const each of wishes) expect(() => registry.spawn(each)).toThrow(busy);
    holder.exec('ROLLBACK');
    expect(registry.spawn(wishes[0]!).outcome).toBe('registered');
    holder.close();
  });

  it('is read, and its databases are woken, as before', async () => {
    const registry = home.open();
    registry.spawn(wish(await registry.locate(home.writeSource('data.jsonl', 3)), { id: 'data' }));
    await registry.complete('data', hooks);
    home.passSeconds(600);
    expect(registry.find('data')?.state).toBe('dormant');
    const holder = hold();
    expect(await registry.use('data', async ({ backend }) => backend.count('structures'))).toBe(3);
    holder.close();
  });
});
