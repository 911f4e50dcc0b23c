import type { JsonObject, JsonValue } from '../../base/index.ts';
import { requestWords } from './parse-own-settings.ts';
import type { ListingKind } from './parse-pagination.ts';
import { missingResources } from './parse-record-request.ts';
import { archiveSettings, listingSettings, recordSettings, selectionSchemas } from './settings-schema.ts';

const wordSchema: JsonObject = {
  description:
    'A request in a word: "*" and "include" for what is there as it is, "include-resolved" to follow references.',
  enum: requestWords,
};

const ref = (name: string): JsonObject => ({ $ref: `#/$defs/${name}` });
const sameFor = (names: Iterable<string>, schema: JsonValue): JsonObject =>
  Object.fromEntries([...names].map((name) => [name, schema]));

/** A request is a word or a map; `m_children` holds what may as well stand beside it. */
function request(
  name: string,
  description: string,
  settingsName: string,
  properties: JsonObject,
  others: JsonValue,
): JsonObject {
  const settings = { anyOf: [ref('word'), ref(settingsName)] };
  return {
    [name]: { description, anyOf: [ref('word'), ref(`${name}_members`)] },
    [`${name}_members`]: {
      type: 'object',
      properties: { m_request: settings, m_children: ref(`${name}_members`), ...properties },
      additionalProperties: others,
    },
  };
}

function listing(kind: ListingKind, member: string, description: string): JsonObject {
  const settingsName = `${kind}_settings`;
  return {
    ...request(kind, description, settingsName, { '*': ref(member), ...selectionSchemas(kind) }, ref(member)),
    [settingsName]: listingSettings(kind),
  };
}

const entryLinks = { ...sameFor(['upload', 'uploads', 'upload_id'], ref('upload')), entry_id: ref('entry') };
const missing = sameFor(missingResources, false);

/**
 * The language of graph requests as JSON Schema 2020-12: what it refuses is refused, but it cannot tell
 * everything.
 */
export const graphRequestSchema: JsonObject = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Graph request',
  description: 'A request mirrors the tree that it asks for; m_request says how much of it to return.',
  $ref: '#/$defs/top_members',
  $defs: {
    word: wordSchema,
    ...request(
      'top',
      'The whole request.',
      'record_settings',
      {
        ...sameFor(['uploads', 'upload'], ref('uploads')),
        ...sameFor(['entries', 'entry'], ref('entries')),
        search: ref('search'),
        resolve_inplace: { description: 'Accepted and without effect.', type: 'boolean' },
      },
      false,
    ),
    ...listing('uploads', 'upload', 'Databases by id; "*" stands for all others.'),
    ...listing('entries', 'entry', 'Entries by id; "*" stands for all others.'),
    ...listing('search', 'hit', 'What a search finds, by id.'),
    ...request(
      'upload',
      'A database: its record, and what it leads to.',
      'record_settings',
      { ...missing, ...sameFor(['entries', 'entry'], ref('entries')), upload_id: ref('upload') },
      ref('field'),
    ),
    ...request(
      'entry',
      'An entry: its record, and what it leads to.',
      'record_settings',
      { ...missing, ...sameFor(['archive', 'metadata'], ref('archive')), ...entryLinks },
      ref('field'),
    ),
    ...request(
      'hit',
      'What a search found: its record, and what it leads to.',
      'record_settings',
      { ...missing, ...entryLinks, ...sameFor(['entry', 'entries'], ref('entry')) },
      ref('field'),
    ),
    ...request('field', 'A field of a record.', 'record_settings', {}, false),
    ...request(
      'archive',
      'A node of an archive. Keys are those of the data; name[3] is one item of a list, name[3:5] are three.',
      'archive_settings',
      {},
      ref('archive'),
    ),
    archive_settings: archiveSettings,
    record_settings: recordSettings,
  },
};
