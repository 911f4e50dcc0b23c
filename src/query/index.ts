export type * from './backend-contract.ts';
export type { BindContext } from './binding/bind-context.ts';
export type { BoundFilterResult } from './binding/bind-filter.ts';
export { bindFilter } from './binding/bind-filter.ts';
export type { BoundEntryRequest, BoundListing } from './binding/bind-listing.ts';
export { bindEntryRequest, bindListing } from './binding/bind-listing.ts';
export type { BoundResponseFields } from './binding/bind-response-fields.ts';
export { isSortable } from './binding/bind-sort.ts';
export type * from './entry-query.ts';
export type { PageCursor } from './parameter/page-cursor.ts';
export { encodePageCursor, queryFingerprint } from './parameter/page-cursor.ts';
export type { PageLimits, PageParameters } from './parameter/page-parameters.ts';
export type {
  ApiHint,
  EntryParameters,
  ListingParameters,
  ParameterContext,
  ParsedParameters,
  SortTerm,
} from './parameter/parse-parameters.ts';
export { parseApiHint, parseEntryParameters, parseListingParameters } from './parameter/parse-parameters.ts';
export { QueryString } from './parameter/query-string.ts';
export type { QueryWarning, WarningCode } from './query-warning.ts';
export { warningTable } from './query-warning.ts';
