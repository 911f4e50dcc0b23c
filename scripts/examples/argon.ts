/**
 * Three runs of molecular dynamics, each from where the one before ended: a database in the folder scheme whose entries
 * are the last frames and whose archives are the whole runs, with references within and between them.
 */
import type { ArgonFrame, ArgonSettings, Vector } from './argon-run.ts';
import { closePacked, forceField, runArgon } from './argon-run.ts';

const settings: Omit<ArgonSettings, 'temperature'> = {
  boxLength: 10.6,
  steps: 400,
  stepsPerFrame: 10,
  timeStep: 0.005,
};
const temperatures = [30, 60, 120];

interface ArgonRun {
  readonly id: string;
  /** Id of the run that it goes on from. */
  readonly before: string | undefined;
  readonly temperature: number;
  readonly frames: readonly ArgonFrame[];
}

/** Files by path below the folder of the example. */
export function argonFiles(): ReadonlyMap<string, string> {
  const runs = argonRuns();
  return new Map([
    ['respawn.yaml', sidecar],
    ['structures.jsonl', runs.map((run) => `${JSON.stringify(entryOf(run))}\n`).join('')],
    ...runs.map((run) => [`archive/structures/${run.id}.json`, `${archiveText(run)}\n`] as const),
  ]);
}

const sidecar = `title: Argon on the way to melting
description: Three short runs of molecular dynamics of argon after Lennard-Jones, with their full archives.
prefix: exmpl
`;

function argonRuns(): ArgonRun[] {
  const runs: ArgonRun[] = [];
  let state = closePacked(settings.boxLength, 2);
  for (const temperature of temperatures) {
    const frames = runArgon(state, { ...settings, temperature });
    state = frames.at(-1)!;
    runs.push({ id: `argon-${temperature}k`, before: runs.at(-1)?.id, temperature, frames });
  }
  return runs;
}

/** The last frame as a structure. */
function entryOf({ id, temperature, frames }: ArgonRun) {
  const { boxLength } = settings;
  const last = frames.at(-1)!;
  return {
    type: 'structures',
    id,
    attributes: {
      lattice_vectors: lattice(boxLength),
      cartesian_site_positions: last.positions.map(rounded),
      species: [{ name: 'Ar', chemical_symbols: ['Ar'], concentration: [1] }],
      species_at_sites: last.positions.map(() => 'Ar'),
      dimension_types: [1, 1, 1],
      structure_features: [],
      last_modified: '2026-11-22T00:00:00Z',
      _exmpl_temperature: temperature,
    },
  };
}

/** One key of the root a line, which people can look through. */
function archiveText(run: ArgonRun): string {
  const parts = Object.entries(archiveOf(run)).map(
    ([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return `{\n${parts.join(',\n')}\n}`;
}

function archiveOf({ before, temperature, frames }: ArgonRun) {
  const { boxLength, steps, timeStep } = settings;
  const lastFrame = frames.length - 1;
  return {
    metadata: {
      program: { name: 'scripts/make-examples.ts' },
      substance: 'Ar',
      n_atoms: frames[0]!.positions.length,
      n_frames: frames.length,
    },
    run: [
      {
        method: [
          {
            force_field: { model: 'Lennard-Jones', ...forceField, cutoff: boxLength / 2 },
            thermostat: { kind: 'velocity scaling', temperature, until_step: steps / 2 },
            time_step: timeStep,
          },
        ],
        system: [
          {
            labels: frames[0]!.positions.map(() => 'Ar'),
            lattice_vectors: lattice(boxLength),
            periodic: [true, true, true],
          },
        ],
        calculation: frames.map(calculationOf),
      },
    ],
    workflow: {
      kind: 'molecular dynamics',
      steps,
      // The run before is another entry of the same database.
      ...(before === undefined
        ? {}
        : { start_ref: `../entries/structures:${before}/archive#/run/0/calculation/${lastFrame}` }),
      results: {
        final_ref: `#/run/0/calculation/${lastFrame}`,
        mean_temperature: number(mean(frames.slice(lastFrame / 2).map((frame) => frame.temperature))),
        calculations_ref: frames.map((_, frame) => `#/run/0/calculation/${frame}`),
      },
    },
  };
}

function calculationOf({
  step,
  temperature,
  pressure,
  potential,
  kinetic,
  positions,
  velocities,
}: ArgonFrame) {
  return {
    step,
    time: number(step * settings.timeStep),
    temperature: number(temperature),
    pressure: number(pressure),
    energy: { total: number(potential + kinetic), potential: number(potential), kinetic: number(kinetic) },
    method_ref: '#/run/0/method/0',
    system_ref: '#/run/0/system/0',
    positions: positions.map(rounded),
    velocities: velocities.map(rounded),
  };
}

function lattice(boxLength: number): Vector[] {
  return [
    [boxLength, 0, 0],
    [0, boxLength, 0],
    [0, 0, boxLength],
  ];
}

function rounded([x, y, z]: Vector): Vector {
  return [number(x), number(y), number(z)];
}

/** As many digits as mean something. */
function number(value: number): number {
  return Number(value.toPrecision(6));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
