// Which symmetry a CIF states, what it makes of the atoms, and what of it is passed on.
import { describe, expect, test } from 'vitest';
import { crystal, printSite, read, readOne, sitesOf } from './cif-text.ts';

/** A block with a cell and no list of operations. */
function block(cell: string, header: string, rows = 'Na 0.11 0.24 0.37'): string {
  const names = ['length_a', 'length_b', 'length_c', 'angle_alpha', 'angle_beta', 'angle_gamma'];
  const items = cell.split(' ').map((value, index) => `_cell_${names[index]} ${value}\n`);
  const tags = 'loop_ _atom_site_label _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z';
  return `data_a\n${items.join('')}${header}\n${tags} ${rows}`;
}

const cubic = '30 30 30 90 90 90';
const hexagonal = '30 30 70 90 90 120';
const rhombohedral = '30 30 30 60 60 60';
const tag = '_symmetry_space_group_name_H-M';

describe('where symmetry is read from', () => {
  test.each<[name: string, text: string, count: number]>([
    ['a list', crystal('Na .1 .2 .3', { symmetry: 'x,y,z;-x,-y,-z' }), 2],
    ['a list, though a symbol says more', crystal('Na .1 .2 .3', { header: `${tag} 'P m m m'` }), 1],
    ['a list that repeats itself', crystal('Na .1 .2 .3', { symmetry: 'x,y,z;x+1,y,z;-x,-y,-z' }), 2],
    ['a list without the identity', crystal('Na .1 .2 .3', { symmetry: '-x,-y,-z' }), 2],
    ['a Hall symbol', block(cubic, "_space_group_name_Hall '-F 4 2 3'"), 192],
    [
      'a Hall symbol that is not known, and a symbol',
      block(cubic, `_space_group_name_Hall '?x' ${tag} 'F m -3 m'`),
      192,
    ],
    ['a Hermann-Mauguin symbol', block(cubic, `${tag} 'P 21 3'`), 12],
    ['an old one', block(cubic, `${tag} 'F d 3 m'`), 192],
    ['one with its setting', block(cubic, `${tag} 'F d -3 m :1'`), 192],
    ['one with words', block(hexagonal, `${tag} 'R 3 c {rhombohedral axes}'`), 18],
    ['a number', block(cubic, '_space_group_IT_number 205'), 24],
    ['a number as a word', block(cubic, `${tag} ? _symmetry_Int_Tables_number '205'`), 24],
    ['nothing', block(cubic, ''), 1],
    ['R on hexagonal axes', block(hexagonal, `${tag} 'R -3 m'`), 36],
    ['R on rhombohedral axes', block(rhombohedral, `${tag} 'R -3 m'`), 12],
    [
      'magnetic operations and centerings',
      block(
        cubic,
        `loop_ _space_group_symop_magn_operation.xyz x,y,z,+1 -x,-y,z,-1
       loop_ _space_group_symop_magn_centering.xyz x,y,z,+1 x+1/2,y+1/2,z+1/2,-1`,
      ),
      4,
    ],
    [
      'operations in more dimensions',
      block(
        cubic,
        `_cell_modulation_dimension 1 loop_
       _space_group_symop_ssg_operation_algebraic x1,x2,x3,x4 -x1,1/2+x2,-x3,1/2-x4`,
      ),
      2,
    ],
  ])('%s', (_, text, count) => {
    expect(readOne(text).structure.sites).toHaveLength(count);
  });

  test('a choice of origin of its own tag', () => {
    const sites = (choice: string) =>
      sitesOf(block(cubic, `${tag} 'P n n n' _space_group.IT_coordinate_system_code ${choice}`, 'Na 0 0 0'));
    expect([sites('1').length, sites('2').length]).toEqual([2, 4]);
  });

  test.each<[name: string, header: string, problem: string]>([
    ['a symbol', `${tag} 'Q 1 2 3'`, 'names the space group "Q 1 2 3", which is not known'],
    ['an operation', "loop_ _symmetry_equiv_pos_as_xyz 'x,y,w'", 'gives "x,y,w" as a symmetry operation'],
    [
      'an operation, with nothing else to go by',
      `loop_ _symmetry_equiv_pos_as_xyz x,y,z 'x,y' ${tag} Q`,
      'gives "x,y" as a symmetry operation',
    ],
  ])('%s that is not known is a fault', (_, header, problem) => {
    expect(read(block(cubic, header)).faults[0]).toEqual({ line: expect.any(Number), problem });
  });

  test('an operation that is not known leaves the symbol', () => {
    const { structure } = readOne(
      block(cubic, `loop_ _symmetry_equiv_pos_as_xyz x,y,z 'x,-y' ${tag} 'P -1'`, 'Na .1 0 0'),
    );
    expect(structure.sites.map(printSite)).toEqual(['Na 0.1 0 0', 'Na 0.9 0 0']);
  });

  test.each<[name: string, text: string, code: string, message: string]>([
    ['no symmetry', block(cubic, ''), 'structure-assumed', 'No symmetry is stated'],
    [
      'one of several origins',
      block(cubic, `${tag} 'P n n n'`),
      'structure-assumed',
      'Of 2 settings that fit',
    ],
    [
      'no identity',
      crystal('Na 0 0 0', { symmetry: '-x,-y,-z' }),
      'structure-assumed',
      'x,y,z is not among those listed',
    ],
    [
      'a cell that does not fit',
      block('4 5 6 90 90 90', `${tag} 'P m -3 m'`),
      'structure-doubtful',
      'P m -3 m does not fit the cell',
    ],
    [
      'operations that do not fit',
      crystal('Na 0 0 0', { symmetry: 'x,y,z;y,x,z' }),
      'structure-doubtful',
      'operations do not fit the cell',
    ],
    [
      'a list that is not of the symbol',
      crystal('Na .1 .2 .3', { header: `${tag} 'P m m m'` }),
      'structure-doubtful',
      'The 1 symmetry operations listed are not the 8 of P m m m',
    ],
    [
      'modulation',
      block(cubic, '_cell_modulation_dimension 1 _space_group_IT_number 1'),
      'structure-doubtful',
      'its average is given',
    ],
  ])('%s is remarked on', (_, text, code, message) => {
    expect(readOne(text).remarks).toEqual([{ code, message: expect.stringContaining(message) }]);
  });
});

describe('images', () => {
  test('come atom by atom, in the order of the operations', () => {
    const symmetry = 'x,y,z; -x,-y,z; x,1/2+y,-z+.25';
    expect(sitesOf(crystal('Na 0.1 0.2 0.3\nCl 0 0 0', { symmetry }))).toEqual([
      'Na 0.1 0.2 0.3',
      'Na 0.9 0.8 0.3',
      'Na 0.1 0.7 0.95',
      'Cl 0 0 0',
      'Cl 0 0.5 0.25',
    ]);
  });

  const threefold = `_symmetry_space_group_name_Hall 'P 3'`;

  test.each<[name: string, row: string, sites: string[]]>([
    ['near a symmetry element are one site on it', 'C 0.3333 0.6667 0.25', ['C 0.333333 0.666667 0.25']],
    ['across the face of the cell too', 'C 0.001 -.001 .9999', ['C 0 0 0.9999']],
    ['too close for so many atoms are one', 'H 0.3569 0.6431 -0.4195', ['H 0.333333 0.666667 0.5805']],
    ['apart from each other are several', 'C 0.2 0.6 0', ['C 0.2 0.6 0', 'C 0.4 0.6 0', 'C 0.4 0.8 0']],
  ])('that are %s', (_, row, sites) => {
    expect(sitesOf(block('3.145 3.145 4.74 90 90 120', threefold, row))).toEqual(sites);
  });

  test('that are close and there in part stay apart', () => {
    const text = block('3.145 3.145 4.74 90 90 120', threefold, '_atom_site_occupancy H .3569 .6431 0 1/3');
    expect(readOne(text).structure.sites).toHaveLength(3);
  });

  test('of an atom that meets another atom are its images too', () => {
    const text = crystal('Na 0.1 0.2 0.3 .5\nK .9 .8 .7 .5', {
      symmetry: 'x,y,z;-x,-y,-z',
      columns: '_atom_site_occupancy',
    });
    expect(sitesOf(text)).toEqual(['Na0.5K0.5 0.1 0.2 0.3', 'Na0.5K0.5 0.9 0.8 0.7']);
  });

  test('that would be too many give a fault', () => {
    const rows = Array.from({ length: 2_000 }, (_, index) => `C${index} 0 0 ${index / 2_000}`).join('\n');
    const { findings, faults } = read(block(cubic, `${tag} 'F m -3 m'`, rows));
    expect(findings).toEqual([]);
    expect(faults[0]!.problem).toBe(
      'has 2000 atoms and 192 symmetry operations, more than a structure may have sites of',
    );
  });
});

describe('where the words of a file leave the setting open', () => {
  const spinel = 'Mg 0 0 0 Al .625 .625 .625 O .387 .387 .387';
  const counts = (text: string) => {
    const symbols = readOne(text).structure.sites.map(({ occupants: [only] }) => only!.symbol);
    return ['Mg', 'Al', 'O'].map((symbol) => symbols.filter((other) => other === symbol).length);
  };
  const header = (formula: string) => `${tag} 'F d -3 m'\n_chemical_formula_sum '${formula}'`;

  test('the formula chooses', () => {
    const text = block('8.1 8.1 8.1 90 90 90', header('Al2 Mg O4'), spinel);
    expect(counts(text)).toEqual([8, 16, 32]);
    expect(readOne(text).structure.symmetry?.hallSymbol).toBe('F 4d 2 3 -1d');
    expect(readOne(text).remarks.map(({ code }) => code)).toEqual(['structure-assumed']);
  });

  test('the likeliest is taken where the formula fits none', () => {
    const text = block('8.1 8.1 8.1 90 90 90', header('Al2 Mg O7'), spinel);
    expect(counts(text)).toEqual([16, 8, 32]);
    expect(readOne(text).structure.symmetry?.hallSymbol).toBe('-F 4vw 2vw 3');
    expect(readOne(text).remarks.map(({ code }) => code)).toEqual([
      'structure-assumed',
      'structure-doubtful',
      'formula-differs',
    ]);
  });
});

describe('what is passed on', () => {
  test.each<[name: string, text: string, symmetry: object | undefined]>([
    [
      'a group by number',
      block(cubic, '_space_group_IT_number 2'),
      { operations: ['x,y,z', '-x,-y,-z'], itNumber: 2, hallSymbol: '-P 1', hermannMauguinSymbol: 'P -1' },
    ],
    [
      'a list and its symbol',
      crystal('Na 0 0 0', { symmetry: 'x,y,z;x,1/2+y,-z', header: `${tag} 'P 1 1 b'` }),
      { operations: ['x,y,z', 'x,y+1/2,-z'], itNumber: 7, hermannMauguinSymbol: 'P b', hallSymbol: 'P -2b' },
    ],
    [
      'a list from another origin',
      crystal('Na 0 0 0', { symmetry: 'x,y,z;1/2-x,-y,-z', header: `${tag} 'P -1'` }),
      { operations: ['x,y,z', '-x+1/2,-y,-z'], itNumber: 2, hermannMauguinSymbol: 'P -1' },
    ],
    [
      'a list alone',
      crystal('Na 0 0 0', { symmetry: 'X,Y,Z; -X, -Y, Z' }),
      { operations: ['x,y,z', '-x,-y,z'] },
    ],
    [
      'a list that its symbol contradicts',
      crystal('Na 0 0 0', { header: `${tag} 'P m m m'` }),
      { operations: ['x,y,z'] },
    ],
    ['operations of a supercell', crystal('Na 0 0 0', { symmetry: 'x,y,z;x+1/5,y,z' }), undefined],
    ['what does not fit the cell', crystal('Na 0 0 0', { symmetry: 'x,y,z;y,x,z' }), undefined],
    ['nothing', block(cubic, ''), undefined],
  ])('%s', (_, text, symmetry) => {
    expect(readOne(text).structure.symmetry).toEqual(symmetry);
  });
});

describe('what blocks of the same words share', () => {
  const words = `${tag} 'R -3 m'`;
  const operations = "loop_ _symmetry_equiv_pos_as_xyz 'x,y,z' '-y,x-y,z' '-x+y,-x,z'";

  test('is all but what the cell decides', () => {
    const cells = [hexagonal, rhombohedral, hexagonal, cubic, hexagonal];
    const counts = cells.map((cell) => readOne(block(cell, words)).structure.sites.length);
    expect(counts).toEqual([36, 12, 36, 12, 36]);
  });

  test('does not hide that one of them does not fit its cell', () => {
    const declares = [hexagonal, cubic, hexagonal].map((cell) => {
      const { structure, remarks } = readOne(block(cell, operations));
      return [structure.symmetry?.operations?.length, remarks.map(({ message }) => message)];
    });
    const misfit = [undefined, ['The symmetry operations do not fit the cell.']];
    expect(declares).toEqual([[3, []], misfit, [3, []]]);
  });

  test.each([
    ['a symbol that is not known', block(cubic, `${tag} 'Q 1'`)],
    ['an operation that is none', block(cubic, "loop_ _symmetry_equiv_pos_as_xyz 'x,y,z' 'x,y,w'")],
  ])('is not %s: each file is told', (_, text) => {
    const first = read(text).faults;
    expect(first).not.toEqual([]);
    expect(read(text).faults).toEqual(first);
  });

  test('is not what looks alike when joined: one text of two lines, and two texts', () => {
    const two = block(cubic, "loop_ _symmetry_equiv_pos_as_xyz\n'x,y,z'\n'-x,-y,-z'");
    const one = block(cubic, 'loop_ _symmetry_equiv_pos_as_xyz\n;x,y,z\n-x,-y,-z\n;');
    expect(readOne(two).structure.sites).toHaveLength(2);
    expect(read(one).findings.map(({ content }) => content)).not.toEqual(
      read(two).findings.map(({ content }) => content),
    );
  });
});
