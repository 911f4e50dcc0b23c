import { describe, expect, it } from 'vitest';
import { parseIndexedKey } from '../../../src/graph/request/parse-index.ts';
import { archiveOf } from './archive-of.ts';

const open = undefined;
const most = Number.MAX_SAFE_INTEGER;

describe('an index in a key', () => {
  it.each([
    ['a[3]', 'a', 3, 3, true],
    ['a[-1]', 'a', -1, -1, true],
    ['a[1:3]', 'a', 1, 3, false],
    ['a[3:3]', 'a', 3, 3, false],
    ['a[1:]', 'a', 1, open, false],
    ['a[:3]', 'a', open, 3, false],
    ['a[:]', 'a', open, open, false],
    ['a[-3:2]', 'a', -3, 2, false],
    ['x_9[03]', 'x_9', 3, 3, true],
    ['Größe[0]', 'Größe', 0, 0, true],
    ['エネルギー[0]', 'エネルギー', 0, 0, true],
    ['__proto__[0]', '__proto__', 0, 0, true],
    [`a[${'9'.repeat(400)}]`, 'a', most, most, true],
  ])('%s', (key, name, start, end, isSingle) => {
    expect(parseIndexedKey(key)).toEqual({ name, index: { start, end, isSingle } });
  });

  it.each(
    [
      [
        'a',
        'a[]',
        'a[0][1]',
        'a[0:9:2]',
        'a-b[0]',
        'a.b[0]',
        'a b[0]',
        '[0]',
        'a[x]',
        'a[1',
        'a1]',
        'a[+1]',
        'a[ 1]',
      ],
      ['a[--1]', 'a[1-2]', 'a[-]', 'a[1.0]', 'a[1]\n', 'a[１]', ''],
    ].flat(),
  )('%j has none', (key) => {
    expect(parseIndexedKey(key)).toEqual({ name: key, index: undefined });
  });
});

describe('an index in the settings', () => {
  it.each([
    [[3], 3, 3, true],
    [[-1], -1, -1, true],
    [[1, 3], 1, 3, false],
    [[null, 3], open, 3, false],
    [[1, null], 1, open, false],
    [[null, null], open, open, false],
  ])('%j, beside that of the key', (index, start, end, isSingle) => {
    const [child] = archiveOf({ 'a[0]': { m_request: { index } } }).children;
    expect(child?.index).toEqual({ start: 0, end: 0, isSingle: true });
    expect(child?.request.settings.index).toEqual({ start, end, isSingle });
  });
});
