import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isIdentifier, knownProviderPrefixes, prefixOf } from '../../../src/standard/index.ts';
import { referenceFolder } from './published-definitions.ts';

const names: readonly [name: string, prefix: string | undefined][] = [
  ['_exmpl_band_gap', 'exmpl'],
  ['_exmpl_', 'exmpl'],
  ['_exmpl__x', 'exmpl'],
  ['_mcloudarchive_x', 'mcloudarchive'],
  ['_mcloud_archive_x', 'mcloud'],
  ['_unheard_of_x', 'unheard'],
  ['nsites', undefined],
  ['exmpl_x', undefined],
  ['_', undefined],
  ['__', undefined],
  ['___beta___', undefined],
  ['_exmpl', undefined],
  ['__proto__', undefined],
  ['', undefined],
];

describe('prefixes (PFX-01, UNK-07)', () => {
  test.for(names)('"%s" has the prefix %s', ([name, prefix]) => {
    expect(prefixOf(name)).toBe(prefix);
  });

  test('a known prefix may hold underscores; the longest counts', () => {
    expect(prefixOf('_my_lab_x', ['my_lab', 'my', 'my_lab_x'])).toBe('my_lab');
    expect(prefixOf('_my_lab_x', ['my'])).toBe('my');
  });

  const file = join(referenceFolder, '../providers/providers.json');
  test.skipIf(!existsSync(file))('the known ones are those registered (skipped without ../shared)', () => {
    const { data } = JSON.parse(readFileSync(file, 'utf8')) as { data: readonly { id: string }[] };
    expect([...knownProviderPrefixes].sort()).toEqual(data.map(({ id }) => id).sort());
  });
});

describe('identifiers (CUS-03)', () => {
  test.for(['nsites', '_exmpl_x', '_', 'a1', '__proto__'])('%s is one', (name) => {
    expect(isIdentifier(name)).toBe(true);
  });

  test.for(['', 'A', '1a', 'a-b', 'a b', 'ä', 'a\n'])('"%s" is none', (name) => {
    expect(isIdentifier(name)).toBe(false);
  });
});
