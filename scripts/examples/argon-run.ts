/**
 * A small run of molecular dynamics: argon atoms that attract and repel each other after Lennard-Jones, moved by velocity
 * Verlet in a periodic box, warmed by scaling their velocities in the first half. It uses nothing but sums, products,
 * quotients and square roots, which come out the same on every machine.
 *
 * Units: Å, ps, eV, K, atomic mass units.
 */
export type Vector = readonly [number, number, number];

export interface ArgonState {
  readonly positions: readonly Vector[];
  readonly velocities: readonly Vector[];
}

export interface ArgonFrame extends ArgonState {
  readonly step: number;
  readonly temperature: number;
  readonly potential: number;
  readonly kinetic: number;
  readonly pressure: number;
}

export interface ArgonSettings {
  readonly boxLength: number;
  /** Ends of the first half of the run. */
  readonly temperature: number;
  readonly steps: number;
  readonly stepsPerFrame: number;
  readonly timeStep: number;
}

export const forceField = { epsilon: 0.0103, sigma: 3.4, mass: 39.948 } as const;
const boltzmann = 8.617333262e-5;
/** eV of one atomic mass unit at 1 Å/ps. */
const electronvolts = 1.03642697e-4;
/** GPa of 1 eV/Å³. */
const gigapascals = 160.2176634;
const stepsPerScaling = 10;

/** Cubic close packing in `count`³ cells; velocities by chance, the same at each call. */
export function closePacked(boxLength: number, count: number): ArgonState {
  const edge = boxLength / count;
  const corners = [
    [0, 0, 0],
    [0, 0.5, 0.5],
    [0.5, 0, 0.5],
    [0.5, 0.5, 0],
  ];
  const positions: Vector[] = [];
  for (let cell = 0; cell < count ** 3; cell += 1) {
    const [i, j, k] = [cell % count, Math.floor(cell / count) % count, Math.floor(cell / count ** 2)];
    for (const [x, y, z] of corners) positions.push([(i + x!) * edge, (j + y!) * edge, (k + z!) * edge]);
  }
  let seed = 20_261_122;
  const random = (): number => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647 - 0.5;
  };
  return { positions, velocities: withoutDrift(positions.map((): Vector => [random(), random(), random()])) };
}

/** Frames of the run, the first before any step. */
export function runArgon(start: ArgonState, settings: ArgonSettings): ArgonFrame[] {
  const { steps, stepsPerFrame, timeStep, boxLength, temperature } = settings;
  const positions = start.positions.map(([x, y, z]) => [x, y, z]);
  let velocities = start.velocities.map(([x, y, z]) => [x, y, z]);
  let found = forces(positions, boxLength);
  const frames: ArgonFrame[] = [];
  const perMass = timeStep / (2 * forceField.mass * electronvolts);
  for (let step = 0; ; step += 1) {
    if (step % stepsPerFrame === 0) frames.push(frameOf(step, positions, velocities, found, boxLength));
    if (step === steps) return frames;
    kick(velocities, found.forces, perMass);
    for (const [atom, position] of positions.entries()) {
      for (let axis = 0; axis < 3; axis += 1) {
        const moved = position[axis]! + velocities[atom]![axis]! * timeStep;
        position[axis] = moved - boxLength * Math.floor(moved / boxLength);
      }
    }
    found = forces(positions, boxLength);
    kick(velocities, found.forces, perMass);
    if (step < steps / 2 && step % stepsPerScaling === 0) {
      const factor = Math.sqrt(temperature / temperatureOf(kineticEnergy(velocities), velocities.length));
      velocities = velocities.map((velocity) => velocity.map((part) => part * factor));
    }
  }
}

interface Forces {
  readonly forces: readonly number[][];
  readonly potential: number;
  readonly virial: number;
}

/** Between nearest images, up to half the box, where the energy is shifted to 0. */
function forces(positions: readonly number[][], boxLength: number): Forces {
  const { epsilon, sigma } = forceField;
  const total = positions.map(() => [0, 0, 0]);
  const cutoffSquared = (boxLength / 2) ** 2;
  const pairEnergy = (squared: number): number => {
    const sixth = (sigma * sigma) ** 3 / squared ** 3;
    return 4 * epsilon * (sixth * sixth - sixth);
  };
  let potential = 0;
  let virial = 0;
  for (let first = 0; first < positions.length; first += 1) {
    for (let second = first + 1; second < positions.length; second += 1) {
      const apart = positions[first]!.map((part, axis) => {
        const distance = part - positions[second]![axis]!;
        return distance - boxLength * Math.round(distance / boxLength);
      });
      const squared = apart.reduce((sum, part) => sum + part * part, 0);
      if (squared >= cutoffSquared) continue;
      const sixth = (sigma * sigma) ** 3 / squared ** 3;
      const pull = (24 * epsilon * (2 * sixth * sixth - sixth)) / squared;
      potential += pairEnergy(squared) - pairEnergy(cutoffSquared);
      virial += pull * squared;
      for (let axis = 0; axis < 3; axis += 1) {
        total[first]![axis]! += pull * apart[axis]!;
        total[second]![axis]! -= pull * apart[axis]!;
      }
    }
  }
  return { forces: total, potential, virial };
}

function kick(velocities: readonly number[][], pulls: readonly number[][], perMass: number): void {
  for (const [atom, velocity] of velocities.entries()) {
    for (let axis = 0; axis < 3; axis += 1) velocity[axis]! += pulls[atom]![axis]! * perMass;
  }
}

function frameOf(
  step: number,
  positions: readonly number[][],
  velocities: readonly number[][],
  { potential, virial }: Forces,
  boxLength: number,
): ArgonFrame {
  const kinetic = kineticEnergy(velocities);
  return {
    step,
    positions: positions.map(([x, y, z]): Vector => [x!, y!, z!]),
    velocities: velocities.map(([x, y, z]): Vector => [x!, y!, z!]),
    temperature: temperatureOf(kinetic, positions.length),
    potential,
    kinetic,
    pressure: ((2 * kinetic + virial) / (3 * boxLength ** 3)) * gigapascals,
  };
}

function kineticEnergy(velocities: readonly number[][]): number {
  const squares = velocities.flat().reduce((sum, part) => sum + part * part, 0);
  return (forceField.mass * electronvolts * squares) / 2;
}

function temperatureOf(kinetic: number, atoms: number): number {
  return (2 * kinetic) / (3 * (atoms - 1) * boltzmann);
}

function withoutDrift(velocities: readonly Vector[]): Vector[] {
  const mean = [0, 1, 2].map((axis) => velocities.reduce((sum, v) => sum + v[axis]!, 0) / velocities.length);
  return velocities.map(([x, y, z]) => [x - mean[0]!, y - mean[1]!, z - mean[2]!]);
}
