import { parseFilter } from '../../filter/index.ts';
import type { EntryQuery } from '../entry-query.ts';
import type { EntryParameters, ListingParameters } from '../parameter/parse-parameters.ts';
import type { QueryWarning } from '../query-warning.ts';
import { WarningList } from '../query-warning.ts';
import type { BindContext } from './bind-context.ts';
import { bindFilter } from './bind-filter.ts';
import { bindInclude } from './bind-include.ts';
import { bindPage } from './bind-page.ts';
import type { BoundResponseFields } from './bind-response-fields.ts';
import { bindResponseFields } from './bind-response-fields.ts';
import { bindSort } from './bind-sort.ts';

/** What is shown of entries, however they were found. */
export interface BoundEntryRequest {
  readonly responseFields: BoundResponseFields;
  /** Entry types whose related entries go to `included`. */
  readonly include: readonly string[];
}

export interface BoundListing extends BoundEntryRequest {
  readonly query: EntryQuery;
  readonly warnings: readonly QueryWarning[];
}

/**
 * Reads the filter of a listing and binds it and all other parameters.
 *
 * Errors: those of `parseFilter`, `bindFilter` and of the binding of sort, page, response fields and include.
 */
export function bindListing(parameters: ListingParameters, context: BindContext): BoundListing {
  const { filter: text } = parameters;
  const bound = text === undefined ? undefined : bindFilter(parseFilter(text), text, context);
  const warnings = new WarningList();
  const sort = bindSort(parameters.sort, context, warnings);
  const page = bindPage(parameters, sort, context);
  return {
    ...bindEntryRequest(parameters, context),
    query: { entryType: context.entryType, filter: bound?.filter, sort, page },
    warnings: [...(bound?.warnings ?? []), ...warnings.all],
  };
}

/** Binds what a listing and a single entry share. Errors: `response-field-unknown`, `include-unknown`. */
export function bindEntryRequest(parameters: EntryParameters, context: BindContext): BoundEntryRequest {
  return {
    responseFields: bindResponseFields(parameters.responseFields, context),
    include: bindInclude(parameters.include, context),
  };
}
