import { describe, expect, test } from 'vitest';
import { limits } from '../../../src/base/index.ts';
import { readRecords } from '../../../src/ingest/reader/read-records.ts';
import {
  brief,
  collect,
  generatedSource,
  memorySource,
  onlyFile,
  readAll,
  readBrief,
} from './memory-source.ts';

const mebibyte = 1024 * 1024;
const deepProblem = `nests deeper than ${limits.sourceDepthMax} levels and was skipped`;

describe('hostile sources', () => {
  test.each<[name: string, before: string, separator: string, after: string]>([
    ['line', '', '\n', ''],
    ['list element', '[', ',', ']'],
  ])('a %s of 200 MB is skipped without being held', async (_, before, separator, after) => {
    const filler = Buffer.alloc(mebibyte, 'x');
    const source = generatedSource(function* () {
      yield Buffer.from(`${before}{"id":"a"}${separator}{"id":"b","x":"`);
      for (let count = 0; count < 200; count += 1) yield filler;
      yield Buffer.from(`"}${separator}{"id":"c"}${after}`);
    });
    const memoryBefore = process.memoryUsage().arrayBuffers;
    const records = (await readAll(source)).map(brief);
    expect(records).toEqual([
      '1 entry undefined a {}',
      expect.stringMatching(
        /^2 malformed is 2097\d{5} bytes long, more than the \d+ that are read, and was skipped$/,
      ),
      '3 entry undefined c {}',
    ]);
    expect(process.memoryUsage().arrayBuffers - memoryBefore).toBeLessThan(16 * mebibyte);
  });

  test.each([limits.sourceDepthMax, 100_000, 600_000])('nesting of %d levels', async (levels) => {
    for (const [open, close] of [
      ['[', ']'],
      ['{"a":', '}'],
    ] as const) {
      // The object around is a level of its own.
      const fits = `{"id":"a","x":${open.repeat(levels - 1)}1${close.repeat(levels - 1)}}`;
      const deep = `{"id":"a","x":${open.repeat(levels)}1${close.repeat(levels)}}`;
      for (const text of [`${deep}\n{"id":"b"}\n`, `[${deep},{"id":"b"}]`]) {
        expect(await readBrief(text)).toEqual([`1 malformed ${deepProblem}`, '2 entry undefined b {}']);
      }
      const isFitting = levels === limits.sourceDepthMax;
      expect((await readAll(memorySource(fits)))[0]?.kind).toBe(isFitting ? 'entry' : 'malformed');
    }
  });

  test('brackets that are never closed', async () => {
    expect(await readBrief('{"id":"a"}\n', '['.repeat(100_000))).toEqual([
      '1 entry undefined a {}',
      expect.stringMatching(/^2 malformed is not valid JSON \(Unexpected end of JSON input\): "\[{60}…"$/),
    ]);
  });

  test('many NaN in one line', async () => {
    const [record] = await readAll(
      memorySource(`{"id":"a","x":[${'NaN,'.repeat(200_000)}"${'\\"'.repeat(200_000)}"]}`),
    );
    expect(record).toMatchObject({ kind: 'entry', remarks: [{ code: 'not-a-number', count: 200_000 }] });
  });

  test('an object with many keys', async () => {
    const keys = Array.from({ length: 50_000 }, (_, index) => `"k${index}":${index}`);
    const [record] = await readAll(memorySource(`{${keys.join()}}`));
    expect(record?.kind === 'entry' && Object.keys(record.attributes).length).toBe(50_000);
  });
});

describe('reading', () => {
  const lines = Buffer.from(`{"id":"a","x":"${'x'.repeat(1000)}"}\n`.repeat(2_000));

  test('goes in batches of bounded size, none of them empty', async () => {
    const batches = await collect(readRecords(await onlyFile(memorySource(lines))));
    expect(batches.length).toBeGreaterThan(5);
    expect(batches.every((batch) => batch.length > 0)).toBe(true);
    expect(batches.flat()).toHaveLength(2_000);
  });

  test('ends at once when aborted, and closes the source', async () => {
    let closed = false;
    const source = generatedSource(function* () {
      try {
        for (;;) yield lines;
      } finally {
        closed = true;
      }
    });
    const abort = new AbortController();
    let count = 0;
    const reading = (async () => {
      for await (const batch of readRecords(await onlyFile(source), abort.signal)) {
        count += batch.length;
        if (count > 5_000) abort.abort(new Error('enough'));
      }
    })();
    await expect(reading).rejects.toThrow('enough');
    expect([closed, count < 6_000]).toEqual([true, true]);
  });

  test('does not begin when aborted before', async () => {
    const records = readRecords(await onlyFile(memorySource(lines)), AbortSignal.abort(new Error('never')));
    await expect(collect(records)).rejects.toThrow('never');
  });

  test('closes the source when the reader stops', async () => {
    let closed = false;
    const source = generatedSource(function* () {
      try {
        for (;;) yield lines;
      } finally {
        closed = true;
      }
    });
    for await (const _ of readRecords(await onlyFile(source))) break;
    expect(closed).toBe(true);
  });
});
