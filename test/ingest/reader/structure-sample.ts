import fc from 'fast-check';
import { expect } from 'vitest';
import type { FilePiece, Finding, Reading } from '../../../src/ingest/reader/format/format-reader.ts';
import type { Site, Structure, Vector } from '../../../src/ingest/structure/structure.ts';
import type { Lattice } from '../../../src/ingest/structure/unit-cell.ts';
import { toCartesian } from '../../../src/ingest/structure/unit-cell.ts';

/** A crystal as the tests write it: ordered, one symbol a site. */
export interface CrystalSample {
  readonly lattice: Lattice;
  readonly atoms: readonly { readonly symbol: string; readonly fractional: Vector }[];
}

const component = fc.double({ min: -1, max: 1, noNaN: true });
const edge = fc.double({ min: 3, max: 30, noNaN: true });

/** Lattices that are oblique but far from flat. */
export const lattices: fc.Arbitrary<Lattice> = fc
  .tuple(edge, edge, edge, fc.array(component, { minLength: 6, maxLength: 6 }))
  .map(([a, b, c, [p, q, r, s, t, u]]) => [
    [a, p!, q!],
    [r!, b, s!],
    [t!, u!, c],
  ]);

export const crystals: fc.Arbitrary<CrystalSample> = fc.record({
  lattice: lattices,
  atoms: fc.array(
    fc.record({
      symbol: fc.constantFrom('H', 'Si', 'O', 'Fe', 'X', 'U', 'Cl'),
      fractional: fc.tuple(component, component, component),
    }),
    { minLength: 1, maxLength: 12 },
  ),
});

/** Atoms in runs of equal symbols, as POSCAR and others have them. */
export function runsOf(symbols: readonly string[]): { symbol: string; count: number }[] {
  const runs: { symbol: string; count: number }[] = [];
  for (const symbol of symbols) {
    const last = runs.at(-1);
    if (last?.symbol === symbol) last.count += 1;
    else runs.push({ symbol, count: 1 });
  }
  return runs;
}

export function positionsOf({ lattice, atoms }: CrystalSample): readonly Vector[] {
  return atoms.map(({ fractional }) => toCartesian(lattice, fractional));
}

export function pieceOf(text: string | Buffer, line = 1, index = 0): FilePiece {
  return { bytes: new Uint8Array(Buffer.from(text)), line, index };
}

/** The only finding of a reading without faults. */
export function onlyFinding({ findings, faults }: Reading): Finding {
  expect(faults).toEqual([]);
  expect(findings).toHaveLength(1);
  return findings[0]!;
}

export function structureOf({ content }: Finding): Structure {
  if (content.kind !== 'structure') throw new Error('a reference was found instead of a structure');
  return content.structure;
}

/** One symbol a site. */
export function symbolsOf({ sites }: Structure): readonly string[] {
  return sites.map(({ occupants }) => occupants.map(({ symbol }) => symbol).join('+'));
}

/** Å: what programs write with ten digits differs by less. */
const nearness = 1e-6;

export function expectNear(found: readonly (Vector | null)[], wanted: readonly (Vector | null)[]): void {
  expect(found.length).toBe(wanted.length);
  for (const [at, vector] of found.entries()) {
    const other = wanted[at] ?? null;
    if (vector === null || other === null) expect(vector).toBe(other);
    else for (const axis of [0, 1, 2]) expect(Math.abs(vector[axis]! - other[axis]!)).toBeLessThan(nearness);
  }
}

export function expectCrystal(structure: Structure, sample: CrystalSample): void {
  expectNear(structure.lattice, sample.lattice);
  expect(structure.periodic).toEqual([true, true, true]);
  expect(symbolsOf(structure)).toEqual(sample.atoms.map(({ symbol }) => symbol));
  expectNear(
    structure.sites.map(({ position }: Site) => position),
    positionsOf(sample),
  );
}
