/** What formats are known to state beside the structure: units and meaning, where the format or its program settles them. */
import { cifProperties } from '../../reader/cif/cif-properties.ts';
import type { FileFormat } from '../../reader/format/file-format.ts';

export interface KnownProperty {
  readonly name: string;
  /** Undefined leaves it to the values. */
  readonly type?: 'string' | 'integer' | 'float' | 'list';
  /** Of numbers, also within lists. Undefined for text and plain numbers, `inapplicable` where nothing settles it. */
  readonly unit?: string;
  readonly title: string;
  readonly description: string;
  /** Another property that an entry has wherever this one has this meaning. */
  readonly beside?: string;
}

const title: KnownProperty = {
  name: 'title',
  type: 'string',
  title: 'title',
  description: 'The line of the file that is free for a comment.',
};

/** Results of calculators by the names of ASE, which extended XYZ has from it. */
const results: readonly KnownProperty[] = [
  {
    name: 'energy',
    type: 'float',
    unit: 'eV',
    title: 'energy',
    description: 'Potential energy of all atoms together.',
  },
  {
    name: 'free_energy',
    type: 'float',
    unit: 'eV',
    title: 'free energy',
    description: 'Energy that the forces are consistent with, of all atoms together.',
  },
  {
    name: 'energies',
    type: 'list',
    unit: 'eV',
    title: 'energies of atoms',
    description: 'Potential energy by atom.',
  },
  {
    name: 'forces',
    type: 'list',
    unit: 'eV/angstrom',
    title: 'forces',
    description: 'Force on each atom.',
  },
  {
    name: 'stress',
    type: 'list',
    unit: 'eV/angstrom^3',
    title: 'stress',
    description: 'Stress tensor; six numbers are its components xx, yy, zz, yz, xz, xy.',
  },
  {
    name: 'stresses',
    type: 'list',
    unit: 'eV/angstrom^3',
    title: 'stresses of atoms',
    description: 'Stress tensor by atom.',
  },
  {
    name: 'magmom',
    type: 'float',
    unit: 'bohrmagneton',
    title: 'magnetic moment',
    description: 'Magnetic moment of all atoms together.',
  },
  {
    name: 'magmoms',
    type: 'list',
    unit: 'bohrmagneton',
    title: 'magnetic moments of atoms',
    description: 'Magnetic moment of each atom.',
  },
];

const ofAtoms: readonly KnownProperty[] = [
  {
    name: 'initial_magmoms',
    type: 'list',
    unit: 'bohrmagneton',
    title: 'initial magnetic moments',
    description: 'Magnetic moment of each atom that calculations begin with.',
  },
  {
    name: 'masses',
    type: 'list',
    unit: 'u',
    title: 'masses',
    description: 'Mass of each atom.',
  },
];

/** Programs write their own units into XYZ; the types of values follow no rule either. */
function withoutUnit({ type: _, ...property }: KnownProperty): KnownProperty {
  const note = 'The file does not state the unit.';
  return { ...property, unit: 'inapplicable', description: `${property.description} ${note}` };
}

const ofPymatgen: readonly KnownProperty[] = [
  {
    name: 'energy',
    type: 'float',
    unit: 'eV',
    title: 'energy',
    description: 'Energy of all atoms together, as it was computed, without the correction.',
    // Documents of other programs may hold any energy; those that pymatgen writes always hold both.
    beside: 'correction',
  },
  {
    name: 'correction',
    type: 'float',
    unit: 'eV',
    title: 'correction',
    description: 'What is to be added to the energy to compare it with those of other kinds of calculations.',
    beside: 'energy',
  },
  {
    name: 'magmom',
    type: 'list',
    unit: 'bohrmagneton',
    title: 'magnetic moments of sites',
    description: 'Magnetic moment of each site.',
  },
];

export const knownProperties: { readonly [format in FileFormat]?: readonly KnownProperty[] } = {
  cif: cifProperties,
  poscar: [title],
  xyz: [title, ...results.map(withoutUnit)],
  ase: [...results, ...ofAtoms],
  pymatgen: ofPymatgen,
};
