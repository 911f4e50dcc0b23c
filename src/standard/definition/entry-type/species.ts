import { chemicalSymbol, chemicalSymbolOrVacancy } from '../chemical-symbol.ts';
import { dictionary, float, integer, listOf, prose, string } from '../level.ts';
import { identified, property } from '../standard-property.ts';

const speciesName = identified(
  'optimade/common',
  'species_name',
  '1.2.0',
  string({
    title: 'name of the species',
    description: 'What a species is called within its structure.',
    examples: ['Na', 'Fe3+', 'methyl'],
  }),
);

/** What may sit on a site. */
const speciesItem = dictionary(
  {
    name: speciesName,
    chemical_symbols: listOf(chemicalSymbolOrVacancy, {
      title: 'chemical symbols',
      description: 'What the species is made of: elements, `X` for what is none, `vacancy` for nothing.',
      dimensions: { dim_species_chemical_symbols: null },
      examples: [['Na'], ['Si', 'Ge', 'vacancy']],
    }),
    concentration: listOf(float({ unit: 'dimensionless', minimum: 0, maximum: 1 }), {
      title: 'concentration',
      description: prose(
        'The share of each of `chemical_symbols`, in their order.',
        'The shares should add up to 1.',
        'They are not correlated between sites.',
      ),
      dimensions: { dim_species_chemical_symbols: null },
      examples: [[1], [0.3, 0.5, 0.2]],
    }),
    attached: listOf(chemicalSymbol, {
      title: 'attached chemical symbols',
      description: 'Atoms bound to the site whose positions are not given; together with `nattached`.',
      dimensions: { dim_species_attached: null },
      examples: [['H'], ['H', 'X']],
    }),
    nattached: listOf(integer({ unit: 'dimensionless', minimum: 0 }), {
      title: 'number of attached entities',
      description: 'How many of each of `attached`, in their order.',
      dimensions: { dim_species_attached: null },
      examples: [[3], [2, 1]],
    }),
    // The published unit `dalton` is not the symbol that comes with it; `u` is.
    mass: listOf(float({ unit: 'u', minimum: 0 }), {
      title: 'masses of the entities composing the species',
      description: 'The mass of each of `chemical_symbols`, in their order; 0 for a vacancy.',
      dimensions: { dim_species_chemical_symbols: null },
      examples: [[22.98976928], [28.085, 72.63, 0]],
    }),
    original_name: string({
      title: 'original name',
      description: 'What the source of the data calls the species.',
      examples: ['Na_pv'],
    }),
  },
  {
    title: 'species declaration',
    description: 'One species: its name and what it is made of.',
    required: ['name', 'chemical_symbols', 'concentration'],
  },
);

/** An assembly: groups of sites of which one at a time is there. */
const assembly = dictionary(
  {
    sites_in_groups: listOf(
      listOf(integer({ title: 'a site reference', description: 'Index of a site, from 0.', examples: [2] }), {
        title: 'group of sites',
        description: 'Sites that are there together or not at all.',
        examples: [[0], [1, 2]],
      }),
      {
        title: 'sites in groups',
        description: 'The groups, each a list of sites.',
        dimensions: { dim_assembly_groups: null, dim_assembly_groups_sites: null },
        examples: [[[0], [1, 2]]],
      },
    ),
    group_probabilities: listOf(
      float({
        unit: 'dimensionless',
        title: 'a probability',
        description: 'How likely one group is.',
        examples: [0.25],
      }),
      {
        title: 'group probabilities',
        description: 'How likely each group is, in the order of `sites_in_groups`; the sum should be 1.',
        dimensions: { dim_assembly_groups: null },
        examples: [[0.25, 0.75]],
      },
    ),
  },
  {
    title: 'assembly',
    description: 'Groups of sites of which exactly one occurs at a time.',
    required: ['sites_in_groups', 'group_probabilities'],
  },
);

/** Properties of structures that say what sits on the sites. */
export const speciesRows = {
  species_at_sites: property(
    '1.2.1',
    'should',
    'none',
    listOf(speciesName, {
      nullable: true,
      title: 'species at sites',
      description: prose(
        'Which species sits on each site.',
        'One name for each site, in the order of the site positions.',
        'Each is the `name` of exactly one of `species`.',
      ),
      dimensions: { dim_sites: null },
      examples: [
        ['Na', 'Cl'],
        ['Ti', 'O', 'O'],
      ],
    }),
  ),
  species: property(
    '1.2.1',
    'should',
    'none',
    listOf(speciesItem, {
      nullable: true,
      title: 'species',
      description: prose(
        'What may sit on sites: pure elements, mixtures, vacancies, atoms with others bound to them.',
        'Names are unique.',
        '`chemical_symbols`, `concentration` and `mass` have one length.',
        '`attached` and `nattached` come together and have one length of at least 1.',
        'Features in use are flagged in `structure_features`.',
      ),
      dimensions: { dim_species: null },
      examples: [
        [{ name: 'Na', chemical_symbols: ['Na'], concentration: [1] }],
        [{ name: 'Si/Ge', chemical_symbols: ['Si', 'Ge', 'vacancy'], concentration: [0.3, 0.5, 0.2] }],
        [{ name: 'OH', chemical_symbols: ['O'], concentration: [1], attached: ['H'], nattached: [1] }],
      ],
    }),
  ),
  assemblies: property(
    '1.2.1',
    'may',
    'none',
    // A list by the text; the published definition describes one item only.
    listOf(assembly, {
      nullable: true,
      title: 'assemblies',
      description: prose(
        'Which sites occur together and which exclude each other.',
        'A site is in one group at most; a site in none is always there.',
        'Assemblies are not correlated with each other.',
        'Should be unknown where no site is partly occupied.',
      ),
      examples: [
        [{ sites_in_groups: [[0], [1]], group_probabilities: [0.25, 0.75] }],
        [{ sites_in_groups: [[1, 2], [3]], group_probabilities: [0.5, 0.5] }],
      ],
    }),
  ),
};
