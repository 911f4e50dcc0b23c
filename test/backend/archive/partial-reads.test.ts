/** How little of a large archive is read, counted in bytes. */
import { Buffer } from 'node:buffer';
import { describe, expect, it } from 'vitest';
import { openArchive } from '../../../src/backend/archive/open-archive.ts';
import { CountingSource, indexArchive } from './index-archive.ts';
import { jsonOf } from './node-facts.ts';

/** A run of frames of some 6 KB each, with a list of a million numbers and a map of many keys beside them. */
const frameCount = 500;
const frames = Array.from({ length: frameCount }, (_, step) => ({
  step,
  energy: { total: { value: -step / 7 }, kinetic: step / 3 },
  ...(step === 300 ? { system_ref: '#/system/0' } : {}),
  positions: Array.from({ length: 180 }, (__, atom) => [atom * 1.25, step / 1024, -atom * step * 0.015_625]),
}));
const numbers = Array.from({ length: 300_000 }, (_, at) => at * 2);
const names = Object.fromEntries(Array.from({ length: 40_000 }, (_, at) => [`name é ${at}`, { at }]));
const json = JSON.stringify({
  metadata: { name: 'md' },
  calculation: frames,
  numbers,
  names,
  text: 'é'.repeat(200_000),
  last: 1,
});
const stored = indexArchive(json);

function openCounted() {
  const document = new CountingSource(stored.document);
  const index = new CountingSource(stored.index);
  return { root: openArchive(document, index), document, index };
}

describe('a large archive', () => {
  it('has an index of a few percent', () => {
    const { index } = indexArchive(JSON.stringify({ frames, numbers }));
    expect(index.length).toBeLessThan(json.length / 50);
  });

  it('is looked through at the top without reading what is below', () => {
    const { root, document, index } = openCounted();
    const shapes = [...root.children()].map(({ key, node }) => [key, node.kind, node.length]);
    expect(shapes).toEqual([
      ['metadata', 'map', 1],
      ['calculation', 'sections', frameCount],
      ['numbers', 'list', 300_000],
      ['names', 'map', 40_000],
      ['text', 'string', 0],
      ['last', 'number', 0],
    ]);
    expect(document.bytesRead).toBeLessThan(2_000);
    expect(index.bytesRead).toBeLessThan(1_000);
  });

  it('gives one item for the bytes of its run', () => {
    const { root, document, index } = openCounted();
    const number = root.child('numbers')!.item(150_001)!;
    expect(jsonOf(number)).toBe('300002');
    expect(document.bytesRead).toBeLessThan(6_000);
    expect(index.bytesRead).toBeLessThan(3_000);
  });

  it('gives a section and a scalar in it', () => {
    const { root, document, index } = openCounted();
    const frame = root.child('calculation')!.item(321)!;
    expect(jsonOf(frame.child('energy')!.child('kinetic')!)).toBe('107');
    expect(document.bytesRead).toBeLessThan(5_000);
    expect(index.bytesRead).toBeLessThan(3_000);
  });

  it('gives a slice for little more than its own bytes', () => {
    const { root, document } = openCounted();
    const items = [...root.child('numbers')!.items(100_000, 110_000)].map((item) => Number(jsonOf(item)));
    expect(items).toEqual(numbers.slice(100_000, 110_000));
    expect(document.bytesRead).toBeLessThan(70_000 + 3 * 4096 + 1_000);
  });

  it('finds keys of a large map, those that it lacks too', () => {
    for (const at of [0, 1, 8191, 8192, 20_000, 39_999]) {
      const { root, document, index } = openCounted();
      expect(jsonOf(root.child('names')!.child(`name é ${at}`)!)).toBe(`{"at":${at}}`);
      expect(document.bytesRead).toBeLessThan(8_000);
      expect(index.bytesRead).toBeLessThan(3_000);
    }
    const { root, document } = openCounted();
    expect(root.child('names')!.child('name')).toBeUndefined();
    expect(document.bytesRead).toBeLessThan(6_000);
  });

  it('does not read a long text to tell what it is', () => {
    const { root, document } = openCounted();
    const text = root.child('text')!;
    expect([text.kind, text.sizeBytes]).toEqual(['string', 400_002]);
    expect(document.bytesRead).toBeLessThan(3_000);
    expect(text.text()).toBe('é'.repeat(200_000));
  });

  it('knows nearly without reading where there are no references', () => {
    const { root, document } = openCounted();
    const calculation = root.child('calculation')!;
    document.bytesRead = 0;
    const positions = [...calculation.items()].flatMap((item, at) => (item.mayHoldReferences ? [at] : []));
    expect(positions).toEqual([300]);
    expect(root.mayHoldReferences).toBe(true);
    expect(root.child('names')!.mayHoldReferences).toBe(false);
    expect(document.bytesRead).toBeLessThan(100_000);
  });

  it('gives all of its text in pieces', () => {
    const { root } = openCounted();
    const pieces = [...root.read()];
    expect(Buffer.concat(pieces).equals(Buffer.from(json))).toBe(true);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThanOrEqual(65_536);
  });
});
