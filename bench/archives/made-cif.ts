/** Writes made-up crystals as CIF, as varied as archives are: operations or symbols, uncertainties, text, other loops. */
import { RandomSource } from '../random-source.ts';
import type { MadeAtom, MadeCrystal } from './made-crystal.ts';
import { contentsOf } from './made-crystal.ts';

const publishedShare = 0.35;
/** Crystals to a publication. */
const seriesLength = 5;
const listedShare = 0.75;
const uncertainShare = 0.6;

/** The text of the file. */
export function madeCif(number: number, crystal: MadeCrystal): string {
  const random = new RandomSource(Math.imul(number + 1, 0x85ebca6b));
  const isUncertain = random.chance(uncertainShare);
  const lines = [
    '# Made up for measuring. Nobody determined this structure.',
    `data_made_${number}`,
    ...(random.chance(publishedShare) ? publication(Math.floor(number / seriesLength)) : []),
    item('_chemical_formula_sum', `'${formulaSum(crystal)}'`),
    ...cellItems(crystal, isUncertain),
    item('_diffrn_ambient_temperature', '293(2)'),
    item('_refine_ls_R_factor_gt', random.between(0.02, 0.08).toFixed(4)),
    ...symmetryItems(crystal, random.chance(listedShare)),
    ...atomLoop(crystal, isUncertain),
    ...(isUncertain ? displacementLoop(crystal, random) : []),
  ];
  return `${lines.join('\n')}\n`;
}

function item(tag: string, value: string | number): string {
  return `${tag.padEnd(34)}${value}`;
}

function publication(series: number): string[] {
  return [
    'loop_',
    '_publ_author_name',
    `'Maker, A. ${String.fromCharCode(65 + (series % 26))}.'`,
    "'Weigher, C.'",
    "'M\\\"uller, D.'",
    '_publ_section_title',
    ';',
    ` Crystal chemistry of made-up compounds, part ${series}: what cells of varied`,
    ' size hold, and how long it takes to read them',
    ';',
    item('_journal_name_full', "'Journal of Made-up Crystals'"),
    item('_journal_volume', 1 + (series % 90)),
    item('_journal_year', 1980 + (series % 45)),
    item('_journal_page_first', 1 + series),
    item('_journal_page_last', 9 + series),
  ];
}

function formulaSum(crystal: MadeCrystal): string {
  return contentsOf(crystal)
    .map(([element, amount]) => (amount === 1 ? element : `${element}${amount}`))
    .join(' ');
}

function cellItems({ cell }: MadeCrystal, isUncertain: boolean): string[] {
  const { a, b, c, alpha, beta, gamma } = cell;
  const length = (value: number) => value.toFixed(4) + (isUncertain ? '(2)' : '');
  const angle = (value: number) => (value === 90 || value === 120 ? value : `${value.toFixed(3)}(3)`);
  return [
    item('_cell_length_a', length(a)),
    item('_cell_length_b', length(b)),
    item('_cell_length_c', length(c)),
    item('_cell_angle_alpha', angle(alpha)),
    item('_cell_angle_beta', angle(beta)),
    item('_cell_angle_gamma', angle(gamma)),
    item('_cell_formula_units_Z', 1),
  ];
}

function symmetryItems({ setting }: MadeCrystal, isListed: boolean): string[] {
  const { hallSymbol, hermannMauguinSymbol, itNumber, operations } = setting;
  const listed = ['loop_', '_symmetry_equiv_pos_as_xyz', ...operations.map((operation) => `'${operation}'`)];
  return [
    item('_symmetry_space_group_name_H-M', `'${hermannMauguinSymbol}'`),
    item('_symmetry_Int_Tables_number', itNumber),
    ...(isListed ? listed : [item('_symmetry_space_group_name_Hall', quoted(hallSymbol))]),
  ];
}

function quoted(text: string): string {
  return /'(\s|$)/.test(text) ? `"${text}"` : `'${text}'`;
}

function atomLoop({ atoms }: MadeCrystal, isUncertain: boolean): string[] {
  const tags = ['label', 'type_symbol', 'fract_x', 'fract_y', 'fract_z', 'occupancy', 'U_iso_or_equiv'];
  const rows = atoms.flatMap((atom) =>
    atom.occupants.map(([element, occupancy], index) => {
      const label = index === 0 ? atom.label : `${element}${atom.label}`;
      return [label, element, ...coordinates(atom, isUncertain), occupancy, '0.0123(4)'].join(' ');
    }),
  );
  return ['loop_', ...tags.map((tag) => `_atom_site_${tag}`), ...rows];
}

/** Uncertain only where symmetry leaves them free, which multiples of 1/24 are taken to tell. */
function coordinates({ images }: MadeAtom, isUncertain: boolean): string[] {
  return images[0]!.map((value) => {
    const isFree = Math.abs(value * 24 - Math.round(value * 24)) > 1e-6;
    return value.toFixed(5) + (isUncertain && isFree ? '(12)' : '');
  });
}

function displacementLoop({ atoms }: MadeCrystal, random: RandomSource): string[] {
  const tags = ['label', 'U_11', 'U_22', 'U_33', 'U_23', 'U_13', 'U_12'];
  const rows = atoms.map(({ label }) => {
    const values = tags.slice(1).map(() => `${random.between(0, 0.03).toFixed(4)}(8)`);
    return [label, ...values].join(' ');
  });
  return ['loop_', ...tags.map((tag) => `_atom_site_aniso_${tag}`), ...rows];
}
