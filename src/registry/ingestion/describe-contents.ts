import type { JsonValue } from '../../base/index.ts';
import { limits } from '../../base/index.ts';
import type { IngestReport, Provenance } from '../../ingest/index.ts';
import type { DatabaseDescription } from '../../standard/index.ts';
import type { DatabaseContents } from '../database-record.ts';
import { describeByLocation } from '../describe-by-location.ts';

export interface ContentsInput {
  readonly id: string;
  readonly description: DatabaseDescription;
  readonly report: IngestReport;
  readonly provenance: Provenance;
  readonly fileBytes: number;
  /** The location as it may be shown. */
  readonly location: string;
  /** What the location says where the data say nothing. */
  readonly title: string | undefined;
  readonly summary: string | undefined;
}

/** What the registry keeps of a database, so that it can be listed while its file is closed or gone. */
export function describeContents(input: ContentsInput): DatabaseContents {
  const { description, report, provenance, location } = input;
  const { database, provider, entryTypes } = description;
  return {
    name: bounded(text(database.name) ?? input.title ?? input.id, limits.titleLengthMax),
    // Not what is said of the provider, which is the same for all its databases.
    description: bounded(
      text(database.description) ?? input.summary ?? describeByLocation(location),
      limits.descriptionLengthMax,
    ),
    homepage: webAddress(database.homepage) ?? provenance.record?.url ?? null,
    prefix: provider.prefix,
    entryCounts: Object.fromEntries(
      Object.entries(entryTypes).flatMap(([name, { count }]) => (count === 0 ? [] : [[name, count]])),
    ),
    archives: report.archives,
    looseArchives: report.looseArchives,
    dataVersion: description.dataVersion,
    ingestedAt: description.ingestedAt,
    fileBytes: input.fileBytes,
    issueCounts: report.counts,
    format: report.format,
  };
}

function text(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** Text of a source, fit to be one of many in a list. */
function bounded(value: string, lengthMax: number): string {
  return value.length <= lengthMax ? value : `${value.slice(0, lengthMax - 1)}…`;
}

/** Only what a browser may be led to. */
function webAddress(value: JsonValue | undefined): string | undefined {
  if (typeof value !== 'string' || value.length > limits.homepageLengthMax) return undefined;
  return /^https?:$/.test(URL.parse(value)?.protocol ?? '') ? value : undefined;
}
