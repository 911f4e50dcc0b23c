// From a block to a structure: atoms, occupations, cells, symmetry, and what had to be decided.
import { describe, expect, test } from 'vitest';
import { crystal, printSite, read, readOne, sitesOf } from './cif-text.ts';

const occupancy = { columns: '_atom_site_occupancy' };
const typed = { columns: '_atom_site_type_symbol' };

describe('sites', () => {
  test.each<[name: string, text: string, sites: string[]]>([
    [
      'numbers of all kinds',
      crystal('Na .5(12) 1/4 +7.5e-1\nCl 0.25(3) 1. -1/2'),
      ['Na 0.5 0.25 0.75', 'Cl 0.25 0 0.5'],
    ],
    ['uncertainties of older ICSD files', crystal('Na 0.4187+2 0. 0.1'), ['Na 0.4187 0 0.1']],
    ['places outside the cell', crystal('Na -0.25 1.25 2.0'), ['Na 0.75 0.25 0']],
    ['elements by type', crystal('T1 0 0 0 Si4+\nM1 .5 0 0 fe', typed), ['Si 0 0 0', 'Fe 0.5 0 0']],
    ['elements by label, with no type known', crystal('Si1 0 0 0 ?', typed), ['Si 0 0 0']],
    ['elements by label, with a type that is none', crystal('Si1 0 0 0 ??', typed), ['Si 0 0 0']],
    ['what is no element', crystal('M1 0 0 0'), ['X 0 0 0']],
    ['deuterium', crystal('D1 0 0 0'), ['H 0 0 0']],
    [
      'labels that the formula reads',
      crystal('CA1 0 0 0\nHO 0 0 .5\nNa 0 .5 0', { header: "_chemical_formula_sum 'C H Na'" }),
      ['C 0 0 0', 'H 0 0 0.5', 'Na 0 0.5 0'],
    ],
    ['labels without formula', crystal('CA1 0 0 0\nHo 0 0 .5'), ['Ca 0 0 0', 'Ho 0 0 0.5']],
    [
      'one atom without loop',
      crystal('', {}).replace(
        /loop_\n_atom_site_label.*/s,
        '_atom_site_label Na _atom_site_fract_x 0 _atom_site_fract_y 0 _atom_site_fract_z .5',
      ),
      ['Na 0 0 0.5'],
    ],
    [
      'partial occupancy',
      crystal('Na 0 0 0 0.75(2)\nCl .5 0 0 .', occupancy),
      ['Na0.75 0 0 0', 'Cl 0.5 0 0'],
    ],
    ['one place, two elements', crystal('Na 0 0 0 .75\nK 0 0 0 .25', occupancy), ['Na0.75K0.25 0 0 0']],
    ['nearly one place', crystal('Na 0 0 0.01 .7\nK 0 0 0 .2', occupancy), ['Na0.7K0.2 0 0 0.01']],
    ['two places', crystal('Na 0 0 0.05 .7\nK 0 0 0 .2', occupancy), ['Na0.7 0 0 0.05', 'K0.2 0 0 0']],
    ['equal labels', crystal('Si 0 0 0\nSi .5 .5 .5'), ['Si 0 0 0', 'Si 0.5 0.5 0.5']],
  ])('%s', (_, text, sites) => {
    expect(sitesOf(text)).toEqual(sites);
  });

  test('keep charges, masses, names and bound hydrogen', () => {
    const text = crystal('Fe1 0 0 0 Fe3+ 0\nO1 .5 0 0 O 2\nD1 0 .5 0 D .\nWat 0 0 .5 ? ?\nCu1 .5 .5 0 Cu 0', {
      columns: '_atom_site_type_symbol _atom_site_attached_hydrogens',
      header: 'loop_ _atom_type_symbol _atom_type_oxidation_number O -2.000 Cu 1 Fe3+ 3',
    });
    expect(readOne(text).structure.sites.map(({ occupants: [only], label }) => ({ label, ...only }))).toEqual(
      [
        { label: 'Fe1', symbol: 'Fe', concentration: 1, charge: 3, originalName: 'Fe3+' },
        {
          label: 'O1',
          symbol: 'O',
          concentration: 1,
          charge: -2,
          originalName: 'O',
          attached: [{ symbol: 'H', count: 2 }],
        },
        { label: 'D1', symbol: 'H', concentration: 1, mass: 2.0141, originalName: 'D' },
        {
          label: 'Wat',
          symbol: 'O',
          concentration: 1,
          originalName: 'Wat',
          attached: [{ symbol: 'H', count: 2 }],
        },
        { label: 'Cu1', symbol: 'Cu', concentration: 1, charge: 1, originalName: 'Cu' },
      ],
    );
  });

  test.each<[name: string, rows: string, columns: string, sites: string[], remark: string]>([
    [
      'dummies',
      'Na 0 0 0 d\nH1 -1 -1 -1 dum',
      '_atom_site_calc_flag',
      ['Na 0 0 0'],
      'Dummy atoms are left out: H1.',
    ],
    [
      'no coordinates',
      'Na 0 0 0\nH1 ? ? ?\nH2 . . .',
      '',
      ['Na 0 0 0'],
      'Atoms without coordinates have no sites: H1, H2.',
    ],
    [
      'empty sites',
      'Na 0 0 0 1\nK .5 0 0 0',
      '_atom_site_occupancy',
      ['Na 0 0 0'],
      'an occupancy of 0 or less are left out: K.',
    ],
    [
      'overfull sites',
      'Na 0 0 0 1.2',
      '_atom_site_occupancy',
      ['Na 0 0 0'],
      'Occupancies above 1 are taken for 1: Na.',
    ],
    [
      'repeated atoms',
      'Na1 0 0 0\nNa2 1 1 1',
      '',
      ['Na 0 0 0'],
      'repeat others, or images of them, are left out: Na2.',
    ],
    [
      'two at one place',
      'Na 0 0 0\nK 0 0 0',
      '',
      ['Na 0 0 0', 'K 0 0 0'],
      'Atoms lie at the place of others, with occupancies that sum to more than 1: K.',
    ],
  ])('%s are remarked on', (_, rows, columns, sites, remark) => {
    const { structure, remarks } = readOne(crystal(rows, { columns }));
    expect(structure.sites.map(printSite)).toEqual(sites);
    expect(remarks).toEqual([
      { code: 'structure-doubtful', message: expect.stringContaining(remark), line: expect.any(Number) },
    ]);
  });

  test.each<[name: string, rows: string, problem: string]>([
    ['no number', 'Na 0 0 0 1\nCl abc 0 0 1', 'gives "abc" as _atom_site_fract_x; the atom is left out'],
    ['a number beyond reason', 'Na 0 0 0 1\nCl 1e300 0 0 1', 'gives "1e300" as _atom_site_fract_x'],
    ['no occupancy', 'Na 0 0 0 full', 'gives "full" as an occupancy; 1 is taken'],
  ])('%s is a fault', (_, rows, problem) => {
    const { findings, faults } = read(crystal(rows, occupancy));
    expect(findings[0]!.content).toMatchObject({ structure: { sites: [{ occupants: [{ symbol: 'Na' }] }] } });
    expect(faults).toEqual([
      { line: 17 + rows.split('\n').length, problem: expect.stringContaining(problem) },
    ]);
  });
});

describe('atoms without sites', () => {
  test.each<[name: string, rows: string, formula: string, implicit: string[] | undefined]>([
    ['hydrogen of the formula', 'C1 0 0 0\nO1 .5 0 0', 'C H4 O', ['H']],
    ['some of the hydrogen', 'C1 0 0 0\nO1 .5 0 0\nH1 0 0.2 0', 'C H4 O', ['H']],
    ['another element', 'C1 0 0 0\nO1 .5 0 0', 'C O Li', ['Li']],
    ['none', 'C1 0 0 0\nO1 .5 0 0', 'C2 O2', undefined],
    ['none, where other elements differ too', 'C1 0 0 0\nO1 .5 0 0', 'C O2 H', undefined],
    ['listed without coordinates', 'C1 0 0 0\nO1 .5 0 0\nH1 ? ? ?', 'C O H', ['H']],
  ])('%s', (_, rows, formula, implicit) => {
    const { structure } = readOne(crystal(rows, { header: `_chemical_formula_sum '${formula}'` }));
    expect([structure.implicitAtoms, structure.implicitElements]).toEqual([implicit !== undefined, implicit]);
    expect(structure.statedFormula).toBe(formula);
  });

  test.each<[name: string, header: string, remarks: string[]]>([
    ['agrees', "_chemical_formula_sum 'Cl NA'", []],
    ['differs', "_chemical_formula_sum 'Cl2 Na'", ['The sites give ClNa, the stated formula is Cl2 Na.']],
    ['is in the cell as often as stated', '_chemical_formula_sum NaCl _cell_formula_units_Z 1', []],
    [
      'is in the cell less often',
      '_chemical_formula_sum NaCl _cell_formula_units_Z 4',
      ['The sites make 1 formula units, the file states 4.'],
    ],
    ['is no formula', "_chemical_formula_sum 'table salt'", []],
  ])('a formula that %s', (_, header, messages) => {
    const { remarks } = readOne(crystal('Na 0 0 0\nCl .5 .5 .5', { header }));
    expect(remarks).toEqual(messages.map((message) => ({ code: 'formula-differs', message })));
  });

  test('hydrogen that a name makes up gives way to sites and to the formula', () => {
    const attached = (text: string) =>
      readOne(text).structure.sites.map(({ occupants: [only] }) => only!.attached?.[0]?.count ?? 0);
    const water = 'Ow 0 0 0\nH1 0.24 0 0\nH2 0 0.19 0\nOw2 .5 .5 .5';
    expect(attached(crystal(water))).toEqual([0, 0, 0, 2]);
    expect(attached(crystal(water, { header: "_chemical_formula_sum 'H2 O2'" }))).toEqual([0, 0, 0, 0]);
  });
});

describe('cells', () => {
  const molecule = `loop_ _atom_site_label _atom_site_Cartn_x _atom_site_Cartn_y _atom_site_Cartn_z
    O 0 0 0.1 H 0 0.76 -0.48 H 0 -0.76 -0.48`;
  const cell = (values: string[]) =>
    ['length_a', 'length_b', 'length_c', 'angle_alpha', 'angle_beta', 'angle_gamma']
      .map((name, index) => `_cell_${name} ${values[index] ?? '?'}\n`)
      .join('');

  const fractional =
    'loop_ _atom_site_label _atom_site_fract_x _atom_site_fract_y _atom_site_fract_z Na 0 0 0';
  /** Items of the elements of a matrix, numbered `11` or `[1][1]`. */
  const matrix = (name: string, brackets: '' | '[]', values: readonly number[]) =>
    values
      .map((value, index) => {
        const [row, column] = [Math.floor(index / 3) + 1, (index % 3) + 1];
        const place = brackets === '' ? `${row}${column}` : `[${row}][${column}]`;
        return `_atom_sites_${name}${place} ${value}`;
      })
      .join(' ');

  test.each<[name: string, text: string]>([
    ['none', `data_a ${molecule}`],
    ['zeros', `data_a\n${cell(['0', '0', '0', '90', '90', '90'])}${molecule}`],
    ['ones', `data_a\n${cell(['1', '1', '1', '90', '90', '90'])}${molecule}`],
    ['question marks', `data_a\n${cell([])}${molecule}`],
  ])('%s, and Cartesian coordinates: a molecule', (_, text) => {
    const { structure } = readOne(text);
    expect(structure).toMatchObject({ lattice: [null, null, null], periodic: [false, false, false] });
    expect(structure.sites.map(printSite)).toEqual(['O 0 0 0.1', 'H 0 0.76 -0.48', 'H 0 -0.76 -0.48']);
  });

  test('angles that are not given are right', () => {
    const { structure } = readOne(`data_a _cell_length_a 2 _cell_length_b 3(1) _cell_length_c 4.0
      _space_group_IT_number 1 ${fractional.replace('Na 0 0 0', 'Na 0 0 .5')}`);
    expect(structure.lattice).toEqual([
      [2, 0, 0],
      [0, 3, 0],
      [0, 0, 4],
    ]);
    expect(structure.sites[0]).toMatchObject({ position: [0, 0, 2], fractional: [0, 0, 0.5] });
  });

  test.each<[name: string, text: string, problem: string]>([
    ['none', `data_a ${fractional}`, 'has no atom with Cartesian coordinates, and no unit cell'],
    ['half of one', 'data_a _cell_length_a 3 ' + fractional, 'gives no _cell_length_b'],
    ['words', `data_a\n${cell(['3', 'four', '5'])}${fractional}`, 'gives "four" as _cell_length_b'],
    [
      'an impossible one',
      `data_a\n${cell(['3', '3', '3', '20', '20', '90'])}${fractional}`,
      'gives a cell that does not exist: 3, 3, 3, 20, 20, 90',
    ],
    [
      'a negative one',
      `data_a\n${cell(['3', '-3', '3', '90', '90', '90'])}${fractional}`,
      'gives a cell that does not exist',
    ],
  ])('%s, and fractional coordinates: a fault', (_, text, problem) => {
    const { findings, faults } = read(text);
    expect(findings).toEqual([]);
    expect(faults).toEqual([{ line: expect.any(Number), problem: expect.stringContaining(problem) }]);
  });

  test.each<[name: string, axes: string, place: string, remarks: number]>([
    ['as usual', '', 'Na 0.25 0.2 0.5', 1],
    [
      'by a matrix from fractional ones',
      `${matrix('Cartn_tran_matrix_', '', [0, 5, 0, 4, 0, 0, 0, 0, 6])} _atom_sites_Cartn_tran_vector_3 1.5`,
      'Na 0.25 0.2 0.25',
      0,
    ],
    [
      'by a matrix to fractional ones',
      `${matrix('fract_transf_matrix', '[]', [0.1, 0, 0, 0, 0.1, 0, 0, 0, 0.1])}
       _atom_sites.fract_transf_vector[1] 0.5`,
      'Na 0.6 0.1 0.3',
      0,
    ],
  ])('Cartesian coordinates in a cell: %s', (_, axes, place, remarkCount) => {
    const text = `data_a\n${cell(['4', '5', '6', '90', '90', remarkCount === 0 ? '90' : '90.001'])}
      _symmetry.Int_Tables_number 1 ${axes}
      loop_ _atom_site.id _atom_site.type_symbol _atom_site.Cartn_x _atom_site.Cartn_y _atom_site.Cartn_z
      1 Na 1 1 3`;
    const { structure, remarks } = readOne(text);
    expect(structure.sites.map(printSite)[0]!.replace(/(\.\d{2})\d+/g, '$1')).toBe(place);
    expect(remarks.map(({ code }) => code)).toEqual(Array(remarkCount).fill('structure-assumed'));
  });

  test('of several models the first is the structure', () => {
    const text = `data_a loop_ _atom_site.label_atom_id _atom_site.type_symbol
      _atom_site.Cartn_x _atom_site.Cartn_y _atom_site.Cartn_z _atom_site.pdbx_PDB_model_num
      CA C 0 0 0 1 N N 0 0 1 1 CA C 0 0 0.1 2 N N 0 0 1.1 2`;
    expect(sitesOf(text)).toEqual(['C 0 0 0', 'N 0 0 1']);
  });

  test('a component of the chemical dictionary is a molecule', () => {
    const text = `data_HOH loop_ _chem_comp_atom.atom_id _chem_comp_atom.type_symbol _chem_comp_atom.charge
      _chem_comp_atom.model_Cartn_x _chem_comp_atom.model_Cartn_y _chem_comp_atom.model_Cartn_z
      O O -1 0 0 0 H1 H 0 0 0 0.96`;
    expect(sitesOf(text)).toEqual(['O 0 0 0', 'H 0 0 0.96']);
  });

  test.each<[name: string, rows: string, tolerance: number]>([
    ['measured', 'Na 0.1234 0 0', 1e-2],
    ['computed', 'Na 0.123456789 0 0', 1e-3],
    ['measured to many digits', 'Na 0.123456(7) 0 0', 1e-2],
    ['zeros', 'Na 0.5000000000 0 0', 1e-2],
  ])('coordinates that are %s', (_, rows, tolerance) => {
    expect(readOne(crystal(rows)).structure.tolerance).toBe(tolerance);
  });
});

describe('blocks', () => {
  const block = (name: string, rows = 'Na 0 0 0') => crystal(rows).replace('data_test', `data_${name}`);

  test.each<[name: string, text: string, parts: (string | undefined)[]]>([
    ['one', block('a'), [undefined]],
    ['one with atoms', `data_global\n${block('a')}data_b`, [undefined]],
    ['two', block('a') + block('b'), ['a', 'b']],
    ['of one name', block('I') + block('i') + block('I-2') + block('I'), ['I', 'i-2', 'I-2-2', 'I-3']],
    ['with other letters', block('a/b?c') + block('') + block('Ü(1)'), ['a_b_c', 'block', 'Ü(1)']],
  ])('%s', (_, text, parts) => {
    expect(read(text).findings.map(({ part }) => part)).toEqual(parts);
  });

  test('one that is wrong leaves the others standing', () => {
    const { findings, faults } = read(
      block('a') + block('b').replace('_cell_length_b 5', '_cell_length_b x') + block('c'),
    );
    expect(findings.map(({ part, line }) => [part, line])).toEqual([
      ['a', 1],
      ['c', 37],
    ]);
    expect(faults).toEqual([{ line: 21, problem: 'gives "x" as _cell_length_b' }]);
  });
});
