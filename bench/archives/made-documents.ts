/** The made-up crystals in the other forms that are measured, one text for each crystal. */
import type { Vector } from '../../src/ingest/structure/structure.ts';
import type { Lattice } from '../../src/ingest/structure/unit-cell.ts';
import { latticeOfCell, toCartesian } from '../../src/ingest/structure/unit-cell.ts';
import { RandomSource } from '../random-source.ts';
import type { MadeCrystal } from './made-crystal.ts';
import { contentsOf } from './made-crystal.ts';

/** What calculations gave, and a table tells. */
interface MadeProperties {
  readonly energy: number;
  readonly bandGap: number | undefined;
  readonly functional: string;
}

function makeProperties(number: number): MadeProperties {
  const random = new RandomSource(Math.imul(number + 1, 0xc2b2ae35));
  const value = (low: number, high: number) => Number(random.between(low, high).toFixed(5));
  return {
    energy: value(-9, -1),
    bandGap: random.chance(0.15) ? undefined : value(0, 7),
    functional: random.pick(['PBE', 'PBEsol', 'SCAN', 'HSE06']),
  };
}

export const propertyHead = 'id,energy_per_atom,band_gap,functional\n';

/** A line of the table. @param id of the crystal, or what tells its file. */
export function propertyRow(id: string, number: number): string {
  const { energy, bandGap, functional } = makeProperties(number);
  return `${id},${energy},${bandGap ?? ''},${functional}\n`;
}

/** An element of a list of computed entries, as pymatgen writes it. */
export function pymatgenEntry(number: number, crystal: MadeCrystal): string {
  const lattice = latticeOf(crystal);
  const { energy, functional, bandGap = null } = makeProperties(number);
  const { a, b, c, alpha, beta, gamma } = crystal.cell;
  const structure = {
    '@module': 'pymatgen.core.structure',
    '@class': 'Structure',
    charge: 0,
    lattice: { matrix: lattice, pbc: [true, true, true], a, b, c, alpha, beta, gamma },
    properties: {},
    sites: crystal.atoms.flatMap(({ label, occupants, images }) =>
      images.map((abc) => ({
        species: occupants.map(([element, occu]) => ({ element, occu })),
        abc,
        properties: {},
        label,
        xyz: toCartesian(lattice, abc),
      })),
    ),
  };
  const contents = contentsOf(crystal);
  const atoms = contents.reduce((sum, [, amount]) => sum + amount, 0);
  return JSON.stringify({
    '@module': 'pymatgen.entries.computed_entries',
    '@class': 'ComputedStructureEntry',
    energy: energy * atoms,
    composition: Object.fromEntries(contents),
    entry_id: `made-${number}`,
    correction: 0,
    energy_adjustments: [],
    parameters: { functional },
    data: { id: `made-${number}`, band_gap: bandGap },
    structure,
  });
}

/** A frame of extended XYZ; of a shared site the first element. */
export function xyzFrame(number: number, crystal: MadeCrystal): string {
  const lattice = latticeOf(crystal);
  const { energy } = makeProperties(number);
  const sites = crystal.atoms.flatMap(({ occupants, images }) =>
    images.map((image) => `${occupants[0]![0]} ${written(toCartesian(lattice, image))}`),
  );
  const cell = lattice.map(written).join(' ');
  const head = `Lattice="${cell}" Properties=species:S:1:pos:R:3 energy=${energy} pbc="T T T"`;
  return `${sites.length}\n${head}\n${sites.join('\n')}\n`;
}

function latticeOf({ cell }: MadeCrystal): Lattice {
  return latticeOfCell(cell)!;
}

function written(vector: Vector): string {
  return vector.map((value) => value.toFixed(8)).join(' ');
}
