/**
 * Damaged indexes and documents end in an error or an answer, and never in a wild read; odd documents cost
 * little.
 */
import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArchiveNode } from '../../../src/backend/archive/archive-node.ts';
import { openArchive } from '../../../src/backend/archive/open-archive.ts';
import { CountingSource, indexArchive, openIndexed } from './index-archive.ts';
import { jsonOf } from './node-facts.ts';

const json = JSON.stringify({
  frames: Array.from({ length: 12 }, (_, step) => ({
    step,
    x_ref: `#/${step}`,
    numbers: Array(step * 3).fill(step),
  })),
  names: Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`n${at}`, `\u00e9\n${at}`])),
  text: 'x'.repeat(90),
});

/**
 * Asks for everything once, as far as a bound on nodes: a damaged index may have many more than there were.
 */
function walk(node: ArchiveNode, budget: { nodes: number }): void {
  budget.nodes -= 1;
  if (budget.nodes < 0) return;
  if (node.kind === 'string') node.text();
  void [node.length, node.mayHoldReferences, node.child('n17'), node.item(7)];
  for (const { node: child } of node.children()) {
    walk(child, budget);
    if (budget.nodes < 0) return;
  }
  for (const item of node.items()) {
    walk(item, budget);
    if (budget.nodes < 0) return;
  }
}

/** Whether a walk comes to its end, or to an error that tells of damage; all else is thrown. */
function survives(document: Uint8Array, index: Uint8Array): 'whole' | 'damage' {
  try {
    const root = openArchive(new CountingSource(document), new CountingSource(index));
    walk(root, { nodes: 5_000 });
    return 'whole';
  } catch (error) {
    if (error instanceof Error && error.name === 'ArchiveDamage') return 'damage';
    throw error;
  }
}

describe('a damaged archive', () => {
  const stored = indexArchive(json, { enteredBytesMin: 16 });

  it('is read where it is whole', () => {
    expect(survives(stored.document, stored.index)).toBe('whole');
  });

  it('tells of damage where the index is cut', () => {
    for (let length = 0; length < stored.index.length; length += 1) {
      expect(survives(stored.document, stored.index.subarray(0, length))).toBe('damage');
    }
  });

  it('tells of damage where the document is cut', () => {
    for (let length = 0; length < stored.document.length; length += 1) {
      expect(survives(stored.document.subarray(0, length), stored.index)).toBe('damage');
    }
  });

  it('comes to an end whatever the index and the document hold', () => {
    const spoils = fc.array(fc.tuple(fc.boolean(), fc.nat(), fc.integer({ min: 0, max: 255 })), {
      minLength: 1,
      maxLength: 6,
    });
    const property = fc.property(spoils, (list) => {
      const document = Uint8Array.from(stored.document);
      const index = Uint8Array.from(stored.index);
      for (const [isIndex, at, byte] of list) {
        const bytes = isIndex ? index : document;
        bytes[at % bytes.length] = byte;
      }
      survives(document, index);
    });
    fc.assert(property, { numRuns: 5_000 });
  });
});

describe('an odd document', () => {
  it('of brackets around brackets has a small index', () => {
    const nest = '['.repeat(490) + '1'.repeat(4_200) + ']'.repeat(490);
    const { document, index } = indexArchive(`[${Array(50).fill(nest).join(',')}]`);
    expect(index.length).toBeLessThan(document.length / 4);
  });

  it('of blanks is read in small parts', () => {
    const blanks = ' '.repeat(100_000);
    const source = `{"a"${blanks}:${blanks}1${blanks},"b":2,"c":[1,${blanks}2,3]}`;
    const { document, index } = indexArchive(source);
    const counted = new CountingSource(document);
    const root = openArchive(counted, new CountingSource(index));
    expect([...root.children()].map(({ key, node }) => [key, node.length])).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', 3],
    ]);
    expect(jsonOf(root.child('c')!.item(1)!)).toBe('2');
    expect(counted.bytesRead).toBeLessThan(5_000);
  });

  it('has long keys before entered values, and keys that are the same when decoded', () => {
    const long = 'k'.repeat(60_000);
    const root = openIndexed(`{"${long}":[${'1,'.repeat(5_000)}1],"\\u0061":1,"a":2}`);
    expect(root.child(long)!.length).toBe(5_001);
    expect(jsonOf(root.child('a')!)).toBe('2');
    expect(root.length).toBe(3);
  });

  it('finds the last of equal keys in a large map', () => {
    const members = Array.from({ length: 30_000 }, (_, at) => `"k${at % 9_000}":${at}`);
    const root = openIndexed(`{${members.join(',')}}`);
    for (const key of [0, 2_999, 3_000, 8_999]) {
      expect(Number(jsonOf(root.child(`k${key}`)!)) % 9_000).toBe(key);
      expect(jsonOf(root.child(`k${key}`)!)).toBe(String(key < 3_000 ? key + 27_000 : key + 18_000));
    }
    expect(Buffer.from([...root.children()].at(-1)!.keyJson).toString()).toBe('"k2999"');
  });
});
