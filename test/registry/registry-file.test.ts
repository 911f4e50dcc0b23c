import { chmodSync, closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestHome } from './home.ts';

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
