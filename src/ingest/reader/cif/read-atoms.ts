/**
 * The atoms that a block lists, before symmetry: which of its rows are atoms with a place, and what is on
 * them.
 */
import type { SiteSymbol } from '../../structure/site-symbol.ts';
import type { Vector } from '../../structure/structure.ts';
import { excerpt } from '../finding/excerpt.ts';
import type { CifBlock, CifLoop } from './cif-block.ts';
import type { CoordinateReader } from './coordinate-reader.ts';
import type { FaultList } from './fault-list.ts';
import { readNumber } from './read-number.ts';
import { OccupantReader } from './read-occupant.ts';
import type { RemarkList } from './remark-list.ts';

export interface CifAtom {
  readonly label: string;
  readonly line: number;
  readonly kind: SiteSymbol;
  /** Above 0, 1 at most. */
  readonly occupancy: number;
  /** Fractional in a crystal, Cartesian in Å in a molecule. */
  readonly coordinates: Vector;
  readonly disorder: DisorderGroup | undefined;
}

/** Atoms of one group are there together; those of other groups of the assembly are then absent. */
interface DisorderGroup {
  readonly assembly: string;
  /** With a minus where the group excludes its own images. */
  readonly group: string;
}

export interface CifAtoms {
  readonly atoms: readonly CifAtom[];
  /** What is listed without coordinates. */
  readonly unlocated: readonly SiteSymbol[];
}

const labelTags = [
  '_atom_site_label',
  '_atom_site_label_atom_id',
  '_atom_site_auth_atom_id',
  '_chem_comp_atom_atom_id',
  '_atom_site_id',
  '_atom_site_type_symbol',
] as const;
/** Occupancies are rounded, and sums of them more so. */
export const occupancyTolerance = 0.01;

/** A row that is left out. */
type Omission = 'dummy' | 'empty' | 'unlocated';

/**
 * Reads the rows of a loop of atoms. What is left out of them is told by remarks, what cannot be read by
 * faults.
 */
export function readAtoms(
  block: CifBlock,
  loop: CifLoop,
  coordinates: CoordinateReader,
  statedElements: ReadonlySet<string>,
  faults: FaultList,
  remarks: RemarkList,
): CifAtoms {
  const occupants = new OccupantReader(block, statedElements);
  const atoms: CifAtom[] = [];
  const unlocated: SiteSymbol[] = [];
  const omitted: Record<Omission | 'crowded', { label: string; line: number }[]> = {
    dummy: [],
    empty: [],
    unlocated: [],
    crowded: [],
  };
  const model = loop.value(0, '_atom_site_pdbx_pdb_model_num');
  for (let row = 0; row < loop.rowCount; row += 1) {
    // Further models are other answers to the same question.
    if (loop.value(row, '_atom_site_pdbx_pdb_model_num') !== model) break;
    const label = loop.value(row, ...labelTags) ?? `${row + 1}`;
    const line = loop.line(row);
    const kind = occupants.read(loop, row, label);
    const occupancy = readOccupancy(loop, row, faults);
    const place = coordinates.read(loop, row, faults);
    if (loop.value(row, '_atom_site_calc_flag')?.toLowerCase() === 'dum') omitted.dummy.push({ label, line });
    else if (place === 'unreadable') continue;
    else if (place === 'unknown') {
      omitted.unlocated.push({ label, line });
      unlocated.push(kind);
    } else if (occupancy <= 0) omitted.empty.push({ label, line });
    else {
      if (occupancy > 1 + occupancyTolerance) omitted.crowded.push({ label, line });
      const disorder = readDisorder(loop, row);
      atoms.push({ label, line, kind, occupancy: Math.min(occupancy, 1), coordinates: place, disorder });
    }
  }
  remarks.addOn(omitted.dummy, 'Dummy atoms are left out');
  remarks.addOn(omitted.unlocated, 'Atoms without coordinates have no sites');
  remarks.addOn(omitted.empty, 'Atoms with an occupancy of 0 or less are left out');
  remarks.addOn(omitted.crowded, 'Occupancies above 1 are taken for 1');
  return { atoms, unlocated };
}

/** 1 where it is not given, by the dictionary. */
function readOccupancy(loop: CifLoop, row: number, faults: FaultList): number {
  const text = loop.value(row, '_atom_site_occupancy');
  if (text === undefined) return 1;
  const occupancy = readNumber(text);
  if (occupancy === undefined)
    faults.add(loop.line(row), `gives ${excerpt(text)} as an occupancy; 1 is taken`);
  return occupancy ?? 1;
}

function readDisorder(loop: CifLoop, row: number): DisorderGroup | undefined {
  const group = loop.value(row, '_atom_site_disorder_group');
  if (group !== undefined) {
    const assembly = loop.value(row, '_atom_site_disorder_assembly') ?? '';
    return group === '0' ? undefined : { assembly, group };
  }
  const alternative = loop.value(row, '_atom_site_label_alt_id');
  if (alternative === undefined) return undefined;
  const chain = loop.value(row, '_atom_site_auth_asym_id', '_atom_site_label_asym_id') ?? '';
  const residue = loop.value(row, '_atom_site_auth_seq_id', '_atom_site_label_seq_id') ?? '';
  return { assembly: `${chain} ${residue}`, group: alternative };
}
