import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bunzip2 } from '../../../../src/ingest/source/compression/bunzip2.ts';
import { collect } from '../../reader/memory-source.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const folder = temporaryFolder();
/** `{"id":"a"}` and `{"id":"b"}` in one stream, `{"id":"c"}` in another. */
const compressed = Buffer.from(
  'QlpoOTFBWSZTWXDyMnQAAAlZgAAQEAAAEDQgAAogADEGTEBVTQ02pHnUZmEUinxdyRThQkHDyMnQQlpoOTFBWSZTWaElUS4AAATZgAAQEAAAEAwg' +
    'AAogADEMCCGhmoPiShC8XckU4UJChJVEuA==',
  'base64',
);
const program = 'bzip2';
const hasProgram = spawnSync(program, ['--help']).error === undefined;

async function unpack(bytes: Buffer, name: string): Promise<string> {
  const file = createReadStream(folder.write('data.bz2', bytes));
  return Buffer.concat(await collect(bunzip2(file, name, 1))).toString();
}

describe.each([
  ['by the program', program],
  ['in the process', 'no-such-program'],
])('%s', (_, name) => {
  const isMissing = name === program && !hasProgram;
  const run = test.skipIf(isMissing);
  const reason = isMissing ? ' (skipped: there is no program bzip2)' : '';

  run(`several streams${reason}`, async () => {
    expect(await unpack(compressed, name)).toBe('{"id":"a"}\n{"id":"b"}\n{"id":"c"}\n');
  });

  run(`one stream${reason}`, async () => {
    expect(await unpack(compressed.subarray(0, 57), name)).toBe('{"id":"a"}\n{"id":"b"}\n');
  });

  run.each([5, 20, 50, 60, 100, 108])(`cut off after %i bytes${reason}`, async (length) => {
    await expect(unpack(compressed.subarray(0, length), name)).rejects.toMatchObject({
      name: 'CompressionError',
      cutOff: true,
    });
  });

  run.each([4, 12, 30, 52, 80])(`damaged at byte %i${reason}`, async (index) => {
    const damaged = Buffer.from(compressed);
    damaged[index]! ^= 0x10;
    await expect(unpack(damaged, name)).rejects.toMatchObject({ name: 'CompressionError' });
  });

  run(`garbage after the end${reason}`, async () => {
    const bytes = Buffer.concat([compressed, Buffer.from('garbage')]);
    await expect(unpack(bytes, name)).rejects.toMatchObject({ name: 'CompressionError', cutOff: false });
  });

  run(`a file that cannot be read${reason}`, async () => {
    const file = createReadStream(join(folder.path, 'missing.bz2'));
    await expect(collect(bunzip2(file, name, 1))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
