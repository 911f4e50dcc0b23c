// Whatever the bytes are, the reader tells what is wrong and comes to an end.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crystal, read } from './cif-text.ts';

const text = Buffer.from(
  `#\\#CIF_2.0\ndata_a\n_publ_section_title\n;\n A title\n;
_journal_year '1999'\n_chemical_formula_sum "C4 H8"
_x [1 {'a':"""b"""} '''c''']\n${crystal(
    'C1 .1 .2 .3 .5 A 1 0\nC2 .2(3) ? .3 0.5 A 2 d\nO3 1/3 2/3 0 1 . -1 2',
    {
      columns: `_atom_site_occupancy _atom_site_disorder_assembly _atom_site_disorder_group
         _atom_site_attached_hydrogens`,
      header: "_symmetry_space_group_name_H-M 'P -1' save_f _a 1 save_",
      symmetry: 'x,y,z;-x,1/2-y,-z',
    },
  )}`,
);

/** What any reading is, whatever was read. */
function expectReading(bytes: Uint8Array): void {
  const { findings, faults } = read(bytes);
  expect(findings.length + faults.length).toBeGreaterThan(0);
  for (const fault of faults) expect(fault.line).toBeGreaterThan(0);
  for (const { content } of findings) {
    if (content.kind !== 'structure') throw new Error('a reference');
    for (const { position } of content.structure.sites) expect(position.every(Number.isFinite)).toBe(true);
  }
}

test('a text cut off anywhere', () => {
  for (let length = 0; length <= text.length; length += 3) expectReading(text.subarray(0, length));
});

test('a text with other bytes in it', () => {
  const change = fc.tuple(fc.nat(text.length - 1), fc.integer({ min: 0, max: 255 }));
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
      const bytes = Buffer.from(text);
      for (const [at, byte] of changes) bytes[at] = byte;
      expectReading(bytes);
    }),
    { numRuns: 300 },
  );
});

test('words of the format in any order', () => {
  const word = fc.constantFrom(
    ...[
      'data_a',
      'loop_',
      'save_',
      'global_',
      'stop_',
      '_cell_length_a',
      '_atom_site_fract_x',
      '_atom_site_label',
    ],
    ...[
      '_atom_site_fract_y',
      '_atom_site_fract_z',
      '_symmetry_equiv_pos_as_xyz',
      '_cell_length_b',
      '_cell_length_c',
    ],
    ...[
      '0',
      '5',
      "'x,y,z'",
      "'",
      '"',
      '\n;',
      '[',
      ']',
      '{',
      '?',
      '.',
      '#',
      '\n',
      '__proto__',
      '_constructor',
    ],
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), fc.boolean(), (words, isVersion2) => {
      expectReading(Buffer.from((isVersion2 ? '#\\#CIF_2.0\n' : '') + words.join(' ')));
    }),
    { numRuns: 500 },
  );
});

// Each of them would take minutes in a reader whose time grows with the square of what it reads.
describe('much of one thing', () => {
  const count = 50_000;

  test.each<[name: string, text: string]>([
    ['lists on one line', `#\\#CIF_2.0\ndata_a _x ${'[1] '.repeat(count)}`],
    ['lists without end', `#\\#CIF_2.0\ndata_a _x ${'['.repeat(count)}`],
    ['quotes on one line', `data_a _x ${"'a' ".repeat(count)}`],
    ['quotes without end', `data_a\n${"_x 'a\n".repeat(count)}`],
    ['quotes that do not end the text', `data_a _x '${"a'b".repeat(count)}`],
    ['text fields', `data_a\n${'_x\n;a\n;\n'.repeat(count)}`],
    ['comments on one line', `data_a ${'#'.repeat(count)}`],
    ['blocks', 'data_a\n'.repeat(count)],
    ['blocks of one name with atoms', crystal('Na 0 0 0').repeat(500)],
    ['global sections', 'global_ _cell_length_a 3 '.repeat(count)],
    ['loops', `data_a ${'loop_ _cell_x 1 '.repeat(count)}`],
    ['tags in a loop', `data_a loop_ ${'_cell_x '.repeat(count)} 1`],
    ['tags', `data_a ${Array.from({ length: count }, (_, index) => `_cell_${index} 1`).join(' ')}`],
    ['a tag again and again', `data_a ${'_cell_x 1 _cell_x 2 '.repeat(count)}`],
    ['save frames', `data_a ${'save_x '.repeat(count)}`],
    ['atoms at one place', crystal('Na 0 0 0\n'.repeat(20_000))],
    [
      'atoms of every kind at one place',
      crystal(Array.from({ length: 20_000 }, (_, i) => `M${i} 0 0 0\n`).join('')),
    ],
    [
      'atoms within 1 Å',
      crystal(Array.from({ length: 20_000 }, (_, i) => `Na ${i / 1e5} 0 ${(i % 100) / 1e3}\n`).join('')),
    ],
    ['reflections', `${crystal('Na 0 0 0')}loop_ _refln_index_h _refln_index_k\n${'1 2\n'.repeat(count)}`],
    [
      'operations',
      crystal('Na .1 .2 .3', {
        symmetry: Array.from({ length: 20_000 }, (_, i) => `x+${i}/20000,y,z`).join(';'),
      }),
    ],
  ])('%s', (_, much) => {
    expectReading(Buffer.from(much));
  });
});
