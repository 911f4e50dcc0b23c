import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CliError } from '../../src/cli/cli-error.ts';
import { prepareHome } from '../../src/cli/prepare-home.ts';
import { temporaryFolder } from '../end-to-end/run-program.ts';

it('makes what is missing of a home, and finds it the next time', () => {
  using folder = temporaryFolder();
  const home = join(folder.path, 'a', 'b', 'home');
  prepareHome(home);
  prepareHome(home);
  expect(existsSync(join(home, 'databases'))).toBe(true);
});

it('says so where a home cannot be', () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'file');
  writeFileSync(file, '');
  for (const home of [file, join(file, 'below')]) {
    expect(() => prepareHome(home)).toThrow(CliError);
    expect(() => prepareHome(home)).toThrow(file);
  }
});

it.skipIf(process.getuid?.() === 0)('says so where it may not look (needs a user who may not do all)', () => {
  using folder = temporaryFolder();
  const locked = join(folder.path, 'locked');
  mkdirSync(locked, { mode: 0 });
  expect(() => prepareHome(join(locked, 'home'))).toThrow(CliError);
  chmodSync(locked, 0o700);
});

it.skipIf(!existsSync('/proc/self'))(
  'ends also on file systems that only look like one (needs /proc)',
  () => {
    for (const home of ['/proc', '/proc/nowhere/below']) expect(() => prepareHome(home)).toThrow(CliError);
  },
);
