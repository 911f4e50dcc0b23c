/** A row of the registry, and the record that it is for everybody else. */
import type { AuthorizedLocation, IngestOptions, Provenance } from '../../ingest/index.ts';
import type {
  DatabaseContents,
  DatabaseOrigin,
  DatabaseRecord,
  DatabaseState,
  IngestionFailure,
  IngestionState,
  Presentation,
} from '../database-record.ts';

/** What changes often. Times in milliseconds since 1970; null as in SQL. */
export interface DatabaseFacts {
  readonly serial: number;
  readonly id: string;
  readonly revision: number;
  readonly origin: DatabaseOrigin;
  readonly timeToLiveSeconds: number;
  readonly createdAt: number;
  readonly lastRequestAt: number | null;
  readonly liveUntil: number | null;
  readonly fileBytes: number | null;
  readonly generation: number;
  readonly failures: number;
  readonly retryAt: number | null;
  readonly queuedAt: number | null;
  readonly lease: string | null;
  readonly startedAt: number | null;
  readonly stage: IngestionState['stage'];
  readonly fraction: number | null;
  readonly entries: number;
  readonly bytes: number;
  readonly interruptions: number;
}

export const factColumns = `serial, id, revision, origin, timeToLiveSeconds, createdAt, lastRequestAt, liveUntil,
  fileBytes, generation, failures, retryAt, queuedAt, lease, startedAt, stage, fraction, entries, bytes, interruptions`;

/** What seldom changes, parsed once for each revision. */
export interface DatabaseParticulars {
  readonly location: AuthorizedLocation;
  readonly presentation: Presentation;
  readonly options: IngestOptions;
  readonly contents: DatabaseContents | undefined;
  readonly provenance: Provenance | undefined;
  readonly failure: IngestionFailure | undefined;
}

export const particularColumns = 'location, presentation, options, contents, provenance, failure';

export interface StoredDatabase extends DatabaseFacts, DatabaseParticulars {}

export function parseParticulars(row: Readonly<Record<string, unknown>>): DatabaseParticulars {
  const parse = (text: unknown): unknown => (typeof text === 'string' ? JSON.parse(text) : undefined);
  return {
    location: parse(row.location) as AuthorizedLocation,
    presentation: parse(row.presentation) as Presentation,
    options: parse(row.options) as IngestOptions,
    contents: parse(row.contents) as DatabaseContents | undefined,
    provenance: parse(row.provenance) as Provenance | undefined,
    failure: parse(row.failure) as IngestionFailure | undefined,
  };
}

/** `now` in milliseconds since 1970. */
export function stateOf(facts: DatabaseFacts, now: number): DatabaseState {
  if (facts.fileBytes !== null) return isLive(facts, now) ? 'live' : 'dormant';
  if (facts.queuedAt !== null) return 'ingesting';
  return facts.failures > 0 ? 'failed' : 'cold';
}

export function isLive({ fileBytes, liveUntil }: DatabaseFacts, now: number): boolean {
  return fileBytes !== null && liveUntil !== null && liveUntil > now;
}

export function recordOf(row: StoredDatabase, now: number): DatabaseRecord {
  const { id, origin, presentation, options, generation, timeToLiveSeconds } = row;
  const state = stateOf(row, now);
  const ingestion = ingestionOf(row);
  return {
    id,
    origin,
    location: row.location.shown,
    presentation,
    options,
    state,
    generation,
    timeToLiveSeconds,
    createdAt: timeText(row.createdAt),
    ...(ingestion === undefined ? {} : { ingestion }),
    ...(row.failure === undefined ? {} : { failure: row.failure }),
    ...(row.contents === undefined ? {} : { contents: row.contents }),
    ...(row.provenance === undefined ? {} : { provenance: row.provenance }),
    ...(row.lastRequestAt === null ? {} : { lastRequestAt: timeText(row.lastRequestAt) }),
    ...(state === 'live' ? { liveUntil: timeText(row.liveUntil!) } : {}),
  };
}

function ingestionOf(row: DatabaseFacts): IngestionState | undefined {
  if (row.queuedAt === null) return undefined;
  return {
    stage: row.stage,
    fraction: row.fraction ?? undefined,
    entries: row.entries,
    bytes: row.bytes,
    queuedAt: timeText(row.queuedAt),
    ...(row.startedAt === null ? {} : { startedAt: timeText(row.startedAt) }),
    interruptions: row.interruptions,
  };
}

/** RFC 3339. */
export function timeText(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
