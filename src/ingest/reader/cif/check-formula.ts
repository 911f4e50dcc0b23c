/** What the formula of a block tells of its sites: atoms that have none, hydrogen that a name made up, contradictions. */
import type { Structure } from '../../structure/structure.ts';
import { compositionOf } from '../../structure/structure-composition.ts';
import type { CifBlock } from './cif-block.ts';
import type { FormulaAmounts, FormulaComparison } from './compare-formula.ts';
import { compareFormula } from './compare-formula.ts';
import { readNumber } from './read-number.ts';
import type { RemarkList } from './remark-list.ts';

/** A structure of which only the sites are settled. */
export type PlacedStructure = Omit<Structure, 'implicitAtoms' | 'tolerance'>;

export interface CheckedSites {
  readonly structure: PlacedStructure;
  /** Elements of which the formula has atoms without sites. */
  readonly lacking: readonly string[];
}

/** Numbers of formula units that differ by less are one. */
const unitsTolerance = 0.02;

export function checkFormula(
  structure: PlacedStructure,
  stated: FormulaAmounts,
  block: CifBlock,
  remarks: RemarkList,
): CheckedSites {
  const amounts = amountsOf(structure);
  if (amounts === undefined) return { structure, lacking: [] };
  const comparison = compareFormula(amounts, stated);
  const { isEqual } = comparison;
  if (!isEqual && hasAttached(structure) && block.loop('_atom_site_attached_hydrogens') === undefined) {
    // A name such as `Wat` is a guess at hydrogen; the formula knows.
    const bare = withoutAttached(structure);
    if (compareFormula(amountsOf(bare)!, stated).isEqual) return { structure: bare, lacking: [] };
  }
  // Hydrogen that is bound to atoms is all there is; then it is the formula that is wrong.
  const lacking = comparison.lacking.filter((symbol) => symbol !== 'H' || !hasAttached(structure));
  const units = readNumber(block.text('_cell_formula_units_z'));
  const isWhole = units === undefined || Math.abs(comparison.units - units) <= unitsTolerance * units;
  if (!isEqual || !isWhole) {
    remarks.add('formula-differs', describe(amounts, stated, units, lacking));
  }
  return { structure, lacking };
}

function describe(
  amounts: FormulaAmounts,
  stated: FormulaAmounts,
  units: number | undefined,
  lacking: FormulaComparison['lacking'],
): string {
  const times = units === undefined ? '' : `, ${units} times`;
  const sentence = `The sites hold ${printAmounts(amounts)}; the formula says ${printAmounts(stated)}${times}.`;
  if (lacking.length === 0) return sentence;
  return `${sentence} That is taken for ${lacking.join(', ')} without sites.`;
}

function printAmounts(amounts: FormulaAmounts): string {
  return [...amounts].map(([symbol, amount]) => `${symbol}${Number(amount.toFixed(2))}`).join(' ');
}

function amountsOf(structure: PlacedStructure): FormulaAmounts | undefined {
  const { amounts, hasNameless } = compositionOf({ ...structure, implicitAtoms: false, tolerance: 0 });
  return hasNameless ? undefined : amounts;
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
