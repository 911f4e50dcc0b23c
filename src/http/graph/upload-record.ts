import type { JsonObject } from '../../base/index.ts';
import type { DatabaseRecord, ServedDatabase } from '../../registry/index.ts';

/** What the graph tells of a database: the fields of an upload in NOMAD, and some that only we have. */
export function uploadRecord(
  { id, description, archives }: ServedDatabase,
  registered: DatabaseRecord | undefined,
  licenseUrl: string | undefined,
): JsonObject {
  const { database, provider, entryTypes, ingestedAt, dataVersion } = description;
  const source = registered?.provenance?.record;
  const license = source?.license ?? licenseUrl;
  return {
    upload_name: database.name ?? id,
    upload_create_time: registered?.createdAt ?? ingestedAt,
    published: true,
    publish_time: ingestedAt,
    ...(license === undefined ? {} : { license }),
    ...(source?.doi === undefined ? {} : { doi: source.doi }),
    ...(database.description === undefined ? {} : { description: database.description }),
    n_entries: archives.count,
    entry_counts: Object.fromEntries(
      Object.values(entryTypes).flatMap(({ name, count }) => (count === 0 ? [] : [[name, count]])),
    ),
    provider: { name: provider.name, prefix: provider.prefix },
    data_version: dataVersion,
  };
}
