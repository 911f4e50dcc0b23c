// Files by the thousand that are broken at one place each in a way of its own: the report has few groups of them, and
// nothing in it steers a terminal.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { steeringCharacters } from '../../src/base/index.ts';
import { structureOfNode } from '../../src/ingest/reader/aiida/structure-node.ts';
import { formatTable } from '../../src/ingest/reader/format/format-table.ts';
import { parseElement } from '../../src/ingest/reader/parse-element.ts';
import { ReportCollector } from '../../src/ingest/report.ts';
import { cif, pymatgen } from './dataset/dataset-scene.ts';

const symmetry = "loop_\n_symmetry_equiv_pos_as_xyz\n'x,y,z'\n";
const samples: { readonly [format in keyof typeof formatTable]: string } = {
  cif: cif('H', 'x', symmetry),
  xyz: '2\nLattice="3 0 0 0 3 0 0 0 3" Properties=species:S:1:pos:R:3\nFe 0 0 1\nO 1 1 1\n',
  poscar: 'Fe O\n1.0\n3 0 0\n0 3 0\n0 0 3\nFe O\n1 1\nDirect\n0 0 0\n.5 .5 .5\n',
  pymatgen: JSON.stringify(pymatgen('H')),
  ase: '{"1": {"numbers": [26, 8], "positions": [[0, 0, 0], [1, 1, 1]]}, "ids": [1], "nextid": 2}',
  bibtex: '@misc{key, title = {T}, year = 2020, note = "n"}\n@misc{other, title = {U}}\n',
  csl: '[{"id": "a", "type": "book", "title": "T"}, {"id": "b", "type": "book", "title": "U"}]',
};
const readers = {
  ...Object.fromEntries(
    Object.entries(formatTable).map(([format, read]) => [
      format,
      (text: string) =>
        read({ bytes: Buffer.from(text), line: 1, index: 0 }, { path: 'file' }).faults.map(
          ({ problem }) => problem,
        ),
    ]),
  ),
  aiida: (text: string) => {
    const element = parseElement(Buffer.from(text));
    const structure = typeof element === 'string' ? element : structureOfNode(element.value);
    return typeof structure === 'string' ? [structure] : [];
  },
};
const node = {
  kinds: [{ name: 'H', symbols: ['H'], weights: [1] }],
  sites: [{ position: [0, 0, 0], kind_name: 'H' }],
};
const texts: Readonly<Record<string, string>> = { ...samples, aiida: JSON.stringify(node) };

/** Something else where a word, a number or a mark stood. */
const spoilt = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
  fc.constantFrom(
    '\u001b[31m',
    '\u009b1m',
    '\u202e',
    '"',
    '\\',
    '{"a":"b',
    '1e400',
    '-5',
    '{',
    ']',
    'true',
    'null',
  ),
  fc.double().map(String),
);

describe('faults of many files', () => {
  test.each(Object.entries(readers))('of %s come in few groups, fit for a terminal', (format, read) => {
    const words = [...texts[format]!.matchAll(/[^\s"{}[\],=:]+/g)];
    const change = fc.tuple(fc.nat(words.length - 1), spoilt);
    const report = new ReportCollector();
    for (const [at, text] of fc.sample(change, { seed: 1, numRuns: 1_500 })) {
      const { 0: word, index } = words[at]!;
      const sample = texts[format]!;
      for (const problem of read(sample.slice(0, index) + text + sample.slice(index + word.length))) {
        expect(problem.replace(steeringCharacters, '')).toBe(problem);
        report.addFileIssue({ kind: 'file-issue', code: 'part-unreadable', file: 'file', line: 1, problem });
      }
    }
    const { issues, counts } = report.finish({ source: '', format, prefix: 'x' });
    expect(counts.error).toBeGreaterThan(10);
    const told = issues.map(({ examples }) => examples[0]!.detail);
    expect(told.length, told.join('\n')).toBeLessThan(25);
  });
});
