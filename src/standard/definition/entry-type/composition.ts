import { element } from '../chemical-symbol.ts';
import { float, integer, listOf, prose, string } from '../level.ts';
import { property } from '../standard-property.ts';

/** Properties of structures that say what they are made of. */
export const compositionRows = {
  elements: property(
    '1.2.1',
    'should',
    'all mandatory',
    listOf(element, {
      nullable: true,
      title: 'elements',
      description: prose(
        'The chemical elements that occur in the structure, each once.',
        'Sorted alphabetically.',
        'Items correspond to those of `elements_ratios`.',
        'Neither `X` nor `vacancy` should be among them.',
      ),
      dimensions: { dim_elements: null },
      examples: [
        ['Cl', 'Na'],
        ['H', 'O'],
      ],
    }),
  ),
  nelements: property(
    '1.2.1',
    'should',
    'all mandatory',
    integer({
      nullable: true,
      unit: 'dimensionless',
      title: 'number of elements',
      description: 'How many items `elements` has.',
      examples: [2],
    }),
  ),
  elements_ratios: property(
    '1.2.1',
    'should',
    'all mandatory',
    listOf(float({ unit: 'dimensionless', minimum: 0, maximum: 1 }), {
      nullable: true,
      title: 'elements ratios',
      description: prose(
        'The share that each of `elements` has in the atoms of the structure.',
        'In the order of `elements`.',
        'The shares add up to 1, as closely as floating-point numbers allow.',
      ),
      dimensions: { dim_elements: null },
      examples: [
        [0.5, 0.5],
        [0.6666666666666666, 0.3333333333333333],
      ],
    }),
  ),
  chemical_formula_descriptive: property(
    '1.2.0',
    'should',
    'all mandatory',
    string({
      nullable: true,
      title: 'descriptive chemical formula',
      description: prose(
        'The chemical formula in whatever form the database finds most telling.',
        'Made of symbols, numbers, balanced brackets `()`, `[]`, `{}`, and the signs `,+-:=` and space.',
        'No space within a symbol.',
        'It should be compatible with `chemical_formula_reduced`.',
      ),
      examples: ['CuSO4 (H2O)5', 'NaCl', 'Ca(CO3)'],
    }),
  ),
  chemical_formula_reduced: property(
    '1.2.0',
    'should',
    'equality only',
    string({
      nullable: true,
      title: 'reduced chemical formula',
      description: prose(
        'The chemical formula with the smallest whole numbers that keep the proportions.',
        'Elements in alphabetical order, each once.',
        'The number 1 is left out, and so are spaces.',
        'With partial occupation the numbers approximate the proportions.',
      ),
      examples: ['ClNa', 'H2O', 'O2Ti'],
    }),
  ),
  chemical_formula_hill: property(
    '1.2.0',
    'may',
    'none',
    string({
      nullable: true,
      title: 'Hill chemical formula',
      description: prose(
        'The chemical formula in the order of Hill, with the numbers of the structure as they are.',
        'With carbon: carbon first, then hydrogen, then the rest alphabetically.',
        'Without carbon: everything alphabetically.',
        'The number 1 is left out.',
        'Unknown where the numbers of atoms are not whole.',
      ),
      examples: ['C2H6O', 'Cl4Na4'],
    }),
  ),
  chemical_formula_anonymous: property(
    '1.2.0',
    'should',
    'equality only',
    string({
      nullable: true,
      title: 'anonymous chemical formula',
      description: prose(
        'The proportions of `chemical_formula_reduced` without the elements.',
        'Numbers in falling order, the number 1 left out.',
        'The symbols are A, B, …, Z, then Aa, Ba, …, Za, Ab, Bb, ….',
      ),
      examples: ['AB', 'A3BC'],
    }),
  ),
};
