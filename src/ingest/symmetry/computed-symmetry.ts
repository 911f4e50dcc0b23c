/** Symmetry that the sites have, found within a tolerance, in the cell as it is given. */
import type { JsonValue } from '../../base/index.ts';
import { limits } from '../../base/index.ts';
import type { SiteKinds } from '../structure/site-kinds.ts';
import { kindsOf } from '../structure/site-kinds.ts';
import type { Structure, Vector } from '../structure/structure.ts';
import { fullLattice, length, spansVolume, toFractional } from '../structure/unit-cell.ts';
import type { CellSites } from './cell-copies.ts';
import { countCellCopies } from './cell-copies.ts';
import { moyo, replaceMoyo } from './moyo.ts';
import type { Setting } from './setting-table.ts';
import { operationOfMoyo, settings } from './setting-table.ts';
import { printedOperations } from './space-group-settings.ts';
import type { SymmetryFinding } from './symmetry-finding.ts';
import { printOperation, translationTolerance } from './symmetry-operation.ts';

type Dataset = ReturnType<ReturnType<typeof moyo>['analyze_cell']>;

/**
 * The attributes of symmetry as it is found; none, with a remark, where it cannot be. Operations are told
 * only if the standard can write them, and the Hall symbol only if its operations are these.
 *
 * Units: `tolerance` in Å.
 * Limits: `symmetrySitesMax`, `symmetryCellCopiesMax`, `symmetryOperationsMax`.
 */
export function computedSymmetryAttributes(structure: Structure, tolerance: number): SymmetryFinding {
  const cell = cellOf(structure);
  if (typeof cell === 'string') return unknown(cell);
  if (cell === undefined) return { attributes: {}, remarks: [] };
  const copies = countCellCopies(cell, tolerance, limits.symmetryCellCopiesMax);
  if (copies >= limits.symmetryCellCopiesMax) {
    return unknown(`the cell repeats a smaller one ${copies} times or more`);
  }
  const dataset = analyze(cell, tolerance);
  if (typeof dataset === 'string') return unknown(dataset);
  return { attributes: attributesOf(dataset, cell, tolerance), remarks: [] };
}

function unknown(reason: string): SymmetryFinding {
  return { attributes: {}, remarks: [`Symmetry was not computed: ${reason}.`] };
}

/** The cell; why it has none that can be searched; undefined for what is not periodic in three directions. */
function cellOf({ lattice, periodic, sites }: Structure): CellSites | string | undefined {
  if (!periodic.every(Boolean)) return undefined;
  const full = fullLattice(lattice);
  if (full === undefined || !spansVolume(full)) return 'the lattice vectors span no volume';
  if (sites.length === 0) return 'there are no sites';
  if (sites.length > limits.symmetrySitesMax) {
    return `there are ${sites.length} sites, and no more than ${limits.symmetrySitesMax} are searched`;
  }
  const positions = sites.map(({ fractional, position }) =>
    inCell(fractional ?? toFractional(full, position)),
  );
  if (!positions.every((position) => position.every(Number.isFinite))) return 'a position is not a number';
  return { lattice: full, positions, numbers: numbersOf(kindsOf(sites)) };
}

/** Each mix of atoms is an element of its own; one may not be told from another by charge or name. */
function numbersOf({ kinds, atSites }: SiteKinds): readonly number[] {
  const numbers = new Map<string, number>();
  const ofKind = kinds.map(({ occupants }) => {
    const matter = occupants.map(({ symbol, concentration, attached }) => [symbol, concentration, attached]);
    const key = JSON.stringify(matter);
    const number = numbers.get(key) ?? numbers.size + 1;
    numbers.set(key, number);
    return number;
  });
  return atSites.map((kind) => ofKind[kind]!);
}

function inCell([x, y, z]: Vector): Vector {
  return [x - Math.floor(x), y - Math.floor(y), z - Math.floor(z)];
}

/** What the program finds, or why it finds nothing. */
function analyze({ lattice, positions, numbers }: CellSites, tolerance: number): Dataset | string {
  const cell = JSON.stringify({ lattice: { basis: lattice.flat() }, positions, numbers });
  try {
    return moyo().analyze_cell(cell, tolerance, 'Standard');
  } catch (error) {
    // The program tells its failures as texts; what is thrown otherwise is its end.
    if (typeof error === 'string')
      return `the search failed, as with sites nearer than the tolerance (${error})`;
    void replaceMoyo();
    return 'the search ended in an error';
  }
}

function attributesOf(dataset: Dataset, cell: CellSites, tolerance: number): Record<string, JsonValue> {
  const operations = printOperations(dataset, cell, tolerance);
  const setting = operations && settingOf(dataset.number, operations);
  return {
    ...(operations === undefined ? {} : { space_group_symmetry_operations_xyz: operations }),
    ...(setting === undefined ? {} : { space_group_symbol_hall: setting.hallSymbol }),
    space_group_symbol_hermann_mauguin: setting?.shortSymbol ?? dataset.hm_symbol.replaceAll('_', ''),
    space_group_it_number: dataset.number,
    wyckoff_positions: dataset.wyckoffs.map(wyckoffLetter),
  };
}

/** The group Pmmm has 27 positions; the last is α, for which the program writes A. */
function wyckoffLetter(letter: string): string {
  return letter === 'A' ? 'α' : letter;
}

/** Undefined where one of them cannot be written, as in primitive cells and with arbitrary origins. */
function printOperations(
  { operations }: Dataset,
  { lattice }: CellSites,
  tolerance: number,
): readonly string[] | undefined {
  if (operations.length > limits.symmetryOperationsMax) return undefined;
  const snap = Math.max(translationTolerance, (2 * tolerance) / Math.min(...lattice.map(length)));
  const printed: string[] = [];
  for (const operation of operations) {
    const text = printOperation(operationOfMoyo(operation), snap);
    if (text === undefined) return undefined;
    printed.push(text);
  }
  return printed;
}

/** The setting of a group that has exactly these operations. */
function settingOf(itNumber: number, operations: readonly string[]): Setting | undefined {
  const present = new Set(operations);
  return settings().find((setting) => {
    if (setting.itNumber !== itNumber) return false;
    const own = printedOperations(setting);
    return own.length === present.size && own.every((operation) => present.has(operation));
  });
}
