import { describe, expect, test } from 'vitest';
import type { RawEntry } from '../../../../src/ingest/reader/source-record.ts';
import type { Contents } from '../dataset-scene.ts';
import { atom, cif, entriesOf, issuesOf, planOf, pymatgen, readAll, selection } from '../dataset-scene.ts';

const work = (key: string, more = '') => `@misc{${key}, title = {Work ${key}}${more}}\n`;
const bibliography = work('Key', ', doi = {10.1000/ABC}') + work('other');
const literature = Array.from({ length: 30 }, (_, index) => work(`k${index}`)).join('');
const cites = (doi: string) => `_journal_paper_doi '${doi}'`;

function relatedTo({ relationships }: RawEntry): string[] {
  const { references } = (relationships ?? {}) as { references?: { data: { type: string; id: string }[] } };
  return (references?.data ?? []).map(({ id }) => id);
}

/** Entries in a line each: type, id, the publications that they are related to, properties of their own. */
function brief(entry: RawEntry): string {
  const { type, id, attributes } = entry;
  const own = Object.keys(attributes).filter((name) => name.startsWith('_p_'));
  const properties = own.map((name) => ` ${name}=${JSON.stringify(attributes[name])}`).join('');
  return `${type} ${id} → ${relatedTo(entry)}${properties}`;
}

async function read(contents: Contents): Promise<string[]> {
  return entriesOf(await readAll(contents)).map(brief);
}

/** Without the works of the bibliography. */
async function structures(contents: Contents): Promise<string[]> {
  return (await read(contents)).filter((line) => !line.startsWith('references'));
}

const two = { 'a.cif': cif('H'), 'b.cif': cif('O') };

describe('citations in structure files', () => {
  test('become entries, each once', async () => {
    const citing = {
      'a.cif': cif('H', 'x', cites('10.1000/ABC')),
      'b.cif': cif('O', 'y', cites('10.1000/abc')),
      'c.cif': cif('C'),
    };
    const records = await readAll(citing);
    expect(entriesOf(records).map(brief)).toEqual([
      'references 10.1000/abc → ',
      'structures a → 10.1000/abc',
      'structures b → 10.1000/abc',
      'structures c → ',
    ]);
    expect(entriesOf(records)[0]?.attributes.doi).toBe('10.1000/ABC');
  });

  test('are those works of the bibliography that have their DOI', async () => {
    const contents = {
      'a.cif': cif('H', 'x', cites('10.1000/abc')),
      'b.cif': cif('O'),
      'refs.bib': bibliography,
    };
    expect(await read(contents)).toEqual([
      'references Key → ',
      'references other → ',
      'structures a → Key',
      'structures b → Key,other',
    ]);
  });

  test('stand beside what the data share', async () => {
    const contents = { 'a.cif': cif('H', 'x', cites('10.1000/new')), 'refs.bib': bibliography };
    expect(await structures(contents)).toEqual(['structures a → 10.1000/new,Key,other']);
  });
});

describe('a bibliography beside the data', () => {
  test('of a few works is about all entries, which is told', async () => {
    const records = await readAll({ ...two, 'refs.bib': bibliography });
    expect(entriesOf(records).map(brief).slice(2)).toEqual([
      'structures a → Key,other',
      'structures b → Key,other',
    ]);
    expect(issuesOf(records)).toEqual([
      'publications-assumed the 2 publications of the bibliography are taken to be about all entries that name none themselves (2)',
    ]);
  });

  test('of many works is literature', async () => {
    const records = await readAll({ ...two, 'refs.bib': literature });
    expect(entriesOf(records).flatMap(relatedTo)).toEqual([]);
    expect(issuesOf(records)).toEqual([]);
  });

  test('may be entries of OPTIMADE JSON, which keep their relationships', async () => {
    const own = { data: [{ type: 'references', id: 'x' }] };
    const entry = { type: 'structures', id: 's', attributes: {}, relationships: { references: own } };
    const contents = {
      'structures/a.cif': cif('H'),
      'structures/s.json': JSON.stringify(entry),
      'references.jsonl': JSON.stringify({ type: 'references', id: 'K', attributes: { title: 'T' } }),
    };
    expect((await read(contents)).sort()).toEqual([
      'references K → ',
      'structures a → K',
      'structures s → x',
    ]);
  });
});

describe('publications that are named', () => {
  test.each<[name: string, cell: string, expected: string]>([
    ['by a key', 'other', 'other'],
    ['by several', 'other; key', 'other,Key'],
    ['by several between blanks', 'Key other', 'Key,other'],
    ['by a DOI of the bibliography', 'https://doi.org/10.1000/abc', 'Key'],
    ['by a DOI that is new', 'other;doi:10.1234/New', 'other,10.1234/new'],
    ['in prose', 'Sample et al.; Key', ' _p_references="Sample et al.; Key"'],
    ['by nothing', '', ''],
  ])('in a table: %s', async (_, cell, expected) => {
    const contents = { ...two, 'refs.bib': bibliography, 't.csv': `id,references\na,"${cell}"\nb,Key\n` };
    expect(await structures(contents)).toEqual([`structures a → ${expected}`, 'structures b → Key']);
  });

  test('by what nobody knows: told, and the rest related', async () => {
    const table = 'id,Reference\na,Key;nobody\nb,none\n';
    const records = await readAll({ ...two, 'refs.bib': bibliography, 't.csv': table });
    const [a, b] = entriesOf(records).slice(2);
    expect([a, b].map((entry) => brief(entry!))).toEqual([
      'structures a → Key _p_Reference="Key;nobody"',
      'structures b →  _p_Reference="none"',
    ]);
    expect([a, b].map((entry) => entry!.remarks.map(({ code, message }) => `${code}: ${message}`))).toEqual([
      ['publication-unknown: "Reference" names what no bibliography has: "nobody".'],
      ['publication-unknown: "Reference" names what no bibliography has: "none".'],
    ]);
  });

  test('by a DOI alone become entries, each once, and the property stays', async () => {
    const table = 'id,DOI\na,10.1234/A\nb,https://doi.org/10.1234/a\nc,unpublished\n';
    expect(await read({ ...two, 'c.cif': cif('C'), 't.csv': table })).toEqual([
      'references 10.1234/a → ',
      'structures a → 10.1234/a _p_DOI="10.1234/A"',
      'structures b → 10.1234/a _p_DOI="https://doi.org/10.1234/a"',
      'structures c →  _p_DOI="unpublished"',
    ]);
  });

  test('in files of structures', async () => {
    const rows = { ids: [1], nextid: 2, 1: { numbers: [1], positions: [[0, 0, 0]] } };
    const contents = {
      'a.xyz': atom('H', 'references="Key;other" energy=1'),
      'b.json': JSON.stringify(pymatgen('H', { data: { doi: '10.1000/abc' } })),
      'c.json': JSON.stringify({ ...rows, 1: { ...rows[1], key_value_pairs: { reference: 'other' } } }),
      'd.xyz': atom('H'),
      'refs.bib': bibliography,
    };
    expect((await structures(contents)).sort()).toEqual([
      'structures a.xyz → Key,other _p_energy=1',
      'structures b.json → Key _p_doi="10.1000/abc"',
      expect.stringMatching(/^structures c\.json.* → other$/),
      'structures d.xyz → Key,other',
    ]);
  });

  test('under a declared name, which stays a property', async () => {
    const properties = [{ name: 'reference', aliases: ['source'] }];
    const files = [{ file: '', matches: ['*.xyz'] }];
    const bib = selection({ entryType: 'references', files: [{ file: 'refs.bib' }] });
    const plan = planOf({ selections: [selection({ files, properties }), bib] });
    const contents = { 'a.xyz': atom('H', 'source=other'), 'refs.bib': bibliography };
    const entries = entriesOf(await readAll(contents, plan)).map(brief);
    expect(entries.at(-1)).toBe('structures a → other _p_reference="other"');
  });
});
