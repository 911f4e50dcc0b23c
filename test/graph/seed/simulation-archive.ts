/**
 * A document of the shape that NOMAD's page on the querying of archives shows: a run of molecular dynamics with its
 * method, its results and the record that describes it. The values are made up.
 */
const atoms = 404;
const position = (atom: number) => [atom * 0.25, (atom % 20) * 1.5, (atom % 7) * 2];

export const uploadId = 'RzWMitKESo2dQmuE6uQB-Q';
export const entryId = 'x36WdKPMctUOkjXMyV8oQq2zWcSx';

/** Of one frame; the third has the values that requests ask for. */
function calculation(frame: number) {
  return {
    method_ref: '#/run/0/method/0',
    volume: 4.5e-26 + frame * 1e-28,
    density: 990.5 + frame,
    pressure: -26000000 - frame,
    pressure_tensor: [
      [1.5, 0, 0],
      [0, 2.5, 0],
      [0, 0, 3.5],
    ],
    virial_tensor: [
      [-1, 0, 0],
      [0, -1, 0],
      [0, 0, -1],
    ],
    enthalpy: -1.5e-17,
    temperature: 300.5,
    step: 3000 * frame,
    time: 6e-11 * frame,
    energy: {
      total: { value: -1.25e-17 },
      electrostatic: { value: 0, short_range: 0 },
      van_der_waals: { value: -1.75e-17, short_range: -1.75e-17 },
      kinetic: { value: 2.5e-18 },
      potential: { value: -1.75e-17 },
      pressure_volume_work: { value: 4.75e-21 },
    },
    x_gromacs_thermodynamics_contributions: [
      { kind: 'Bond', value: 0 },
      { kind: 'LJ (SR)', value: -10384.5 },
      { kind: 'Coulomb (SR)', value: 0 },
    ],
  };
}

const method = {
  force_field: {
    model: [
      {
        contributions: [
          {
            type: 'bond',
            n_interactions: 5,
            n_atoms: 2,
            atom_labels: ['K', 'S', 'W'],
            atom_indices: [
              [0, 1],
              [1, 2],
              [2, 3],
            ],
          },
        ],
      },
    ],
    force_calculations: {
      vdw_cutoff: 1.25e-9,
      coulomb_type: 'reaction_field',
      coulomb_cutoff: 1.25,
      neighbor_searching: { neighbor_update_frequency: 50, neighbor_update_cutoff: 1.5e-9 },
    },
  },
  atom_parameters: [{ label: 'K' }, { label: 'S' }, { label: 'W' }],
};

export const optimade = {
  elements: ['K', 'S', 'W'],
  nelements: 3,
  elements_ratios: [0.0075, 0.0025, 0.99],
  chemical_formula_descriptive: 'K3SW400',
  chemical_formula_reduced: 'K3SW400',
  chemical_formula_hill: 'K3SW400',
  chemical_formula_anonymous: 'A400B3C',
  dimension_types: [1, 1, 1],
  lattice_vectors: [
    [35.5, 0, 0],
    [0, 35.5, 0],
    [0, 0, 38.25],
  ],
  cartesian_site_positions: Array.from({ length: atoms }, (_, atom) => position(atom)),
  nsites: atoms,
  species_at_sites: Array.from({ length: atoms }, (_, atom) => (atom < 3 ? 'K' : atom === 3 ? 'S' : 'W')),
  structure_features: [],
  species: ['W', 'S', 'K'].map((element) => ({
    name: element,
    chemical_symbols: [element],
    concentration: [1],
  })),
};

/** What a log holds of one event. */
export function logEntry(event: string, level: string) {
  return {
    event,
    proc: 'Entry',
    process: 'process_entry',
    process_worker_id: 'worker-1',
    parser: 'parsers/gromacs',
    step: 'parsers/gromacs',
    logger: 'processing',
    timestamp: '2025-05-27 09:39.20',
    level,
  };
}

export const simulationArchive = {
  processing_logs: [
    logEntry('started', 'INFO'),
    logEntry('no force field', 'WARNING'),
    logEntry('done', 'INFO'),
  ],
  run: [{ calculation: [0, 1, 2, 3].map(calculation), method: [method] }],
  workflow2: { results: { calculations_ref: [0, 1, 2, 3].map((frame) => `#/run/0/calculation/${frame}`) } },
  metadata: { n_quantities: 12427, optimade },
  results: { properties: { available: ['trajectory'] } },
};

/** A document as the only archive of the only database. */
export function archivesOf(document: unknown): Record<string, Record<string, unknown>> {
  return { [uploadId]: { [entryId]: document } };
}
