import { describe, expect, it } from 'vitest';
import { readCsl } from '../../../../src/ingest/reader/bibliography/read-csl.ts';
import type { Reading } from '../../../../src/ingest/reader/format/format-reader.ts';

function read(value: unknown): Reading {
  const bytes = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
  return readCsl({ bytes, line: 1, index: 0 }, { path: 'refs.json' });
}

const article = {
  id: 'sample2020',
  type: 'article-journal',
  title: 'On <i>table</i> salt, NaCl<sub>1</sub>',
  author: [
    { family: 'Sample', given: 'Ada' },
    { family: 'Beethoven', given: 'Ludwig', 'non-dropping-particle': 'van' },
    { literal: 'The Team' },
    { family: 'Plato' },
    {},
  ],
  'container-title': 'Journal of Worked Examples',
  issued: { 'date-parts': [[2020, 5, 1]] },
  volume: 42,
  issue: '3',
  page: '101-117',
  DOI: 'https://doi.org/10.1000/ABC',
  URL: 'https://example.org',
  abstract: 'Salt.',
  custom: { a: 1 },
};

describe('readCsl', () => {
  it('makes references of a list', () => {
    const { findings, faults } = read([article]);
    expect(faults).toEqual([]);
    const [finding] = findings;
    expect(finding).toMatchObject({ id: 'sample2020', part: 'sample2020', line: 1 });
    expect({ ...finding!.properties }).toEqual({ abstract: 'Salt.' });
    expect(finding!.content).toMatchObject({ kind: 'reference' });
    expect(finding!.content).toEqual({
      kind: 'reference',
      attributes: expect.objectContaining({
        bib_type: 'article',
        title: 'On table salt, NaCl1',
        authors: [
          { name: 'Ada Sample', firstname: 'Ada', lastname: 'Sample' },
          { name: 'Ludwig van Beethoven', firstname: 'Ludwig', lastname: 'van Beethoven' },
          { name: 'The Team' },
          { name: 'Plato' },
        ],
        journal: 'Journal of Worked Examples',
        year: '2020',
        month: '5',
        volume: '42',
        number: '3',
        pages: '101-117',
        doi: '10.1000/ABC',
        url: 'https://example.org',
      }),
    });
  });

  it('takes books, numbers as ids, and years in words', () => {
    const { findings } = read({
      id: 7,
      type: 'chapter',
      'container-title': 'Book',
      issued: { raw: 'May 1999' },
    });
    expect(findings[0]).toMatchObject({
      id: '7',
      content: { attributes: { booktitle: 'Book', year: '1999' } },
    });
  });

  it('gives an item without an id that of its DOI', () => {
    const { findings } = read([
      { type: 'book', DOI: '10.1000/X' },
      { type: 'book', title: 'T' },
    ]);
    expect(findings.map(({ id, part }) => [id, part])).toEqual([
      ['10.1000/x', '10.1000/x'],
      [undefined, 'item-2'],
    ]);
  });

  it('tells what is no publication, and what is no JSON', () => {
    expect(read([1, article]).faults).toEqual([
      { line: 1, problem: 'is no object that describes a publication' },
    ]);
    expect(read('[').faults).toEqual([{ line: 1, problem: expect.stringContaining('is not valid JSON') }]);
  });

  it('is not shaken by hostile shapes', () => {
    const hostile =
      '{"id":{},"type":[],"author":[null,3,{"family":{}}],"issued":{"date-parts":[5]},"__proto__":{"x":1}}';
    const { findings } = read(`[${hostile}]`);
    expect(findings).toHaveLength(1);
    expect(findings[0]!.id).toBeUndefined();
  });
});
