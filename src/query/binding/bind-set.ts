/** Takes HAS with its values, on one list or on zipped ones, and gives its bound form. */
import type { Property, SetOpRhs, SetZipOpRhs, Span, ValueListEntry } from '../../filter/index.ts';
import type { BoundHas, ItemTest } from '../entry-query.ts';
import { bindRightSide, fuzzyOperators, isFuzzy, operatorUnsupported } from './bind-right-side.ts';
import type { FilterScope } from './filter-scope.ts';

/** @spec OPTIMADE 1.3.0, "Comparisons of list properties" */
export function bindSet({ property, quantifier, entries, span }: SetOpRhs, scope: FilterScope): BoundHas {
  checkHas([property], span, scope);
  return {
    kind: 'has',
    quantifier: boundQuantifiers[quantifier],
    paths: [scope.path(property)],
    groups: entries.map((entry) => [bindEntry(property, entry, scope)]),
  };
}

/** Errors: `zip-length` where a group has too few or too many values. */
export function bindZip(
  { properties, quantifier, entries, span }: SetZipOpRhs,
  scope: FilterScope,
): BoundHas {
  checkHas(properties, span, scope);
  return {
    kind: 'has',
    quantifier: boundQuantifiers[quantifier],
    paths: properties.map((property) => scope.path(property)),
    groups: entries.map((group) => bindGroup(properties, group, scope)),
  };
}

const boundQuantifiers = { HAS: 'any', ANY: 'any', ALL: 'all', ONLY: 'only' } as const;

/** HAS asks lists of values that can be compared. */
function checkHas(properties: readonly Property[], span: Span, scope: FilterScope): void {
  for (const property of properties) {
    const { list, type } = scope.path(property);
    if (!list || type === 'opaque') throw operatorUnsupported('HAS', property, span, scope);
  }
}

function bindGroup(
  properties: readonly Property[],
  group: readonly ValueListEntry[],
  scope: FilterScope,
): readonly ItemTest[] {
  if (group.length === properties.length) {
    return group.map((entry, index) => bindEntry(properties[index]!, entry, scope));
  }
  const span = { start: group[0]!.span.start, end: group.at(-1)!.span.end };
  throw scope.fault('zip-length', span, { properties: properties.length, values: group.length });
}

function bindEntry(
  property: Property,
  { operator, value, span }: ValueListEntry,
  scope: FilterScope,
): ItemTest {
  return {
    operator: isFuzzy(operator) ? fuzzyOperators[operator] : operator,
    right: bindRightSide(property, operator, value, span, scope),
  };
}
