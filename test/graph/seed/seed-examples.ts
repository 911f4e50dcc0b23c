/** The ten requests of NOMAD's page on the querying of archives, with what the made-up document must give. */
import { entryId, logEntry, optimade, simulationArchive, uploadId } from './simulation-archive.ts';

export interface SeedExample {
  readonly name: string;
  readonly request: unknown;
  readonly answer: unknown;
}

const internal = (path: string) => `__INTERNAL__:../uploads/${uploadId}/archive/${entryId}#/${path}`;
const normalized = (path: string) => `uploads/${uploadId}/entries/${entryId}/archive/${path}`;
const underEntries = (archive: unknown) => ({ entries: { [entryId]: { archive } } });
const underUploads = (archive: unknown) => ({ uploads: { [uploadId]: underEntries(archive) } });

const plain = { directive: 'plain' };
const { elements, nelements, elements_ratios } = optimade;
const secondLog = { processing_logs: [null, logEntry('no force field', 'WARNING')] };
const run = simulationArchive.run[0]!;
const thirdReference = (text: string) => ({
  workflow2: { results: { calculations_ref: [null, null, text] } },
});
const resolvedReference = (settings: object) =>
  underEntries({
    workflow2: { results: { 'calculations_ref[2]': { m_request: { directive: 'resolved', ...settings } } } },
  });

/** The third frame with lists of more than two items left out. */
const frame = {
  ...run.calculation[2],
  pressure_tensor: internal('run/0/calculation/2/pressure_tensor'),
  virial_tensor: internal('run/0/calculation/2/virial_tensor'),
  x_gromacs_thermodynamics_contributions: internal(
    'run/0/calculation/2/x_gromacs_thermodynamics_contributions',
  ),
};
const contribution = 'run/0/method/0/force_field/model/0/contributions/0';
const shortMethod = {
  force_field: {
    model: [
      {
        contributions: [
          {
            type: 'bond',
            n_interactions: 5,
            n_atoms: 2,
            atom_labels: internal(`${contribution}/atom_labels`),
            atom_indices: internal(`${contribution}/atom_indices`),
          },
        ],
      },
    ],
    force_calculations: run.method[0]!.force_field.force_calculations,
  },
  atom_parameters: internal('run/0/method/0/atom_parameters'),
};

export const seedExamples: readonly SeedExample[] = [
  {
    name: 'a nested value',
    request: underEntries({ metadata: { n_quantities: { m_request: plain } } }),
    answer: underEntries({ metadata: { n_quantities: 12427 } }),
  },
  {
    name: 'an item by index',
    request: underEntries({ processing_logs: { m_request: { ...plain, index: [1] } } }),
    answer: underEntries(secondLog),
  },
  {
    name: 'an item by key',
    request: underEntries({ 'processing_logs[1]': { m_request: plain } }),
    answer: underEntries(secondLog),
  },
  {
    name: 'one level',
    request: underEntries({ m_request: { ...plain, depth: 1 } }),
    answer: underEntries(
      Object.fromEntries(Object.keys(simulationArchive).map((key) => [key, internal(key)])),
    ),
  },
  {
    name: 'lists of three at most',
    request: underEntries({ metadata: { optimade: { m_request: { ...plain, max_list_size: 3 } } } }),
    answer: underEntries({
      metadata: {
        optimade: {
          ...optimade,
          cartesian_site_positions: internal('metadata/optimade/cartesian_site_positions'),
          species_at_sites: internal('metadata/optimade/species_at_sites'),
        },
      },
    }),
  },
  {
    name: 'keys that hold a word',
    request: underEntries({ metadata: { optimade: { m_request: { ...plain, include: ['*element*'] } } } }),
    answer: underEntries({ metadata: { optimade: { elements, nelements, elements_ratios } } }),
  },
  {
    name: 'keys that end in a word',
    request: underEntries({ metadata: { optimade: { m_request: { ...plain, include: ['*elements'] } } } }),
    answer: underEntries({ metadata: { optimade: { elements, nelements } } }),
  },
  {
    name: 'a reference as it is',
    request: underEntries({ workflow2: { results: { 'calculations_ref[2]': { m_request: plain } } } }),
    answer: underEntries(thirdReference('#/run/0/calculation/2')),
  },
  {
    name: 'a reference and all behind it',
    request: resolvedReference({ max_list_size: 2 }),
    answer: {
      ...underUploads({
        run: [
          {
            calculation: [null, null, { ...frame, method_ref: normalized('run/0/method/0') }],
            method: [shortMethod],
          },
        ],
      }),
      ...underEntries(thirdReference(normalized('run/0/calculation/2'))),
    },
  },
  {
    name: 'a reference and its target alone',
    request: resolvedReference({ max_list_size: 2, resolve_depth: 1 }),
    answer: {
      ...underUploads({ run: [{ calculation: [null, null, frame] }] }),
      ...underEntries(thirdReference(normalized('run/0/calculation/2'))),
    },
  },
];
