import { OptimadeError, suggest } from '../../base/index.ts';
import type { EntryTypeDefinition } from '../../standard/index.ts';
import { comparableTypeOf } from '../../standard/index.ts';
import type { SortKey } from '../entry-query.ts';
import { originOfName } from '../name-origin.ts';
import type { SortTerm } from '../parameter/parse-parameters.ts';
import type { WarningList } from '../query-warning.ts';
import type { BindContext } from './bind-context.ts';
import { ownEntryType, prefixesOf } from './bind-context.ts';

/** Whether entries can be sorted by a property: it is a scalar whose values can be compared. */
export function isSortable(property: string, entryType: EntryTypeDefinition): boolean {
  return typeof sortKeyOf(property, entryType) === 'object';
}

/**
 * The sort keys of a listing. Those of other providers are left out, with a warning: they are unknown in every entry.
 *
 * Errors: `sort-unsupported`.
 * @spec OPTIMADE 1.3.0, "Entry Listing URL Query Parameters", sort
 */
export function bindSort(
  terms: readonly SortTerm[],
  context: BindContext,
  warnings: WarningList,
): readonly SortKey[] {
  const entryType = ownEntryType(context);
  return terms.flatMap(({ property, descending }) => {
    const found = sortKeyOf(property, entryType);
    if (typeof found === 'object') return [{ path: found, descending }];
    const origin = originOfName(property, prefixesOf(context));
    if (found === 'unknown' && (origin === 'known-provider' || origin === 'unrecognized')) {
      warnings.add('sort-key-ignored', 'sort', { property });
      return [];
    }
    throw sortUnsupported(property, found, entryType);
  });
}

type SortFault = 'unknown' | 'list' | 'composite' | 'nested';

/** The path to sort by, or what is in the way. */
function sortKeyOf(property: string, { properties }: EntryTypeDefinition): SortKey['path'] | SortFault {
  const definition = Object.hasOwn(properties, property) ? properties[property] : undefined;
  if (definition !== undefined) {
    if (definition['x-optimade-type'] === 'list') return 'list';
    const type = comparableTypeOf(definition);
    return type === undefined ? 'composite' : { kind: 'attribute', property, keys: [], list: false, type };
  }
  if (property === 'id' || property === 'type') {
    return { kind: 'attribute', property, keys: [], list: false, type: 'string' };
  }
  return property.includes('.') && Object.hasOwn(properties, property.split('.')[0]!) ? 'nested' : 'unknown';
}

const reasons: Readonly<Record<SortFault, string>> = {
  unknown: 'they have no such property',
  list: 'it is a list',
  composite: 'its values have no order',
  nested: 'only whole properties can be sorted by',
};

function sortUnsupported(property: string, fault: SortFault, entryType: EntryTypeDefinition): OptimadeError {
  const sortable = Object.keys(entryType.properties).filter((other) => isSortable(other, entryType));
  return new OptimadeError(
    'sort-unsupported',
    { entryType: entryType.name, property, reason: reasons[fault] },
    { parameter: 'sort', suggestion: fault === 'unknown' ? suggest(property, sortable) : undefined },
  );
}
