import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Attachment, Attachments } from '../../../src/backend/index.ts';
import {
  createEmbeddedWriter,
  DatabaseFileError,
  MemoryWriter,
  openDatabaseFile,
} from '../../../src/backend/index.ts';
import { limits } from '../../../src/base/index.ts';
import { description, makeFolder } from './build-embedded.ts';

let folder: string;
beforeAll(() => {
  folder = makeFolder();
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string): Attachment => ({ collection: 'file', name });
const kibibyte = 1024;

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Bytes that compress well in their first half and not at all in the second. */
function madeBytes(length: number): Uint8Array {
  let state = length + 1;
  return Uint8Array.from({ length }, (_, index) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return index < length / 2 ? 65 : state >>> 24;
  });
}

async function withAttachments(
  contents: ReadonlyMap<Attachment, Uint8Array>,
  use: (attachments: Attachments, close: () => void) => void,
  chunkBytes = 10_000,
): Promise<void> {
  const path = join(folder, 'attached');
  const writer = createEmbeddedWriter(path);
  for (const [attachment, bytes] of contents) {
    const stored = await writer.attach(attachment, inChunks(bytes, chunkBytes));
    expect(stored).toEqual({ sizeBytes: bytes.length, sha256: sha256(bytes) });
  }
  await writer.index({});
  await writer.publish(description);
  const { attachments, backend } = openDatabaseFile(path);
  try {
    use(attachments, () => backend.close());
  } finally {
    backend.close();
  }
}

describe('attachments of a database file', () => {
  it.each([0, 1, 64 * kibibyte - 1, 64 * kibibyte, 64 * kibibyte + 1, 300 * kibibyte])(
    'of %i bytes come back as they were',
    async (length) => {
      const bytes = madeBytes(length);
      await withAttachments(new Map([[file('a/b c.txt'), bytes]]), (attachments) => {
        const found = attachments.find(file('a/b c.txt'))!;
        expect(Buffer.concat([...found.read()]).equals(bytes)).toBe(true);
        expect(found).toMatchObject({ sizeBytes: length, sha256: sha256(bytes) });
      });
    },
  );

  it('give any stretch of them', async () => {
    const bytes = madeBytes(200 * kibibyte);
    await withAttachments(new Map([[file('x'), bytes]]), (attachments) => {
      const found = attachments.find(file('x'))!;
      const position = fc.integer({ min: 0, max: bytes.length });
      fc.assert(
        fc.property(position, position, (one, other) => {
          const [start, end] = [Math.min(one, other), Math.max(one, other)];
          expect(Buffer.concat([...found.read(start, end)]).equals(bytes.subarray(start, end))).toBe(true);
        }),
      );
    });
  });

  it('are told apart by name, though they share blocks', async () => {
    const text = (words: string) => Buffer.from(words);
    const contents = new Map([
      [file('x'), text('file x')],
      [file(''), text('')],
      [file('file x'), text('other')],
    ]);
    await withAttachments(contents, (attachments) => {
      for (const [attachment, bytes] of contents) {
        expect(Buffer.concat([...attachments.find(attachment)!.read()])).toEqual(bytes);
        // Not into what comes behind.
        expect(Buffer.concat([...attachments.find(attachment)!.read(0, 1000)])).toEqual(bytes);
      }
      expect(attachments.find(file('y'))).toBeUndefined();
    });
  });

  it('cannot be read of a file that was closed', async () => {
    await withAttachments(new Map([[file('x'), madeBytes(200 * kibibyte)]]), (attachments, close) => {
      const reading = attachments.find(file('x'))!.read();
      reading.next();
      close();
      expect(() => reading.next()).toThrow(DatabaseFileError);
    });
  });

  it('leave nothing where the source fails in the middle', async () => {
    const writer = createEmbeddedWriter(join(folder, 'failed'));
    const failing = (async function* () {
      yield madeBytes(100 * kibibyte);
      throw new Error('the source ended');
    })();
    await expect(writer.attach(file('x'), failing)).rejects.toThrow('the source ended');
    expect(await writer.attach(file('x'), inChunks(Buffer.from('whole'), 9))).toBeDefined();
    await writer.abort();
  });
});

describe.each([
  ['embedded', () => createEmbeddedWriter(join(folder, 'names'))],
  ['memory', () => new MemoryWriter()],
])('the %s writer', (_, makeWriter) => {
  it('keeps the first attachment of a name, and none of a name too long', async () => {
    const writer = makeWriter();
    const attach = (name: string) => writer.attach(file(name), inChunks(Buffer.from(name), 3));
    expect(await attach('x')).toEqual({ sizeBytes: 1, sha256: sha256(Buffer.from('x')) });
    expect(await attach('x')).toBeUndefined();
    expect(await attach('ä'.repeat(limits.attachmentNameBytesMax / 2))).toBeDefined();
    expect(await attach('x'.repeat(limits.attachmentNameBytesMax + 1))).toBeUndefined();
    await writer.abort();
  });
});
