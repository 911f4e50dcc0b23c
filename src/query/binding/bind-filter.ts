/**
 * Takes the tree of a filter and gives the bound filter: names become paths, constants get the types of what they are
 * compared with. Looks at no text but to show it in errors.
 */
import type { Filter } from '../../filter/index.ts';
import type { BoundFilter } from '../entry-query.ts';
import type { QueryWarning } from '../query-warning.ts';
import { WarningList } from '../query-warning.ts';
import { bindComparison } from './bind-comparison.ts';
import type { BindContext } from './bind-context.ts';
import { FilterScope } from './filter-scope.ts';

export interface BoundFilterResult {
  readonly filter: BoundFilter;
  readonly warnings: readonly QueryWarning[];
}

/**
 * Binds a filter to the properties of an entry type. Every name is looked up, also where it cannot matter.
 *
 * Errors: `property-unknown`, `timestamp-invalid`, `zip-length` (400); `type-mismatch`, `operator-unsupported`,
 * `constants-compared`, `number-range`, `relationship-unsupported` (501); all with the part of `text` at fault.
 * @spec OPTIMADE 1.3.0, "API Filtering Format Specification"
 */
export function bindFilter(filter: Filter, text: string, context: BindContext): BoundFilterResult {
  const warnings = new WarningList();
  const bound = bindNode(filter, new FilterScope(text, context, warnings));
  return { filter: bound, warnings: warnings.all };
}

function bindNode(node: Filter, scope: FilterScope): BoundFilter {
  switch (node.kind) {
    case 'Or':
      return { kind: 'or', operands: node.operands.map((operand) => bindNode(operand, scope)) };
    case 'And':
      return { kind: 'and', operands: node.operands.map((operand) => bindNode(operand, scope)) };
    case 'Not':
      return { kind: 'not', operand: bindNode(node.operand, scope) };
    default:
      return bindComparison(node, scope);
  }
}
