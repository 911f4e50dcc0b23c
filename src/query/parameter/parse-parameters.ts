/**
 * Takes the query of a URL and gives typed parameters. Knows which parameters there are and how each is written, not
 * which properties or entry types exist: that is for binding.
 */
import { limits, OptimadeError, suggest } from '../../base/index.ts';
import type { PrefixContext } from '../name-origin.ts';
import { originOfName } from '../name-origin.ts';
import type { QueryWarning } from '../query-warning.ts';
import { WarningList } from '../query-warning.ts';
import type { PageLimits, PageParameters } from './page-parameters.ts';
import { parsePage } from './page-parameters.ts';
import { QueryString } from './query-string.ts';

/** The version that a client hopes for, `v1` or `v1.3`. */
export interface ApiHint {
  readonly major: number;
  readonly minor: number | undefined;
}

/** What listings and single entries share. */
export interface EntryParameters {
  /** One of the offered formats. */
  readonly responseFormat: string;
  /** Undefined where the parameter is absent, empty where it is empty; not checked against any definition. */
  readonly responseFields: readonly string[] | undefined;
  /** Relationship paths; undefined where the parameter is absent. */
  readonly include: readonly string[] | undefined;
  readonly emailAddress: string | undefined;
  readonly apiHint: ApiHint | undefined;
}

export interface SortTerm {
  readonly property: string;
  readonly descending: boolean;
}

export interface ListingParameters extends EntryParameters {
  /** The text of the filter; undefined where it is absent or blank. */
  readonly filter: string | undefined;
  readonly sort: readonly SortTerm[];
  readonly page: PageParameters;
}

export interface ParameterContext extends PrefixContext {
  readonly responseFormats: readonly string[];
}

export interface ParsedParameters<Parameters> {
  readonly parameters: Parameters;
  readonly warnings: readonly QueryWarning[];
}

const entryParameterNames = ['response_format', 'email_address', 'response_fields', 'include', 'api_hint'];
const listingParameterNames = [
  ...entryParameterNames,
  ...[
    'filter',
    'sort',
    'page_limit',
    'page_offset',
    'page_number',
    'page_cursor',
    'page_above',
    'page_below',
  ],
];

/**
 * Reads the parameters of an entry listing.
 *
 * Errors: `query-malformed`, `parameter-unknown`, `parameter-repeated`, `parameter-invalid`, `page-limit-exceeded`,
 * `pagination-conflict`, `response-format-unknown`.
 * Limits: `listParameterItemsMax`, `sortKeysMax`, the given `pageLimitMax`.
 * @spec OPTIMADE 1.3.0, "Entry Listing URL Query Parameters"
 */
export function parseListingParameters(
  query: string,
  context: ParameterContext & PageLimits,
): ParsedParameters<ListingParameters> {
  const parsed = new QueryString(query);
  const warnings = new WarningList();
  refuseUnknown(parsed, context, warnings);
  const filter = parsed.value('filter');
  const parameters = {
    ...parseShared(parsed, context, warnings),
    filter: filter === undefined || /^[ \t\n\r\v\f]*$/.test(filter) ? undefined : filter,
    sort: (parseNames(parsed, 'sort', limits.sortKeysMax) ?? []).map((name) => ({
      property: name.replace(/^-/, ''),
      descending: name.startsWith('-'),
    })),
    page: parsePage(parsed, context, warnings),
  };
  return { parameters, warnings: warnings.all };
}

/**
 * Reads the parameters of a single entry, where unknown ones are ignored. An empty `dimension_slices` asks for nothing.
 *
 * Errors: as for listings without `parameter-unknown` and those of paging; `slices-unsupported`.
 * @spec OPTIMADE 1.3.0, "Single Entry URL Query Parameters"
 */
export function parseEntryParameters(
  query: string,
  context: ParameterContext,
): ParsedParameters<EntryParameters> {
  const parsed = new QueryString(query);
  const warnings = new WarningList();
  if ((parsed.value('dimension_slices') ?? '') !== '') {
    throw new OptimadeError('slices-unsupported', {}, { parameter: 'dimension_slices' });
  }
  return { parameters: parseShared(parsed, context, warnings), warnings: warnings.all };
}

/** Reads `api_hint`, the one parameter that every endpoint takes; all others are ignored. Errors: `query-malformed`, `parameter-repeated`. */
export function parseApiHint(query: string): ParsedParameters<ApiHint | undefined> {
  const warnings = new WarningList();
  const parameters = parseHint(new QueryString(query), warnings);
  return { parameters, warnings: warnings.all };
}

/** @spec OPTIMADE 1.3.0, "Entry Listing URL Query Parameters", custom and unrecognized parameters */
function refuseUnknown(query: QueryString, context: PrefixContext, warnings: WarningList): void {
  for (const name of query.names) {
    if (listingParameterNames.includes(name)) continue;
    const origin = originOfName(name, context);
    if (origin === 'unrecognized') warnings.add('parameter-ignored', name, { parameter: name });
    if (origin !== 'standard' && origin !== 'own') continue;
    const suggestion = suggest(name, listingParameterNames);
    throw new OptimadeError('parameter-unknown', { parameter: name }, { parameter: name, suggestion });
  }
}

function parseShared(query: QueryString, context: ParameterContext, warnings: WarningList): EntryParameters {
  const responseFormat = query.value('response_format') || 'json';
  if (!context.responseFormats.includes(responseFormat)) {
    throw new OptimadeError(
      'response-format-unknown',
      { format: responseFormat, offered: context.responseFormats.join(', ') },
      { parameter: 'response_format', suggestion: suggest(responseFormat, context.responseFormats) },
    );
  }
  return {
    responseFormat,
    responseFields: parseNames(query, 'response_fields', limits.listParameterItemsMax),
    include: parseNames(query, 'include', limits.listParameterItemsMax),
    emailAddress: query.value('email_address'),
    apiHint: parseHint(query, warnings),
  };
}

/** Names between commas, blanks around them cut off; undefined where the parameter is absent. */
function parseNames(query: QueryString, parameter: string, namesMax: number): readonly string[] | undefined {
  const names = query
    .value(parameter)
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names === undefined || names.length <= namesMax) return names;
  const problem = `a list of more than ${namesMax} names`;
  throw new OptimadeError('parameter-invalid', { parameter, problem }, { parameter });
}

/** @spec OPTIMADE 1.3.0, "Version Negotiation" */
function parseHint(query: QueryString, warnings: WarningList): ApiHint | undefined {
  const text = query.value('api_hint') ?? '';
  if (text === '') return undefined;
  const match = /^v(\d{1,9})(?:\.(\d{1,9}))?$/.exec(text);
  if (match === null) {
    warnings.add('api-hint-malformed', 'api_hint', { value: text });
    return undefined;
  }
  return { major: Number(match[1]), minor: match[2] === undefined ? undefined : Number(match[2]) };
}
