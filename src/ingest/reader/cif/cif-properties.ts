/** What CIFs state beside the structure and people filter on: which tag becomes which property. */
import type { JsonValue } from '../../../base/index.ts';
import type { CifBlock } from './cif-block.ts';
import { cleanText } from './clean-text.ts';
import { readNumber } from './read-number.ts';

/** A property that CIFs may state, enough to declare it from. */
export interface CifProperty {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'float';
  /** In the words of property definitions; undefined for text and plain numbers. */
  readonly unit?: string;
  readonly title: string;
  readonly description: string;
  /** In order of preference. */
  readonly tags: readonly string[];
}

type Row = readonly [
  name: string,
  type: CifProperty['type'],
  unit: string | undefined,
  title: string,
  description: string,
  ...tags: string[],
];

const rows: readonly Row[] = [
  ['mineral_name', 'string', undefined, 'mineral name', 'Name of the mineral.', '_chemical_name_mineral'],
  [
    'chemical_name',
    'string',
    undefined,
    'chemical name',
    'Systematic name of the compound, or a common one where no systematic name is given.',
    '_chemical_name_systematic',
    '_chemical_name_common',
    '_pd_phase_name',
  ],
  [
    'compound_source',
    'string',
    undefined,
    'source of the compound',
    'Where the sample comes from: a place, or how it was made.',
    '_chemical_compound_source',
  ],
  [
    'temperature',
    'float',
    'K',
    'temperature',
    'Temperature at which the structure was determined.',
    '_diffrn_ambient_temperature',
    '_cell_measurement_temperature',
  ],
  [
    'pressure',
    'float',
    'kPa',
    'pressure',
    'Pressure at which the structure was determined.',
    '_diffrn_ambient_pressure',
    '_cell_measurement_pressure',
  ],
  [
    'density',
    'float',
    'g/cm^3',
    'density',
    'Density that follows from the content of the unit cell, as the source states it.',
    '_exptl_crystal_density_diffrn',
  ],
  [
    'measured_density',
    'float',
    'g/cm^3',
    'measured density',
    'Density measured on the sample.',
    '_exptl_crystal_density_meas',
  ],
  [
    'cell_volume',
    'float',
    'angstrom^3',
    'volume of the unit cell',
    'Volume of the unit cell, as the source states it.',
    '_cell_volume',
  ],
  [
    'formula_units',
    'integer',
    undefined,
    'formula units (Z)',
    'Number of formula units in the unit cell.',
    '_cell_formula_units_z',
  ],
  [
    'melting_point',
    'float',
    'K',
    'melting point',
    'Temperature at which the compound melts.',
    '_chemical_melting_point',
  ],
  ['color', 'string', undefined, 'color', 'Color of the crystal.', '_exptl_crystal_colour'],
  [
    'r_factor',
    'float',
    undefined,
    'R factor',
    'Residual factor of the refinement: of significant reflections, or of all where only that is given.',
    '_refine_ls_r_factor_gt',
    '_refine_ls_r_factor_obs',
    '_refine_ls_r_factor_all',
  ],
  [
    'weighted_r_factor',
    'float',
    undefined,
    'weighted R factor',
    'Weighted residual factor of the refinement.',
    '_refine_ls_wr_factor_ref',
    '_refine_ls_wr_factor_all',
    '_refine_ls_wr_factor_gt',
    '_refine_ls_wr_factor_obs',
  ],
  [
    'goodness_of_fit',
    'float',
    undefined,
    'goodness of fit',
    'Goodness of fit of the refinement.',
    '_refine_ls_goodness_of_fit_ref',
    '_refine_ls_goodness_of_fit_all',
    '_refine_ls_goodness_of_fit_gt',
    '_refine_ls_goodness_of_fit_obs',
  ],
  [
    'radiation',
    'string',
    undefined,
    'radiation',
    'What was diffracted: X-rays, neutrons, electrons.',
    '_diffrn_radiation_probe',
  ],
  [
    'cod_id',
    'string',
    undefined,
    'COD ID',
    'Number in the Crystallography Open Database.',
    '_cod_database_code',
    '_database_code_cod',
  ],
  [
    'icsd_id',
    'string',
    undefined,
    'ICSD code',
    'Collection code in the Inorganic Crystal Structure Database.',
    '_database_code_icsd',
  ],
  [
    'csd_id',
    'string',
    undefined,
    'CSD code',
    'Reference code in the Cambridge Structural Database, or the deposition number.',
    '_database_code_csd',
    '_database_code_depnum_ccdc_archive',
    '_database_csd_history',
  ],
  [
    'amcsd_id',
    'string',
    undefined,
    'AMCSD code',
    'Number in the American Mineralogist Crystal Structure Database.',
    '_amcsd_database_code',
    '_database_code_amcsd',
  ],
];

/** All of them, in the order in which they are shown. */
export const cifProperties: readonly CifProperty[] = rows.map(
  ([name, type, unit, title, description, ...tags]) => ({
    name,
    type,
    ...(unit === undefined ? {} : { unit }),
    title,
    description,
    tags,
  }),
);

/** What a block states of them. Values that are not of the type are left out. */
export function readProperties(block: CifBlock): Record<string, JsonValue> {
  const values: Record<string, JsonValue> = {};
  for (const { name, type, tags } of cifProperties) {
    const text = block.text(...tags);
    const value = text === undefined ? undefined : readValue(text, type);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

function readValue(text: string, type: CifProperty['type']): JsonValue | undefined {
  if (type === 'string') return readText(text);
  const value = readNumber(text);
  return type === 'integer' && !Number.isInteger(value) ? undefined : value;
}

/**
 * Programs put the question mark of what is unknown into quotes too, and their database's name before a
 * number.
 */
function readText(text: string): string | undefined {
  const clean = cleanText(text).replace(/^AMCSD#/, '');
  return clean === '' || clean === '?' || clean === '.' ? undefined : clean;
}
