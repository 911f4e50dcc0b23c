import type { JsonObject, JsonValue } from '../../base/index.ts';
import type { EntryPlace } from '../evaluation.ts';
import type { GraphDatabase } from '../graph-world.ts';

/** The fields of a record; what is unknown or does not apply is not there. */
export interface RecordFields {
  /** For messages, with its article. */
  readonly kind: 'an upload' | 'an entry';
  readonly atHand: JsonObject;
  /** Fields for which a document is read. */
  readonly fromDocument: () => JsonObject;
  /** Names that records of the kind may have, though this one may not. */
  readonly names: readonly string[];
}

const entryFieldNames = [
  'entry_id',
  'upload_id',
  'entry_type',
  'optimade_id',
  'mainfile_path',
  'entry_create_time',
  'last_modified',
];

export function entryFields({ database, entry, entryId }: EntryPlace): RecordFields {
  const { type, id } = entry.entry ?? {};
  return {
    kind: 'an entry',
    atHand: {
      entry_id: entryId,
      upload_id: database.id,
      entry_type: type,
      optimade_id: id,
      mainfile_path: entry.mainFile,
    },
    fromDocument: () => database.entryRecord(entry),
    names: entryFieldNames,
  };
}

const uploadFieldNames = [
  'upload_id',
  'upload_name',
  'upload_create_time',
  'published',
  'publish_time',
  'license',
  'n_entries',
  'provider',
  'doi',
];

export function uploadFields({ id, record, archives }: GraphDatabase): RecordFields {
  return {
    kind: 'an upload',
    atHand: { upload_id: id, n_entries: archives.count, ...record },
    fromDocument: () => ({}),
    names: uploadFieldNames,
  };
}

/** All fields that have a value, those at hand first. */
export function* knownFields(fields: RecordFields): Generator<readonly [name: string, value: JsonValue]> {
  for (const source of [fields.atHand, fields.fromDocument()]) {
    for (const [name, value] of Object.entries(source)) {
      if (isKnown(value)) yield [name, value];
    }
  }
}

/** One field; undefined where it has no value. */
export function fieldValue(fields: RecordFields, name: string): JsonValue | undefined {
  const value = Object.hasOwn(fields.atHand, name) ? fields.atHand[name] : own(fields.fromDocument(), name);
  return isKnown(value) ? value : undefined;
}

function own(source: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(source, name) ? source[name] : undefined;
}

function isKnown(value: JsonValue | undefined): value is JsonValue {
  return value !== undefined && value !== null;
}
