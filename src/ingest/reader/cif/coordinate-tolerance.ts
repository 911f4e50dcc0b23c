import type { CifBlock, CifLoop } from './cif-block.ts';
import { precisionOf } from './read-number.ts';

/** Å */
const measured = 1e-2;
const computed = 1e-3;
/** Digits behind the point that nobody measures. */
const computedDecimals = 6;
/** Atoms that are looked at. */
const rowsMax = 50;

/** How exact the coordinates of a block are, in Å: computed ones have many decimals and no uncertainties. */
export function coordinateTolerance(block: CifBlock, loop: CifLoop): number {
  const texts = ['_cell_length_a', '_cell_length_b', '_cell_length_c'].map((tag) => block.text(tag) ?? '');
  for (let row = 0; row < Math.min(loop.rowCount, rowsMax); row += 1) {
    for (const axis of 'xyz') {
      texts.push(loop.value(row, `_atom_site_fract_${axis}`, `_atom_site_cartn_${axis}`) ?? '');
    }
  }
  const precisions = texts.map(precisionOf);
  if (precisions.some(({ hasUncertainty }) => hasUncertainty)) return measured;
  return precisions.some(({ decimalCount }) => decimalCount >= computedDecimals) ? computed : measured;
}
