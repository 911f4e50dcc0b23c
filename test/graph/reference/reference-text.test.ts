import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseReference } from '../../../src/graph/reference/parse-reference.ts';
import {
  archiveAddress,
  internalString,
  normalizedReference,
  parseInternalString,
} from '../../../src/graph/reference/reference-text.ts';

describe('texts of places', () => {
  it('are those of NOMAD', () => {
    expect(internalString(archiveAddress('u', 'e', ['run', 0, 'x y']))).toBe(
      '__INTERNAL__:../uploads/u/archive/e#/run/0/x y',
    );
    expect(internalString(archiveAddress('u', 'e', []))).toBe('__INTERNAL__:../uploads/u/archive/e#/');
    expect(normalizedReference('u', 'e', ['run', 0])).toBe('uploads/u/entries/e/archive/run/0');
    expect(normalizedReference('u', 'e', [])).toBe('uploads/u/entries/e/archive');
  });

  it('are told from others', () => {
    expect(parseInternalString('../uploads/u/archive/e#/run/0')).toEqual({
      uploadId: 'u',
      entryId: 'e',
      path: ['run', '0'],
    });
    for (const text of [
      '',
      '#/run',
      '__INTERNAL__:#/run',
      '../upload/archive/e#/run',
      'a ../uploads/u/archive/e#/',
    ]) {
      expect(parseInternalString(text)).toBeUndefined();
    }
  });

  it('lead back to the place, also as references', () => {
    const id = fc.string({ unit: fc.constantFrom(...'aZ09_-='), minLength: 1 });
    const key = fc.string({ minLength: 1 }).filter((text) => !text.includes('/'));
    fc.assert(
      fc.property(id, id, fc.array(key), (uploadId, entryId, path) => {
        const text = internalString(archiveAddress(uploadId, entryId, path));
        expect(parseInternalString(text)).toEqual({ uploadId, entryId, path });
        for (const reference of [text, text.slice('__INTERNAL__:'.length)]) {
          const target = parseReference(reference, { uploadId: 'x', entryId: 'y' });
          expect(target).toEqual({ kind: 'entry', uploadId, entryId, path });
        }
      }),
    );
  });
});
