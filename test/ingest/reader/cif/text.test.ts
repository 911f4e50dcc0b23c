// What CIFs tell beside structures: properties, publications, and the markup of their texts.
import { describe, expect, test } from 'vitest';
import { cifProperties } from '../../../../src/ingest/reader/cif/cif-properties.ts';
import { cleanText } from '../../../../src/ingest/reader/cif/clean-text.ts';
import { crystal, read, readOne } from './cif-text.ts';

const withHeader = (header: string) => readOne(crystal('Na 0 0 0', { header }));

describe('text', () => {
  test.each<[text: string, clean: string]>([
    ['  two\n  lines ', 'two lines'],
    ['M\\"uller, Andr\\\'e', 'Müller, André'],
    ['\\a-Fe~2~O~3~', 'α-Fe2O3'],
    ['Ca^2+^', 'Ca2+'],
    ['Sm\\/orgrav, \\%Aberg', 'Smørgrav, Åberg'],
    ['25\\%C', '25°C'],
    ['Metal&#x2212;Organic &#38; more', 'Metal−Organic & more'],
    ['&#xD800; &#9999999;', '&#xD800; &#9999999;'],
    ['a ~ b ^ c', 'a ~ b ^ c'],
    ['C:\\\\path', 'C:\\πath'],
    ['plain', 'plain'],
  ])('%j', (text, clean) => {
    expect(cleanText(text)).toBe(clean);
  });
});

describe('properties', () => {
  test.each<[name: string, header: string, properties: object]>([
    [
      'names',
      "_chemical_name_mineral Rutile _chemical_name_systematic 'titanium dioxide'",
      { mineral_name: 'Rutile', chemical_name: 'titanium dioxide' },
    ],
    [
      'numbers with uncertainties',
      '_diffrn_ambient_temperature 293(2) _cell_volume 120.0(1)',
      { temperature: 293, cell_volume: 120 },
    ],
    ['whole numbers', '_cell_formula_units_Z 4', { formula_units: 4 }],
    ['numbers that are not whole', '_cell_formula_units_Z 4.5', {}],
    [
      'the first tag that is known',
      '_diffrn_ambient_temperature ? _cell_measurement_temperature 100',
      { temperature: 100 },
    ],
    ['words where a number belongs', "_diffrn_ambient_temperature 'room temperature'", {}],
    [
      'codes',
      `_cod_database_code 1000001 _database_code_ICSD 9839 _database_code_CSD ABCDEF01
       _amcsd_database_code AMCSD#0000018`,
      { cod_id: '1000001', icsd_id: '9839', csd_id: 'ABCDEF01', amcsd_id: '0000018' },
    ],
    ['what is unknown in quotes', "_chemical_name_systematic ' ?' _exptl_crystal_colour '.'", {}],
  ])('%s', (_, header, properties) => {
    expect(withHeader(header).properties).toEqual(properties);
  });

  test('have names that fit and tags that are looked up as they are read', () => {
    for (const { name, tags, description } of cifProperties) {
      expect(name).toMatch(/^[a-z][a-z_]*$/);
      expect(tags.every((tag) => /^_[a-z0-9_-]+$/.test(tag))).toBe(true);
      expect(description).toMatch(/\.$/);
    }
    expect(new Set(cifProperties.map(({ name }) => name)).size).toBe(cifProperties.length);
  });

  test.each(cifProperties)('$name is read by each of its tags', ({ name, tags, type }) => {
    for (const tag of tags) {
      const { properties } = withHeader(`${tag} 7`);
      expect(properties[name]).toBe(type === 'string' ? '7' : 7);
    }
  });
});

describe('publications', () => {
  const article = `_publ_section_title
;
On the structure
of table salt
;
_journal_name_full 'Journal of Worked Examples' _journal_volume 42 _journal_issue 3 _journal_year 1913
_journal_page_first 101 _journal_page_last 117 loop_ _publ_author_name 'Sample, Ada' 'Khan A A' 'Anonymous'`;

  test('an article with its authors', () => {
    expect(withHeader(article).references).toEqual([
      {
        id: expect.stringMatching(/^journal-of-worked-examples-42-1913-101-[0-9a-f]{8}$/),
        attributes: {
          authors: [
            { name: 'Ada Sample', lastname: 'Sample', firstname: 'Ada' },
            { name: 'A A Khan', lastname: 'Khan', firstname: 'A A' },
            { name: 'Anonymous' },
          ],
          title: 'On the structure of table salt',
          journal: 'Journal of Worked Examples',
          volume: '42',
          number: '3',
          year: '1913',
          pages: '101--117',
          bib_type: 'article',
        },
      },
    ]);
  });

  test.each<[name: string, header: string, id: RegExp | undefined]>([
    ['by DOI', '_journal_paper_doi 10.1021/JP102463P', /^10\.1021\/jp102463p$/],
    [
      'by DOI behind a resolver',
      '_journal_paper_doi https://doi.org/10.1021/jp102463p',
      /^10\.1021\/jp102463p$/,
    ],
    [
      'by title',
      "_publ_section_title 'Red rutile' _publ_author_name 'Sample, Ada'",
      /^ada-sample-red-rutile-[0-9a-f]{8}$/,
    ],
    ['by title in other letters', "_publ_section_title '食塩'", /^[0-9a-f]{8}$/],
    ['not by authors alone', "_publ_author_name 'Sample, Ada'", undefined],
    ['not by what is unknown', "_journal_name_full ? _publ_section_title '?'", undefined],
  ])('are found %s', (_, header, id) => {
    const { references } = withHeader(header);
    expect(references.map((reference) => reference.id)).toEqual(
      id === undefined ? [] : [expect.stringMatching(id)],
    );
  });

  test('have one id, however a file spells them', () => {
    const [one, other] = [article, article.toUpperCase()].map(
      (header) => withHeader(header).references[0]!.id,
    );
    expect(one).toBe(other);
  });

  test('of a list of citations, without those about methods', () => {
    const { references } =
      withHeader(`loop_ _citation.id _citation.title _citation.journal_abbrev _citation.journal_volume
      _citation.page_first _citation.year _citation.pdbx_database_id_DOI _citation.coordinate_linkage
      primary 'Red rutile' 'J. Ex.' 1 2 1999 10.1000/182 yes
      2 'A program' 'J. Soft.' 3 4 2001 ? no
      loop_ _citation_author.citation_id _citation_author.name primary 'Sample, A.' 2 'Other, B.'`);
    expect(references).toEqual([
      {
        id: '10.1000/182',
        attributes: {
          authors: [{ name: 'A. Sample', lastname: 'Sample', firstname: 'A.' }],
          title: 'Red rutile',
          journal: 'J. Ex.',
          volume: '1',
          year: '1999',
          pages: '2',
          doi: '10.1000/182',
          bib_type: 'article',
        },
      },
    ]);
  });

  test('are those of the block, else of a block that speaks for all', () => {
    const shared = 'data_global _journal_paper_doi 10.1000/1\n';
    const text =
      shared + crystal('Na 0 0 0') + crystal('K 0 0 0', { header: '_journal_paper_doi 10.1000/2' });
    expect(read(text).findings.map(({ references }) => references.map(({ id }) => id))).toEqual([
      ['10.1000/1'],
      ['10.1000/2'],
    ]);
  });
});
