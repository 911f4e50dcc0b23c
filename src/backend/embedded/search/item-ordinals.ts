import type { BoundFilter, ItemTest, PropertyPath, TargetPath } from '../../../query/index.ts';
import type { ListColumn } from './column.ts';
import type { Compilation } from './compilation.ts';
import { findOrdinals } from './dictionary.ts';
import type { OrdinalSet } from './ordinal-set.ts';
import { ordinalsOfTargets } from './path-columns.ts';

/** The ordinals of a list's items that satisfy a test against a constant. */
export async function ordinalsOfTest(
  path: PropertyPath,
  column: ListColumn,
  { operator, right }: ItemTest,
  on: Compilation,
): Promise<OrdinalSet> {
  if (path.kind === 'target') {
    return ordinalsOfTargets(column, path, comparisonOf(path, operator, right), on);
  }
  return right.kind === 'constant' ? findOrdinals(column.dictionary, operator, right.value, on.pace) : [];
}

function comparisonOf(
  path: TargetPath,
  operator: ItemTest['operator'],
  right: ItemTest['right'],
): BoundFilter {
  switch (operator) {
    case 'contains':
    case 'starts':
    case 'ends':
      return { kind: 'fuzzy', left: path.path, operator, right };
    default:
      return { kind: 'comparison', left: path.path, operator, right };
  }
}
