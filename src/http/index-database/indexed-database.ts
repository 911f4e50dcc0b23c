import type { DatabaseRecord } from '../../registry/index.ts';
import { describeByLocation } from '../../registry/index.ts';
import type { IndexedDatabase } from '../../response/index.ts';

/** A database as links to it describe it: as it was registered, else as its source says, else by its location. */
export function indexedDatabase(record: DatabaseRecord, rootUrl: string): IndexedDatabase {
  const { id, location, presentation, contents } = record;
  return {
    id,
    name: presentation.title ?? contents?.name ?? id,
    description: presentation.description ?? contents?.description ?? describeByLocation(location),
    homepage: presentation.homepage ?? contents?.homepage ?? null,
    baseUrl: `${rootUrl}/${encodeURIComponent(id)}`,
    aggregate: presentation.aggregate,
    noAggregateReason: presentation.noAggregateReason,
  };
}

/** The databases that can be asked, if need be after a while: not those that never were made, or cannot be made again. */
export function servedDatabases(
  records: readonly DatabaseRecord[],
  rootUrl: string,
): readonly IndexedDatabase[] {
  return records
    .filter(({ contents, state }) => contents !== undefined && state !== 'failed')
    .map((record) => indexedDatabase(record, rootUrl));
}
