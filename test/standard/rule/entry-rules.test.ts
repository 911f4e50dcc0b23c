import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blamedProperties } from '../../../scripts/acceptance/blamed-properties.ts';
import { symmetryOperationPattern } from '../../../src/standard/index.ts';
import { faultsOf } from './faults-of.ts';

const file = { url: 'https://example.org/a.cif', name: 'a.cif' };
const trajectory = { nframes: 3 };

describe('rules of references, files, trajectories and custom entries', () => {
  it.each([
    ['references', { title: 'On Salt', year: '1913', authors: [{ name: 'A. Sample' }], doi: null }, ''],
    [
      'references',
      { last_modified: null, _exmpl_shelf: 3, title: null },
      /^reference-has-a-property address,/,
    ],
    ['references', { year: 1913 }, 'year-is-text year'],
    ['references', { authors: [{ firstname: 'A.' }] }, 'authors-have-names authors'],
    ['references', { editors: 'A. Sample' }, 'editors-have-names editors'],
    ['references', { url: 'example.org' }, 'reference-url-is-absolute? url'],
    [
      'files',
      { ...file, size: 0, media_type: 'chemical/x-cif', checksums: { sha256: 'ab', _exmpl_crc: '1' } },
      '',
    ],
    ['files', {}, 'file-has-a-url url; file-has-a-name name'],
    ['files', { ...file, url: null }, 'file-has-a-url url'],
    ['files', { ...file, url: 'a.cif' }, 'file-url-is-absolute? url'],
    ['files', { ...file, size: -1 }, 'size-is-a-number-of-bytes size'],
    ['files', { ...file, size: 1.5 }, 'size-is-a-number-of-bytes size'],
    ['files', { ...file, media_type: 'cif' }, 'media-type-is-well-formed media_type'],
    ['files', { ...file, media_type: 'text/plain; charset=utf-8' }, ''],
    ['files', { ...file, checksums: { crc32: '1' } }, 'checksums-are-texts-by-algorithm checksums'],
    ['files', { ...file, checksums: { md5: 1 } }, 'checksums-are-texts-by-algorithm checksums'],
    ['files', { ...file, checksums: [] }, 'checksums-are-texts-by-algorithm checksums'],
    [
      'files',
      { ...file, mtime: 'yesterday', version: 2 },
      'version-is-text version; mtime-is-a-timestamp mtime',
    ],
    [
      'trajectories',
      { ...trajectory, reference_frames: [0, 2], nsites: [5], elements: [['H'], ['H'], ['H']] },
      '',
    ],
    ['trajectories', {}, 'nframes-is-a-positive-count nframes'],
    ['trajectories', { nframes: 0 }, 'nframes-is-a-positive-count nframes'],
    [
      'trajectories',
      { ...trajectory, reference_frames: [3] },
      'reference-frames-are-frames reference_frames',
    ],
    ['trajectories', { ...trajectory, nsites: [5, 5] }, 'frame-lists-span-all-frames nsites,nframes'],
    ['_exmpl_things', { last_modified: null, _exmpl_color: 'red' }, ''],
    ['_exmpl_things', { color: 'red' }, 'attribute-names-are-standard-or-prefixed color'],
  ] as const)('%s %j', (type, attributes, expected) => {
    if (expected instanceof RegExp) expect(faultsOf(type, attributes)).toMatch(expected);
    else expect(faultsOf(type, attributes)).toBe(expected);
  });
});

const shared = join(import.meta.dirname, '../../../../shared/reference');

describe.skipIf(!existsSync(shared))('the reference’s data (skipped where ../shared is absent)', () => {
  type Document = Record<string, unknown>;
  const read = (name: string): Document[] =>
    JSON.parse(readFileSync(join(shared, 'python-tools/models', name), 'utf8'));

  /** The attributes of a flat document, renamed as the reference's test configuration says. */
  function attributesOf(document: Document): Document {
    const { _id, id, type, task_id, chemsys, band_gap, pretty_formula, formula_anonymous, ...rest } =
      document;
    const { last_modified } = document as { last_modified: string | { $date: string } };
    return {
      ...(type === 'references' ? {} : { chemical_formula_anonymous: formula_anonymous ?? null }),
      ...(pretty_formula === undefined
        ? {}
        : { chemical_formula_descriptive: pretty_formula, chemical_formula_reduced: pretty_formula }),
      ...rest,
      // The references are older than the rule that a timestamp has an offset.
      last_modified: typeof last_modified === 'string' ? `${last_modified}Z` : last_modified.$date,
    };
  }

  it.each(blamedProperties.map((property, index) => ({ index, property })))(
    'finds the fault of bad structure $index in $property',
    ({ index, property }) => {
      const faults = faultsOf('structures', attributesOf(read('test_bad_structures.json')[index]!));
      expect(faults.split(/[ ,;]/)).toContain(property);
    },
  );

  it('knows all bad structures', () => {
    expect(read('test_bad_structures.json').length).toBe(blamedProperties.length);
  });

  it.each([0, 1, 2, 3, 4, 5, 6])('finds no fault in good structure %i', (index) => {
    expect(faultsOf('structures', attributesOf(read('test_good_structures.json')[index]!))).toBe('');
  });

  it.each([0, 1, 2])('finds no fault in good reference %i', (index) => {
    expect(faultsOf('references', attributesOf(read('test_good_references.json')[index]!))).toBe('');
  });

  it('takes for symmetry operations what the standard’s list says', () => {
    const lines = readFileSync(join(shared, 'optimade/tokens/symops.lst'), 'utf8')
      .split('\n')
      .filter(Boolean);
    const pattern = new RegExp(symmetryOperationPattern);
    expect([lines.length, lines.filter((line) => pattern.test(line)).length]).toEqual([5511, 3873]);
  });
});
