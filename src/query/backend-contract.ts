import type { EntryQuery } from './entry-query.ts';

/** Identifies an entry of the database. */
export interface EntryKey {
  readonly type: string;
  readonly id: string;
}

/**
 * A stored entry as bytes of JSON, ready to be sent: nothing here was parsed for the response.
 *
 * `resourceObject` is the whole default representation, `{"id":…,"type":…,"attributes":{…},…}`: every property that
 * has a value and is below the size limit, and null for the properties that the standard requires in every response.
 */
export interface EntryRow extends EntryKey {
  readonly resourceObject: Uint8Array;
  /** The JSON of one property's value; undefined where it is unknown. Also for properties too large for the default. */
  property(name: string): Uint8Array | undefined;
  /** Names of the properties that have a value but were left out of `resourceObject` for their size. */
  readonly omittedProperties: readonly string[];
  /** The JSON object under `meta.property_metadata.<name>`; undefined where there is none. */
  propertyMetadata(name: string): Uint8Array | undefined;
  /** Whether any property has metadata. */
  readonly hasPropertyMetadata: boolean;
  /** The JSON of the members beside id, type, attributes and property metadata; undefined where absent. */
  member(name: 'relationships' | 'links'): Uint8Array | undefined;
  /** Members of the entry's `meta` other than property_metadata, as JSON `"name":value` joined by commas; or undefined. */
  readonly otherMeta: Uint8Array | undefined;
  /** Every related entry, in the order of the source. */
  readonly related: readonly EntryKey[];
}

export interface EntryPage {
  readonly rows: readonly EntryRow[];
  /** Number of entries that match the filter; exact. */
  readonly dataReturned: number;
  /** Position of the first row among all matches in their order, so that pages can be linked. */
  readonly offset: number;
}

/** What every storage engine offers. A query whose property has no definition is a bug of the caller. */
export interface Backend {
  /** Finds, counts and fetches one page. Yields to the event loop where it takes long. */
  run(query: EntryQuery): Promise<EntryPage>;
  /** One entry, or undefined. */
  get(key: EntryKey): EntryRow | undefined;
  /** Number of entries of a type, 0 for unknown types. */
  count(entryType: string): number;
  close(): void;
}
