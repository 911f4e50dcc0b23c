/**
 * Archives that were indexed, and archives in memory, tell what parsing tells, whatever the thresholds and
 * chunks.
 */
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArchiveNode } from '../../../src/backend/archive/archive-node.ts';
import { archiveOfBytes } from '../../../src/backend/archive/open-archive.ts';
import { compileReferencePatterns } from '../../../src/backend/archive/reference-patterns.ts';
import { indexArchive, openIndexed } from './index-archive.ts';
import { factsOf, jsonOf, plainFactsOf, plainFactsOfNode } from './node-facts.ts';
import { randomJson } from './random-document.ts';

const chunkSizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });
const enteredBytesMin = fc.constantFrom(1, 2, 8, 20, 64, 300, 4096);
const options = fc.record({ chunkSizes, enteredBytesMin });

describe('an archive', () => {
  it('is given on as it came', () => {
    const property = fc.property(randomJson, options, (json, indexOptions) => {
      expect(Buffer.from(indexArchive(json, indexOptions).document).toString()).toBe(json);
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('is what parsing makes of it', () => {
    const property = fc.property(randomJson, options, (json, indexOptions) => {
      // Of equal keys parsing leaves one; written again, the document has no others.
      const parsed: unknown = JSON.parse(json);
      const plain = JSON.stringify(parsed);
      const expected = plainFactsOf(JSON.parse(plain));
      expect(plainFactsOfNode(openIndexed(plain, indexOptions))).toEqual(expected);
      expect(plainFactsOfNode(archiveOfBytes(Buffer.from(plain)))).toEqual(expected);
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('is the same by its index as by scanning it', () => {
    const property = fc.property(randomJson, options, (json, indexOptions) => {
      const scanned = archiveOfBytes(Buffer.from(json));
      const indexed = openIndexed(json, indexOptions);
      expect(factsOf(indexed)).toEqual(factsOf(scanned));
      expectSameAccess(indexed, scanned);
    });
    fc.assert(property, { numRuns: 500 });
  });

  it('finds references by patterns of paths as by scanning', () => {
    const patterns = ['a/*', '**/b', 'x?ref', 'b/**/a', '[0-9]*/[!a]'];
    const property = fc.property(randomJson, options, (json, indexOptions) => {
      const scanned = archiveOfBytes(Buffer.from(json), compileReferencePatterns(patterns));
      expect(factsOf(openIndexed(json, { ...indexOptions, patterns }))).toEqual(factsOf(scanned));
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('has the last of equal keys, as parsing has', () => {
    const property = fc.property(randomJson, options, (json, indexOptions) => {
      const parsed: unknown = JSON.parse(json);
      for (const node of [archiveOfBytes(Buffer.from(json)), openIndexed(json, indexOptions)]) {
        if (node.kind !== 'map') continue;
        for (const [key, value] of Object.entries(parsed as object)) {
          expect(JSON.parse(jsonOf(node.child(key)!))).toEqual(value);
        }
      }
    });
    fc.assert(property, { numRuns: 300 });
  });
});

/** Children and items one by one, and stretches of items and bytes. */
function expectSameAccess(indexed: ArchiveNode, scanned: ArchiveNode): void {
  for (const { key, node } of scanned.children()) {
    const child = indexed.child(key)!;
    expect(jsonOf(child)).toBe(jsonOf(scanned.child(key)!));
    if (jsonOf(child) === jsonOf(node)) expectSameAccess(child, node);
  }
  expect(indexed.child('no such key')).toBeUndefined();
  for (const position of [-1, 0.5, scanned.length, Number.NaN]) {
    expect(indexed.item(position)?.sizeBytes).toBe(scanned.item(position)?.sizeBytes);
  }
  let position = 0;
  for (const item of scanned.items()) {
    expectSameAccess(indexed.item(position)!, item);
    position += 1;
  }
  const [from, to] = [Math.floor(position / 3), Math.ceil((2 * position) / 3)];
  expect([...indexed.items(from, to)].map((item) => jsonOf(item))).toEqual(
    [...scanned.items()].slice(from, to).map((item) => jsonOf(item)),
  );
  const half = Math.floor(scanned.sizeBytes / 2);
  expect(jsonOf(indexed, half)).toBe(jsonOf(scanned, half));
  expect(jsonOf(indexed, 1, half)).toBe(jsonOf(scanned, 1, half));
}
