import { chemicalElements } from '../../../standard/index.ts';
import { readStatedFormula } from '../../structure/stated-formula.ts';
import type { CifBlock } from './cif-block.ts';

/** Amounts by symbol of an element. */
export type FormulaAmounts = ReadonlyMap<string, number>;

export interface StatedFormula {
  readonly text: string;
  readonly amounts: FormulaAmounts;
}

const tags = ['_chemical_formula_sum', '_chemical_formula_structural', '_chem_comp_formula'] as const;
const capitalPair = /(?<![A-Za-z])[A-Z]{2}(?![a-z])/g;

/** The formula that a block states; undefined where it states none that can be read. */
export function findFormula(block: CifBlock): StatedFormula | undefined {
  for (const tag of tags) {
    const stated = block.text(tag) ?? '';
    for (const text of [stated, withoutCapitals(stated)]) {
      const amounts = readStatedFormula(text);
      if (amounts !== undefined) return { text, amounts };
    }
  }
  return undefined;
}

/** Older programs write `NA4 O7.51`. Two capitals are one element then, where they can be. */
function withoutCapitals(text: string): string {
  return text.replace(capitalPair, (pair) => {
    const symbol = pair.slice(0, 1) + pair.slice(1).toLowerCase();
    return chemicalElements.has(symbol) ? symbol : pair;
  });
}
