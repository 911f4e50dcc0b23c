/** What this program finds in a folder, asked for as a user would. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Found } from './compare.ts';

interface Line {
  readonly type?: string;
  readonly id?: string;
  readonly attributes?: {
    readonly nsites?: number;
    readonly lattice_vectors?: (readonly (number | null)[])[] | null;
    readonly cartesian_site_positions?: readonly (readonly number[])[];
    readonly species?: readonly {
      readonly name: string;
      readonly chemical_symbols: readonly string[];
      readonly concentration: readonly number[];
      readonly attached?: readonly string[] | null;
      readonly nattached?: readonly number[] | null;
    }[];
    readonly species_at_sites?: readonly string[];
    readonly space_group_it_number?: number | null;
  };
}

/** By path of the file, followed by what tells the entries of one file apart. */
export function convertFolder(folder: string, symmetry: 'declared' | 'computed'): Map<string, Found> {
  const program = join(import.meta.dirname, '..', '..', 'bin', 'respawn.js');
  const args = ['convert', folder, '-o', '-', '--id-scheme', 'path', '--symmetry', symmetry, '--prefix', 'x'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    timeout: 600_000,
  });
  if (status !== 0) throw new Error(`respawn ${args.join(' ')} failed: ${stderr.slice(-2000)}`);
  const found = new Map<string, Found>();
  for (const text of stdout.split('\n')) {
    if (text === '') continue;
    const { type, id, attributes } = JSON.parse(text) as Line;
    if (type === 'structures' && attributes !== undefined && id !== '/') found.set(id!, foundIn(attributes));
  }
  // Foreign programs know files: of several blocks they read one, and so the last stands for the file.
  for (const [id, one] of [...found]) {
    const file = /^(.*\.cif)\/[^/]*$/.exec(id)?.[1];
    if (file !== undefined) found.set(file, one);
  }
  return found;
}

function foundIn(attributes: NonNullable<Line['attributes']>): Found {
  const species = new Map(attributes.species!.map((one) => [one.name, one]));
  const names = attributes.species_at_sites!;
  const composition: Record<string, number> = {};
  const attached: Record<string, number> = {};
  for (const name of names) {
    const { chemical_symbols: symbols, concentration, ...bound } = species.get(name)!;
    for (const [index, symbol] of symbols.entries()) {
      if (symbol !== 'vacancy') composition[symbol] = (composition[symbol] ?? 0) + concentration[index]!;
    }
    // Whole numbers for each atom that holds them: in these files oxygen, else the only one.
    const holder = concentration[Math.max(0, symbols.indexOf('O'))]!;
    for (const [index, symbol] of (bound.attached ?? []).entries()) {
      attached[symbol] = (attached[symbol] ?? 0) + bound.nattached![index]! * holder;
    }
  }
  const vectors = attributes.lattice_vectors;
  const isFull = vectors?.every((vector) => vector.every((value) => value !== null));
  const lattice = isFull ? (vectors as number[][]) : undefined;
  const inverse = lattice && inverseOf(lattice);
  return {
    sites: names.length,
    composition,
    attached,
    ...(lattice === undefined ? {} : { lattice }),
    positions: attributes.cartesian_site_positions!.map((position, index) => {
      const place = inverse === undefined ? position : times(position, inverse);
      return [species.get(names[index]!)!.chemical_symbols[0]!, place[0]!, place[1]!, place[2]!] as const;
    }),
    spaceGroup: attributes.space_group_it_number ?? null,
    isPartial: [...species.values()].some(({ chemical_symbols: symbols }) => symbols.length > 1),
  };
}

function times(row: readonly number[], matrix: readonly (readonly number[])[]): number[] {
  return [0, 1, 2].map((column) =>
    row.reduce((sum, value, index) => sum + value * matrix[index]![column]!, 0),
  );
}

function inverseOf(matrix: readonly (readonly number[])[]): number[][] {
  const [a, b, c] = matrix as [number[], number[], number[]];
  const rows = [cross(b, c), cross(c, a), cross(a, b)];
  const determinant = a.reduce((sum, value, index) => sum + value * rows[0]![index]!, 0);
  return [0, 1, 2].map((row) => rows.map((column) => column[row]! / determinant));
}

function cross([ax, ay, az]: readonly number[], [bx, by, bz]: readonly number[]): number[] {
  return [ay! * bz! - az! * by!, az! * bx! - ax! * bz!, ax! * by! - ay! * bx!];
}
