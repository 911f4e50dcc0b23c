import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBibtex } from '../../../../src/ingest/reader/bibliography/read-bibtex.ts';
import type { Finding, Reading } from '../../../../src/ingest/reader/format/format-reader.ts';

function read(text: string | Uint8Array, line = 1): Reading {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return readBibtex({ bytes, line, index: 0 }, { path: 'refs.bib' });
}

function attributes({ content }: Finding): Readonly<Record<string, unknown>> {
  return content.kind === 'reference' ? { ...content.attributes } : {};
}

function only(text: string): Readonly<Record<string, unknown>> {
  const { findings, faults } = read(text);
  expect(faults).toEqual([]);
  expect(findings).toHaveLength(1);
  return attributes(findings[0]!);
}

describe('readBibtex', () => {
  it('makes a reference of an entry, with its key as the id', () => {
    const { findings } = read(`
@Article{Sample2020,
  author = {Sample, Ada and Example, Bert},
  title = {On the {Structure} of Table Salt},
  journal = "Journal of Worked Examples",
  year = 2020, volume = {42}, number = {3},
  pages = {101-117},
  doi = {https://doi.org/10.1000/ABC_def},
  url = {https://example.org/a\\_b},
  keywords = {salt},
  file = {/home/ada/papers/salt.pdf}
}`);
    expect(findings).toHaveLength(1);
    const [finding] = findings;
    expect(finding).toMatchObject({ line: 2, id: 'Sample2020', part: 'Sample2020' });
    expect({ ...finding!.properties }).toEqual({ keywords: 'salt' });
    expect(attributes(finding!)).toEqual({
      bib_type: 'article',
      authors: [
        { name: 'Ada Sample', firstname: 'Ada', lastname: 'Sample' },
        { name: 'Bert Example', firstname: 'Bert', lastname: 'Example' },
      ],
      title: 'On the Structure of Table Salt',
      journal: 'Journal of Worked Examples',
      year: '2020',
      volume: '42',
      number: '3',
      pages: '101--117',
      doi: '10.1000/ABC_def',
      url: 'https://example.org/a_b',
    });
  });

  const titles: readonly (readonly [string, string])[] = [
    ['{M\\"uller {\\\'e}t\\\'{e} \\c{c}a \\v Skoda \\~{n} na\\"{\\i}ve}', 'Müller été ça Škoda ñ naïve'],
    [
      "{Stra{\\ss}e, {\\O}rsted, \\o{}re, \\AA ngstr\\\"om, \\L{}\\'od\\'z}",
      'Straße, Ørsted, øre, Ångström, Łódź',
    ],
    ['{$\\alpha$-Fe$_2$O$_{3}$ at $10^{5}$ Pa}', 'α-Fe2O3 at 105 Pa'],
    [
      '{A \\& B, 5\\%, \\$3 and \\$4, a\\_b, {\\it italic} and \\emph{this}}',
      'A & B, 5%, $3 and $4, a_b, italic and this',
    ],
    ["{``Quoted'' -- and --- dashed, Phys.~Rev.}", '“Quoted” – and — dashed, Phys. Rev.'],
    ['"Nested {"quotes"} and {braces {in} braces}"', 'Nested "quotes" and braces in braces'],
    ['"one" # { two} # " three"', 'one two three'],
    ['{a\n    b\t c}', 'a b c'],
    ['{\\LaTeX\\ and \\unknown{thing}}', 'LaTeX and thing'],
  ];
  it.each(titles)('reads the text %s', (latex, text) => {
    expect(only(`@misc{k, title = ${latex}}`).title).toBe(text);
  });

  const names: readonly (readonly [string, unknown])[] = [
    ['Ada Sample', { name: 'Ada Sample', firstname: 'Ada', lastname: 'Sample' }],
    [
      'Ludwig van Beethoven',
      { name: 'Ludwig van Beethoven', firstname: 'Ludwig', lastname: 'van Beethoven' },
    ],
    [
      'van Beethoven, Ludwig',
      { name: 'Ludwig van Beethoven', firstname: 'Ludwig', lastname: 'van Beethoven' },
    ],
    [
      'King, Jr., Martin Luther',
      { name: 'Martin Luther King Jr.', firstname: 'Martin Luther', lastname: 'King Jr.' },
    ],
    ['{The Materials Team}', { name: 'The Materials Team' }],
    ['{Barnes and Noble}', { name: 'Barnes and Noble' }],
    ['Plato', { name: 'Plato' }],
    ['J.~R. Smith', { name: 'J. R. Smith', firstname: 'J. R.', lastname: 'Smith' }],
    ["Paul {\\'E}luard", { name: 'Paul Éluard', firstname: 'Paul', lastname: 'Éluard' }],
    ['Curie, Marie', { name: 'Marie Curie', firstname: 'Marie', lastname: 'Curie' }],
  ];
  it.each(names)('reads the name %s', (name, person) => {
    expect(only(`@misc{k, author = {${name}}}`).authors).toEqual([person]);
  });

  it('reads several names, and no others', () => {
    expect(
      only('@misc{k, author = {A One\n and B Two AND C Three and others}, editor = {D Four}}'),
    ).toMatchObject({
      authors: [{ name: 'A One' }, { name: 'B Two' }, { name: 'C Three' }],
      editors: [{ name: 'D Four' }],
    });
  });

  it('writes out abbreviations, in whatever case, and months', () => {
    const text = `@string{PRB = "Phys. Rev. " # "B"} @STRING(long = prb # { (old)})
@article{k, journal = prb, note = LONG, month = feb # "~5", series = nowhere}`;
    expect(only(text)).toMatchObject({
      journal: 'Phys. Rev. B',
      note: 'Phys. Rev. B (old)',
      month: 'February 5',
      series: 'nowhere',
    });
  });

  it('takes what is missing from a cross reference, before or behind', () => {
    const { findings } = read(`
@inproceedings{part, crossref = {Whole}, title = {Part}, pages = 1--2}
@proceedings{whole, title = {Whole}, year = 1999, publisher = {P}, crossref = {part}}`);
    expect(attributes(findings[0]!)).toEqual({
      bib_type: 'inproceedings',
      title: 'Part',
      booktitle: 'Whole',
      year: '1999',
      publisher: 'P',
      pages: '1--2',
      crossref: 'Whole',
    });
  });

  it('passes over comments, and reads the entries in them', () => {
    const { findings, faults } = read(`Written by ada@example.org. % @article{no
@comment{jabref-meta: databaseType:bibtex;}
@Comment this line
@preamble{"\\newcommand{\\x}{y}"}
@misc(paren, title = {T)})
@comment{
@misc{inside, title = {I}}
}`);
    expect(faults).toEqual([]);
    expect(findings.map(({ id }) => id)).toEqual(['paren', 'inside']);
  });

  const broken: readonly (readonly [string, number, string])[] = [
    ['@misc{a, title = {open\n', 1, 'brace that is not closed'],
    ['\n\n@misc{a, title = "open\n}', 3, 'no quotation mark at the end of its "title"'],
    ['@misc{a, title}', 1, 'where the name of a field and = are expected'],
    ['@misc{a, title = }', 1, 'has no value for its "title"'],
    ['@misc{a\n title = {x}}', 1, 'has no comma after its key "a"'],
    ['@misc a, title = {x}', 1, 'has no brace behind its type'],
    ['@misc{a, title = {x}', 1, 'is not closed before the next one begins'],
    [
      '@misc{good, title = {x}}\n@misc{GOOD, title = {x}}',
      2,
      'has the key "GOOD", as the entry on line 1 has',
    ],
  ];
  it.each(broken)('tells what is wrong with %j, and reads the next', (text, line, problem) => {
    const { findings, faults } = read(`${text}\n\n@misc{next, title = {N}}\n`);
    expect(faults).toEqual([{ line, problem: expect.stringContaining(problem) }]);
    expect(findings.at(-1)?.id).toBe('next');
  });

  it('knows entries without a key, hostile names and other encodings', () => {
    const { findings } = read(
      '@misc{, doi = {10.1000/X}}\n@misc{title = {T}}\n@misc{k, __proto__ = {x}, a = {b}}',
    );
    expect(findings.map(({ id, part }) => [id, part])).toEqual([
      ['10.1000/x', '10.1000/x'],
      [undefined, 'line-2'],
      ['k', 'k'],
    ]);
    expect({ ...findings[2]!.properties }).toEqual({ a: 'b' });
    expect(attributes(read(Buffer.from('@misc{k, title = {Müller}}', 'latin1')).findings[0]!).title).toBe(
      'Müller',
    );
  });

  it('never fails and takes no more than its time, whatever the text', () => {
    const piece = fc.constantFrom(
      '@',
      'misc',
      '{',
      '}',
      '"',
      ',',
      '=',
      '#',
      '\n',
      ' ',
      'a',
      '\\',
      "\\'",
      '$',
      '~',
      '(',
      ')',
      ' and ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        expect(() => read(`@misc{k, author = ${pieces.join('')}`)).not.toThrow();
        expect(() => read(pieces.join(''))).not.toThrow();
      }),
    );
    for (const text of [
      '@a{',
      '@',
      '{',
      '\n@a{b,',
      '@a{k,x={',
      '@a{k,x=y#',
      ' and ',
      '\n',
      '@a{k,author={a ',
    ]) {
      expect(read(text.repeat(200_000 / text.length)).findings.length).toBeLessThan(100_000);
    }
  });
});
