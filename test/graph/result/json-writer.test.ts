import { describe, expect, it } from 'vitest';
import { JsonWriter } from '../../../src/graph/result/json-writer.ts';

function written(write: (json: JsonWriter) => void): string {
  const json = new JsonWriter();
  write(json);
  return Buffer.concat([...json.finish()]).toString();
}

const key = (name: string) => Buffer.from(JSON.stringify(name));

describe('JsonWriter', () => {
  it.each<[string, string, (json: JsonWriter) => void]>([
    ['a bare value', '1', (json) => json.value('1')],
    [
      'nothing of what holds nothing',
      '{"a":[{}]}',
      (json) => {
        json.openMap();
        json.key(key('empty'));
        json.openList();
        json.position(3);
        json.openMap();
        json.close();
        json.close();
        json.key(key('a'));
        json.openList();
        json.position(0);
        json.openMap();
        json.begin();
        json.close();
        json.close();
        json.close();
      },
    ],
    [
      'positions, with nulls between',
      '[null,null,1,null,[2]]',
      (json) => {
        json.openList();
        json.position(2);
        json.value('1');
        json.position(4);
        json.openList();
        json.position(0);
        json.value('2');
        json.close();
        json.close();
      },
    ],
  ])('writes %s', (_, expected, write) => {
    expect(written(write)).toBe(expected);
  });

  it.each([0, 1, 1000, 13_106, 13_107, 13_108, 100_000])('fills a list with %i nulls', (count) => {
    const text = written((json) => {
      json.openList();
      json.position(count);
      json.value('1');
      json.close();
    });
    expect(JSON.parse(text)).toEqual([...Array(count).fill(null), 1]);
  });

  it('gives pieces of at most 64 KiB, however large what comes', () => {
    const json = new JsonWriter();
    const pieces: number[] = [];
    json.openList();
    for (const [position, length] of [10, 200_000, 65_536, 1, 65_535].entries()) {
      json.position(position);
      json.value(JSON.stringify('x'.repeat(length)));
      for (const piece of json.take()) pieces.push(piece.length);
    }
    json.close();
    for (const piece of json.finish()) pieces.push(piece.length);
    expect(Math.max(...pieces)).toBeLessThanOrEqual(64 * 1024);
    expect(pieces.reduce((sum, length) => sum + length)).toBe(json.length);
  });
});
