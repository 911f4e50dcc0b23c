/** JSON Schema of `m_request`: which settings there are, and which of them have a meaning where. */
import type { JsonObject } from '../../base/index.ts';
import { limits } from '../../base/index.ts';
import type { ListingKind } from './parse-pagination.ts';
import { orderNames, pageSizeDefault } from './parse-pagination.ts';
import { publicOwners } from './parse-record-query.ts';

const limit = (description: string): JsonObject => ({ description, type: ['integer', 'null'], minimum: 0 });
const flag = (description: string): JsonObject => ({ description, type: 'boolean' });
const word = (description: string, ...values: readonly (string | boolean | null)[]): JsonObject => ({
  description,
  enum: values,
});
const orNull = (schema: JsonObject): JsonObject => ({ anyOf: [schema, { type: 'null' }] });

const patternMeaning = '* is any run, ? one character, [ad-f] one of a set, [!ad-f] one not in it.';
const patterns = (description: string): JsonObject => ({
  description: `${description} ${patternMeaning}`,
  type: ['array', 'null'],
  items: { type: 'string', maxLength: limits.graphPatternLengthMax },
  minItems: 1,
  maxItems: limits.graphPatternsMax,
});

const position: JsonObject = { type: 'integer' };
const openPosition: JsonObject = { type: ['integer', 'null'] };

const everywhere: JsonObject = {
  directive: word('Whether references are followed. Inherited.', 'plain', 'resolved'),
  include: patterns('Only keys that one of these patterns fits. Not inherited.'),
  exclude: patterns('Only keys that none of these patterns fits. Not inherited.'),
  resolve_type: word(
    'With "resolved", what ids in records stand for: the record is put in their place. Inherited.',
    ...['upload', 'entry', null],
  ),
  resolve_inplace: flag('Accepted and without effect.'),
  always_rewrite_references: flag(
    'Writes references in their normalized form without following them. Inherited.',
  ),
  include_quantities: flag('False leaves maps and lists of maps only, without values. Inherited.'),
  inherit_from_parent: flag('False begins with the defaults again.'),
  index: {
    description:
      'Items of a list: [position] or [first, last], both included; negative ones count from the end.',
    anyOf: [
      { type: 'array', prefixItems: [position], minItems: 1, maxItems: 1 },
      { type: 'array', prefixItems: [openPosition, openPosition], minItems: 2, maxItems: 2 },
      { type: 'null' },
    ],
  },
  include_definition: word('Data here have no definitions.', 'none'),
  m_def_format: word('Data here have no definitions.', 'full'),
  export_whole_package: word('Data here have no definitions.', false),
  layout_id: word('There are no layouts here.', null),
  property_name: word('Not for requests to set.', null),
};

const unset: JsonObject = { type: 'null' };

export const archiveSettings = settings('archive_settings', 'Settings of a node of an archive.', {
  depth: limit(
    'Levels below this node; what lies deeper is replaced by a text that says where it is. Inherited.',
  ),
  max_list_size: limit('Lists with more items are replaced. Inherited.'),
  max_dict_size: limit('Maps with more keys are replaced. Inherited.'),
  resolve_depth: limit('Targets that one chain of references may enter; 0 for any number. Inherited.'),
  pagination: {
    ...closed('A page of a list of maps.', {
      page_size: { type: ['integer', 'null'], minimum: 1, default: pageSizeDefault },
      page: { type: ['integer', 'null'], minimum: 1 },
      page_containing: limit('Position of an item; its page is meant.'),
    }),
    ...atMostOne('page', 'page_containing'),
    type: ['object', 'null'],
  },
  query: unset,
});

export const recordSettings = settings('record_settings', 'Settings of a record, which is flat.', {
  ...{ depth: unset, max_list_size: unset, max_dict_size: unset, resolve_depth: unset },
  ...{ pagination: unset, query: unset },
});

export function listingSettings(kind: ListingKind): JsonObject {
  return settings(`${kind}_settings`, `Settings of ${kind}, inherited by what is below.`, {
    ...{ depth: unset, max_list_size: unset, max_dict_size: unset, resolve_depth: unset },
    ...selectionSchemas(kind),
  });
}

/** What stands in the settings of a listing, or beside its ids. */
export function selectionSchemas(kind: ListingKind): {
  readonly pagination: JsonObject;
  readonly query: JsonObject;
} {
  return { pagination: orNull(pageSchema(kind)), query: orNull(querySchema(kind)) };
}

function pageSchema(kind: ListingKind): JsonObject {
  const pageSize = { minimum: 0, maximum: limits.graphPageSizeMax, default: pageSizeDefault };
  return {
    ...closed(
      'A page of the listing. At most one of page, page_offset and page_after_value says where it begins.',
      {
        page_size: { type: ['integer', 'null'], ...pageSize },
        page: { type: ['integer', 'null'], minimum: 1 },
        page_offset: limit('Entries before the page.'),
        page_after_value: { description: 'The id before the page.', type: ['string', 'null'] },
        order: word('Ascending or descending.', ...['asc', ...(kind === 'search' ? [] : ['desc']), null]),
        order_by: word('What the listing is ordered by.', ...orderNames[kind], null),
      },
    ),
    ...atMostOne('page', 'page_offset', 'page_after_value'),
  };
}

function querySchema(kind: ListingKind): JsonObject {
  if (kind === 'entries') return closed('Entries are not queried; search is.', {});
  if (kind === 'uploads') {
    return closed('Which uploads.', { upload_id: { type: ['array', 'null'], items: { type: 'string' } } });
  }
  const terms = {
    optimade_filter: { description: 'A filter of OPTIMADE.', type: ['string', 'null'] },
    entry_type: { description: 'The type of entries that the filter is about.', type: ['string', 'null'] },
  };
  return closed('What is searched for.', {
    owner: word('All data are public.', ...publicOwners, null),
    query: orNull(closed('As NOMAD has it; the same may stand one level up.', terms)),
    ...terms,
    pagination: orNull(pageSchema(kind)),
    ...{ required: unset, aggregations: unset },
  });
}

/**
 * Names may be written with dashes; only `include` or `exclude` may be there. `name` is that of the
 * definition.
 */
function settings(name: string, description: string, own: JsonObject): JsonObject {
  const properties: JsonObject = { ...everywhere, ...own };
  const dashed = Object.keys(properties)
    .filter((key) => key.includes('_'))
    .map((key) => [key.replaceAll('_', '-'), { $ref: `#/$defs/${name}/properties/${key}` }]);
  return {
    ...closed(`${description} Dashes may stand for underscores, null lifts an inherited limit.`, {
      ...properties,
      ...Object.fromEntries(dashed),
    }),
    ...atMostOne('include', 'exclude'),
  };
}

function closed(description: string, properties: JsonObject): JsonObject {
  return { description, type: 'object', properties, additionalProperties: false };
}

/** Null is as good as absent. */
function atMostOne(...names: readonly string[]): JsonObject {
  const isSet = { not: { type: 'null' } };
  const pairs = names.flatMap((first, position) =>
    names.slice(position + 1).map((second) => [first, second] as const),
  );
  return {
    allOf: pairs.map(([first, second]) => ({
      not: { type: 'object', required: [first, second], properties: { [first]: isSet, [second]: isSet } },
    })),
  };
}
