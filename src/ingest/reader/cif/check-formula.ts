/**
 * What the formula of a block tells of its sites: atoms that have none, hydrogen that a name made up,
 * contradictions.
 */
import { formulaDifference } from '../../structure/formula-difference.ts';
import type { Structure } from '../../structure/structure.ts';
import { compositionOf } from '../../structure/structure-composition.ts';
import type { CifBlock } from './cif-block.ts';
import { findLacking } from './find-lacking.ts';
import { readNumber } from './read-number.ts';
import type { RemarkList } from './remark-list.ts';
import type { FormulaAmounts } from './stated-formula.ts';

/** A structure of which the sites are settled. */
export type PlacedStructure = Omit<Structure, 'implicitAtoms' | 'tolerance'>;

export interface CheckedSites {
  readonly structure: PlacedStructure;
  /** Elements of which the formula has atoms without sites. */
  readonly lacking: readonly string[];
}

/** Numbers of formula units that differ by less, in proportion, are one. */
const unitsTolerance = 0.02;

export function checkFormula(
  structure: PlacedStructure,
  stated: FormulaAmounts,
  block: CifBlock,
  remarks: RemarkList,
): CheckedSites {
  const { amounts, hasNameless } = compositionOf(complete(structure));
  if (hasNameless || amounts.size === 0) return { structure, lacking: [] };
  const difference = formulaDifference(complete(structure));
  const units = findLacking(amounts, stated);
  if (difference === undefined) {
    remarkOnUnits(units.count, block, remarks);
    return { structure, lacking: [] };
  }
  if (hasAttached(structure) && block.loop('_atom_site_attached_hydrogens') === undefined) {
    // A name such as `Wat` is a guess at hydrogen; the formula knows.
    const bare = withoutAttached(structure);
    if (formulaDifference(complete(bare)) === undefined) return { structure: bare, lacking: [] };
  }
  // Hydrogen that is bound to atoms is all there is; then it is the formula that is wrong.
  const lacking = units.lacking.filter((symbol) => symbol !== 'H' || !hasAttached(structure));
  const explanation =
    lacking.length === 0 ? '' : ` The rest of ${lacking.join(', ')} is taken to have no sites.`;
  remarks.add('formula-differs', difference + explanation);
  return { structure, lacking };
}

function remarkOnUnits(count: number, block: CifBlock, remarks: RemarkList): void {
  const stated = readNumber(block.text('_cell_formula_units_z'));
  if (stated === undefined || Math.abs(count - stated) <= unitsTolerance * stated) return;
  const found = Number(count.toFixed(2));
  remarks.add('formula-differs', `The sites make ${found} formula units, the file states ${stated}.`);
}

function complete(structure: PlacedStructure): Structure {
  return { ...structure, implicitAtoms: false, tolerance: 0 };
}

function hasAttached({ sites }: PlacedStructure): boolean {
  return sites.some(({ occupants }) => occupants.some(({ attached }) => attached !== undefined));
}

function withoutAttached(structure: PlacedStructure): PlacedStructure {
  const sites = structure.sites.map((site) => ({
    ...site,
    occupants: site.occupants.map(({ attached: _attached, ...occupant }) => occupant),
  }));
  return { ...structure, sites };
}
