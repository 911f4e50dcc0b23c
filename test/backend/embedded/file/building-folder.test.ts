import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEmbeddedWriter, openDatabaseFile, removeLeftovers } from '../../../../src/backend/index.ts';
import { entry } from '../../build-query.ts';
import { description, makeFolder } from '../build-embedded.ts';

let folder: string;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('leftovers', () => {
  it('are removed when their process was killed, and not before', async () => {
    const script = join(import.meta.dirname, 'build-and-wait.ts');
    const child = spawn(process.execPath, [script, join(folder, 'file')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    try {
      await once(child.stdout, 'data');
      const [building, ...others] = readdirSync(folder);
      expect([building, others]).toEqual([expect.stringMatching(/^file\.building-/), []]);
      expect(removeLeftovers(folder)).toEqual([]);
      expect(readdirSync(folder)).toEqual([building]);
      child.kill('SIGKILL');
      await ended;
      expect(removeLeftovers(folder)).toEqual([building]);
      expect(readdirSync(folder)).toEqual([]);
    } finally {
      child.kill('SIGKILL');
    }
  });

  it('of builds by this process stay as long as these last', async () => {
    const path = join(folder, 'file');
    const writers = [createEmbeddedWriter(path), createEmbeddedWriter(path)];
    expect(removeLeftovers(folder)).toEqual([]);
    for (const writer of writers) {
      writer.write(entry('x'), { line: 1 });
      await writer.index({});
      expect(removeLeftovers(folder)).toEqual([]);
      await writer.publish(description);
    }
    expect(readdirSync(folder)).toEqual(['file']);
    openDatabaseFile(path).backend.close();
  });

  const digits = '0123456789abcdef';
  it.each([
    ['a folder that was never locked', `file.building-${digits}`, [], true],
    ['a folder of which a part was removed', `file.building-${digits}`, ['database'], true],
    ['a folder whose lock nobody holds', `file.building-${digits}`, ['database', 'lock'], true],
    ['a folder with another name', `file.building-${digits}.txt`, ['database'], false],
    ['notes on building', 'building-notes', ['lock'], false],
  ] as const)('are told from others: %s', (_, name, files, removed) => {
    mkdirSync(join(folder, name));
    for (const file of files) writeFileSync(join(folder, name, file), '');
    expect(removeLeftovers(folder)).toEqual(removed ? [name] : []);
    expect(existsSync(join(folder, name))).toBe(!removed);
  });
});
