// What stands in a CIF, by the grammar of versions 1.1 and 2.0 and by what programs make of it.
import { describe, expect, test } from 'vitest';
import { FaultList } from '../../../../src/ingest/reader/cif/fault-list.ts';
import { parseCif } from '../../../../src/ingest/reader/cif/parse-cif.ts';
import { crystal, read, readOne } from './cif-text.ts';

function parse(text: string) {
  const faults = new FaultList();
  return { blocks: parseCif(text, 1, faults), faults: faults.faults };
}

const tag = '_chemical_name_common';

describe('a value', () => {
  test.each<[name: string, text: string, value: string | undefined]>([
    ['bare', `${tag} rutile`, 'rutile'],
    ['with a sign of comments in it', `${tag} a#b`, 'a#b'],
    ['with a comment behind', `${tag} rutile # red`, 'rutile'],
    ['on the next line', `${tag}\n\n  rutile`, 'rutile'],
    ['in single quotes', `${tag} 'red rutile'`, 'red rutile'],
    ['in double quotes', `${tag} "red rutile"`, 'red rutile'],
    ['with its quote inside', `${tag} 'N'chwaning 2 mine'`, "N'chwaning 2 mine"],
    ['with a quote at its end', `${tag} O5'`, "O5'"],
    ['empty', `${tag} ''`, ''],
    ['unknown', `${tag} ?`, undefined],
    ['inapplicable', `${tag} .`, undefined],
    ['a question mark in quotes', `${tag} '?'`, '?'],
    ['a text field', `${tag}\n;red\nrutile\n;`, 'red\nrutile'],
    ['a text field on the line of the tag is none', `${tag} ;red`, ';red'],
    ['a text field with semicolons inside', `${tag}\n;a ; b\n ;c\n;`, 'a ; b\n ;c'],
    ['a text field with folded lines', `${tag}\n;\\\nred \\\nrutile\n;`, 'red rutile'],
    ['a keyword in quotes', `${tag} 'loop_'`, 'loop_'],
    ['a keyword with more behind', `${tag} loop_the_loop`, 'loop_the_loop'],
    ['behind a tag in capitals', `${tag.toUpperCase()} rutile`, 'rutile'],
    ['behind a tag with a dot', '_chemical_name.common rutile', 'rutile'],
    ['brackets of version 1', `${tag} [a`, '[a'],
  ])('%s', (_, text, value) => {
    const { blocks, faults } = parse(`data_a\n${text}\n`);
    expect(blocks[0]!.text(tag)).toBe(value);
    expect(faults).toEqual([]);
  });

  test.each<[name: string, text: string, value: string]>([
    ['in three single quotes', `${tag} '''a 'b' "c"\nd'''`, `a 'b' "c"\nd`],
    ['in three double quotes', `${tag} """a"b"""`, 'a"b'],
    ['a list', `${tag} [1 'b]' [2 3]]`, "[1 'b]' [2 3]]"],
    ['a table', `${tag} {'a':1 "}":"""}""" }`, `{'a':1 "}":"""}""" }`],
    ['a list with a text field', `${tag} [\n;]\n; ]`, '[\n;]\n; ]'],
    ['a list with a comment', `${tag} [1 # ]\n2]`, '[1 # ]\n2]'],
  ])('of version 2: %s', (_, text, value) => {
    const { blocks, faults } = parse(`#\\#CIF_2.0\ndata_a\n${text}\n_cell_length_a 3\n`);
    expect(blocks[0]!.text(tag)).toBe(value);
    expect(blocks[0]!.item('_cell_length_a')).toEqual({ value: '3', line: 3 + value.split('\n').length });
    expect(faults).toEqual([]);
  });
});

describe('the structure of a file', () => {
  test.each<[name: string, text: string, names: string[]]>([
    ['blocks', 'data_a\ndata_b', ['a', 'b']],
    ['keywords in any case', 'DATA_a\nLoOp_\n_cell_x\n1\nData_b', ['a', 'b']],
    ['items before the first block', `${tag} x`, ['']],
    ['a block without name', 'data_', ['']],
    ['a global section', 'global_ _cell_x 1\ndata_a', ['global', 'a']],
    ['nothing', '# nothing', []],
  ])('%s', (_, text, names) => {
    expect(parse(text).blocks.map(({ name }) => name)).toEqual(names);
  });

  test('what is global holds where a block says nothing of its own', () => {
    const { blocks } = parse(`global_ ${tag} x _cell_length_a 1 data_a ${tag} y data_b _cell_length_a 2`);
    expect(blocks.map((block) => [block.text(tag), block.text('_cell_length_a')])).toEqual([
      ['x', '1'],
      ['y', '1'],
      ['x', '2'],
    ]);
  });

  test('save frames are not part of their block', () => {
    const { blocks } = parse(`data_a save_x ${tag} frame loop_ _cell_x 1 2 save_ ${tag} block`);
    expect(blocks.map((block) => [block.text(tag), block.column('_cell_x')])).toEqual([['block', []]]);
  });

  test('loops end at tags, keywords and the end', () => {
    const { blocks } = parse('data_a loop_ _cell_x _cell_y 1 2 3 4 stop_ loop_ _cell_z 5 6 _cell_w 7');
    expect(['_cell_x', '_cell_y', '_cell_z', '_cell_w'].map((name) => blocks[0]!.column(name))).toEqual([
      ['1', '3'],
      ['2', '4'],
      ['5', '6'],
      ['7'],
    ]);
  });
});

describe('what breaks the grammar is told with its line, and the rest is read', () => {
  test.each<[name: string, text: string, line: number, problem: string, value: string | undefined]>([
    [
      'a quote without end',
      `${tag} 'red rutile\n_cell_x 1`,
      2,
      'no end of the quotation "red rutile"',
      'red rutile',
    ],
    ['a text without end', `${tag}\n;red\nrutile`, 3, 'no end of the text', 'red\nrutile'],
    ['a tag without value', `${tag}\n_cell_x 1`, 2, `no value behind "${tag}"`, undefined],
    ['a value without tag', `_cell_x 1 2 3\n${tag} red`, 2, 'a value without a tag, "2"', 'red'],
    ['two values', `${tag} red\n${tag} blue`, 3, '"red" and "blue"; the first one is taken', 'red'],
    ['a loop without tags', `loop_\n${tag} red loop_ 1`, 3, 'a loop without tags', 'red'],
  ])('%s', (_, text, line, problem, value) => {
    const { blocks, faults } = parse(`data_a\n${text}\n`);
    expect(blocks[0]!.text(tag)?.trim()).toBe(value);
    expect(faults[0]).toEqual({ line, problem: expect.stringContaining(problem) });
  });

  test('a value that stands twice is no fault, nor is one that was unknown', () => {
    const { blocks, faults } = parse(`data_a ${tag} ? ${tag} red ${tag} red ${tag} ?`);
    expect([blocks[0]!.text(tag), faults]).toEqual(['red', []]);
  });

  test.each<[name: string, rows: string, kept: string[], line: number]>([
    ['the end', 'Na 0 0 0\nCl 0 0 .5\nF 0', ['Na', 'Cl'], 20],
    ['a line in the middle', 'Na 0 0 0\nCl 0 0\nF 0 .5 0\nBr .5 0 0', ['Na', 'F', 'Br'], 19],
    ['words in a line', 'Na 0 0 0\nCl 0 0 .5 as guessed\nF 0 .5 0', ['Na', 'F'], 19],
    ['rows over several lines', 'Na 0\n0 0\nCl 0\n0 .5\nF 0', ['Na', 'Cl'], 22],
  ])('a loop that %s does not fill keeps its complete rows', (_, rows, kept, line) => {
    const { findings, faults } = read(crystal(rows));
    const [content] = findings.map((finding) => finding.content);
    expect(content).toMatchObject({
      structure: { sites: kept.map((symbol) => ({ occupants: [{ symbol, concentration: 1 }] })) },
    });
    expect(faults).toEqual([{ line, problem: expect.stringContaining(`${kept.length} rows are kept`) }]);
  });
});

describe('bytes', () => {
  const text = crystal('Na 0 0 0', { header: "_chemical_name_mineral 'Sphä'" });

  test.each<[name: string, bytes: Uint8Array]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
    ['Latin-1', Buffer.from(text, 'latin1')],
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['lines of Windows', Buffer.from(text.replaceAll('\n', '\r\n'))],
    ['lines of old Macintoshes', Buffer.from(text.replaceAll('\n', '\r'))],
    ['zeros at the end', Buffer.from(`${text}\n\0\0`)],
  ])('%s', (_, bytes) => {
    const finding = readOne(bytes);
    expect(finding.properties).toMatchObject({ mineral_name: 'Sphä' });
    expect(finding.structure.sites).toHaveLength(1);
  });

  test.each<[name: string, bytes: Uint8Array, problem: string]>([
    ['no bytes', Buffer.alloc(0), 'holds no data block'],
    [
      'other bytes',
      Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2, 3, 200]),
      'holds bytes that are no text',
    ],
    [
      'HTML',
      Buffer.from('<html><body>404</body></html>'),
      'has a value without a tag, "<html><body>404</body></html>"',
    ],
    ['a block without atoms', Buffer.from('data_a\n_cell_length_a 3'), 'lists no atoms with coordinates'],
  ])('%s give a fault', (_, bytes, problem) => {
    expect(read(bytes)).toEqual({ findings: [], faults: [{ line: 1, problem }] });
  });

  test('what noise has too many faults of is counted', () => {
    const noise = Array.from({ length: 100 }, (_, index) => `_cell_${index}\n`).join('');
    const { faults } = read(`data_a\n${noise}`);
    expect(faults).toHaveLength(21);
    expect(faults.at(-1)).toEqual({ line: 22, problem: 'has 80 more problems from this line on' });
  });
});
