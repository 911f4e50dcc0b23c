import type { BindContext } from '../../src/query/index.ts';
import type {
  DatabaseDescription,
  DataType,
  EntryTypeDescription,
  PropertyDefinition,
} from '../../src/standard/index.ts';

function scalar(type: DataType): PropertyDefinition {
  return { 'x-optimade-type': type, 'x-optimade-unit': 'inapplicable', type: ['null'] };
}

function listOf(items: PropertyDefinition): PropertyDefinition {
  return { ...scalar('list'), items };
}

function dictionaryOf(properties: Readonly<Record<string, PropertyDefinition>>): PropertyDefinition {
  return { ...scalar('dictionary'), properties };
}

const string = scalar('string');
const integer = scalar('integer');
const float = scalar('float');
const boolean = scalar('boolean');
const timestamp = scalar('timestamp');

const common = { id: string, type: string, immutable_id: string, last_modified: timestamp };

function entryType(
  name: string,
  properties: Readonly<Record<string, PropertyDefinition>>,
  lengthAliases: Readonly<Record<string, string>> = {},
): EntryTypeDescription {
  return {
    name,
    title: name,
    description: name,
    properties: { ...common, ...properties },
    count: 1,
    knownCounts: {},
    declaredProperties: [],
    lengthAliases,
  };
}

const structures = entryType(
  'structures',
  {
    elements: listOf(string),
    elements_ratios: listOf(float),
    nelements: integer,
    nsites: integer,
    chemical_formula_reduced: string,
    chemical_formula_hill: string,
    lattice_vectors: listOf(listOf(float)),
    species: listOf(
      dictionaryOf({
        name: string,
        chemical_symbols: listOf(string),
        mass: listOf(float),
        _exmpl_spin: float,
      }),
    ),
    _exmpl_band_gap: float,
    _exmpl_direct: boolean,
    _exmpl_magnetic: boolean,
    _exmpl_flags: listOf(boolean),
    _exmpl_measured: timestamp,
    _exmpl_dates: listOf(timestamp),
    _exmpl_chemsys: string,
    _exmpl_setup: dictionaryOf({
      code: string,
      grid: dictionaryOf({ spacing: float, points: listOf(integer), order: boolean }),
    }),
    _exmpl_tensor: scalar('_exmpl_tensor'),
    _dft_code: string,
  },
  { _exmpl_chemsys: 'nelements', elements: 'nelements', elements_ratios: 'no_such', species: 'elements' },
);

const references = entryType('references', {
  doi: string,
  title: string,
  year: string,
  authors: listOf(dictionaryOf({ name: string, lastname: string })),
  _exmpl_open: boolean,
  _exmpl_pages: integer,
});

/** A database with a property of every type, a type of its own, and no files or calculations. */
export const description: DatabaseDescription = {
  entryTypes: { structures, references, _exmpl_samples: entryType('_exmpl_samples', { _exmpl_mass: float }) },
  provider: { name: 'Example', description: 'For tests.', prefix: 'exmpl' },
  dataVersion: 'version-1',
  ingestedAt: '2026-01-01T00:00:00Z',
  archiveReferences: [],
  database: {},
};

export const knownPrefixes: ReadonlySet<string> = new Set(['mp', 'optimade']);

export function contextOf(entryTypeName = 'structures'): BindContext {
  return { description, entryType: entryTypeName, knownPrefixes };
}
