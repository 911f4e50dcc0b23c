/**
 * The documents of the control API: a database with all that is known of it, lists of them, and the link that spawning
 * gives. What is described comes in as the registry knows it; here it gets the names that it has on the wire.
 */
import { Buffer } from 'node:buffer';
import type { JsonObject, JsonValue } from '../base/index.ts';
import { isJsonObject } from '../base/index.ts';
import type { LinkEntry } from '../standard/index.ts';
import type { DocumentContext, RequestEcho } from './document-context.ts';
import type { MetaFacts } from './meta.ts';
import { jsonapiMember, metaMember } from './meta.ts';

/** A database as its resource object tells of it. Times are RFC 3339. */
export interface DescribedDatabase {
  readonly id: string;
  readonly state: string;
  readonly origin: string;
  readonly location: string;
  readonly presentation: {
    readonly title?: string;
    readonly description?: string;
    readonly homepage?: string;
    readonly aggregate: string;
    readonly noAggregateReason?: string;
  };
  readonly generation: number;
  readonly ingestion?: DescribedIngestion;
  readonly failure?: DescribedFailure;
  readonly contents?: DescribedContents;
  readonly provenance?: DescribedProvenance;
  readonly timeToLiveSeconds: number;
  readonly createdAt: string;
  readonly lastRequestAt?: string;
  readonly liveUntil?: string;
}

interface DescribedIngestion {
  readonly stage: string;
  readonly fraction: number | undefined;
  readonly entries: number;
  readonly bytes: number;
  readonly queuedAt: string;
  readonly startedAt?: string;
  readonly interruptions: number;
}

interface DescribedFailure {
  readonly reason: string;
  readonly message: string;
  readonly choices?: readonly { readonly name: string; readonly sizeBytes: number | undefined }[];
  readonly at: string;
  readonly retryAt?: string;
}

interface DescribedContents {
  readonly name: string;
  readonly description: string;
  readonly homepage: string | null;
  readonly prefix: string;
  readonly entryCounts: Readonly<Record<string, number>>;
  readonly archives: number;
  readonly looseArchives: number;
  readonly dataVersion: string;
  readonly ingestedAt: string;
  readonly fileBytes: number;
  readonly issueCounts: Readonly<Record<string, number>>;
  readonly format: string;
}

interface DescribedProvenance {
  readonly location: string;
  readonly url?: string;
  readonly etag?: string;
  readonly lastModified?: string;
  readonly sizeBytes: number;
  readonly checksum: string;
  readonly fetchedAt: string;
  readonly record?: {
    readonly repository: string;
    readonly id: string;
    readonly doi?: string;
    readonly version?: string;
    readonly title?: string;
    readonly license?: string;
    readonly file: string;
    readonly url: string;
  };
}

/** The answer to a wish for a database: the link by which it is, or will be, in the index; how far it is, in `meta`. */
export function serializeSpawned(
  context: DocumentContext,
  request: RequestEcho,
  link: LinkEntry,
  database: DescribedDatabase,
): Uint8Array {
  const facts = { dataReturned: 1, dataAvailable: 1 };
  const links = { related: databaseUrl(context, database.id) };
  return controlDocument(context, request, { data: [link], links, facts, state: database });
}

export function serializeDatabase(
  context: DocumentContext,
  request: RequestEcho,
  database: DescribedDatabase,
): Uint8Array {
  const facts = { dataReturned: 1, dataAvailable: 1 };
  return controlDocument(context, request, {
    data: databaseResource(context, database),
    facts,
    state: database,
  });
}

/** A page of a list of databases. */
export interface DatabasePage {
  readonly databases: readonly DescribedDatabase[];
  readonly offset: number;
  readonly limit: number;
  /** Databases on all pages. */
  readonly dataReturned: number;
  /** Databases, whatever was asked for. */
  readonly dataAvailable: number;
}

export function serializeDatabases(
  context: DocumentContext,
  request: RequestEcho,
  page: DatabasePage,
): Uint8Array {
  const { databases, offset, limit, dataReturned, dataAvailable } = page;
  const moreDataAvailable = databases.length > 0 && offset + databases.length < dataReturned;
  const at = (position: number) => {
    const parameters = new URLSearchParams(request.query);
    parameters.set('page_offset', String(position));
    return `${context.versionedBaseUrl}${request.path}?${parameters}`;
  };
  const links = {
    first: at(0),
    prev: offset > 0 && limit > 0 ? at(Math.max(0, offset - limit)) : null,
    next: moreDataAvailable ? at(offset + databases.length) : null,
  };
  const data = databases.map((database) => databaseResource(context, database));
  return controlDocument(context, request, {
    data,
    links,
    facts: { dataReturned, dataAvailable, moreDataAvailable },
  });
}

/** The report of the last ingestion, as the ingestion wrote it. @param location as it may be shown */
export function serializeReport(
  context: DocumentContext,
  request: RequestEcho,
  { id, location }: Pick<DescribedDatabase, 'id' | 'location'>,
  report: JsonObject,
): Uint8Array {
  const issues = Array.isArray(report.issues) ? report.issues.filter(isJsonObject).map(wireNames) : [];
  const attributes = { ...wireNames(report), source: location, issues };
  const data = { type: 'reports', id, attributes };
  const links = { related: databaseUrl(context, id) };
  return controlDocument(context, request, { data, links, facts: { dataReturned: 1, dataAvailable: 1 } });
}

/** `GET` there tells all of a database. */
export function databaseUrl({ baseUrl }: DocumentContext, id: string): string {
  return `${baseUrl}/extensions/databases/${id}`;
}

function databaseResource(context: DocumentContext, database: DescribedDatabase) {
  const { id, presentation, contents, provenance, ingestion, failure } = database;
  const self = databaseUrl(context, id);
  const api = `${context.baseUrl}/${id}`;
  return {
    type: 'databases',
    id,
    attributes: {
      state: database.state,
      name: presentation.title ?? contents?.name ?? id,
      description: presentation.description ?? contents?.description ?? null,
      homepage: presentation.homepage ?? contents?.homepage ?? null,
      base_url: api,
      aggregate: presentation.aggregate,
      no_aggregate_reason: presentation.noAggregateReason ?? null,
      location: database.location,
      origin: database.origin,
      generation: database.generation,
      created_at: database.createdAt,
      last_request_at: database.lastRequestAt ?? null,
      live_until: database.liveUntil ?? null,
      time_to_live: database.timeToLiveSeconds,
      contents: contents === undefined ? null : contentsMember(contents),
      provenance: provenance === undefined ? null : wireNames(provenance),
      ingestion: ingestion === undefined ? null : ingestionMember(ingestion),
      failure: failure === undefined ? null : failureMember(failure),
    },
    links: { self, api, report: `${self}/report` },
  };
}

function contentsMember({ entryCounts, issueCounts, ...contents }: DescribedContents) {
  return { ...wireNames(contents), entry_counts: entryCounts, issue_counts: issueCounts };
}

function ingestionMember({ fraction, startedAt, ...ingestion }: DescribedIngestion) {
  return { ...wireNames(ingestion), fraction: fraction ?? null, started_at: startedAt ?? null };
}

function failureMember({ reason, message, choices = [], at, retryAt }: DescribedFailure) {
  return {
    reason,
    message,
    choices: choices.map(({ name, sizeBytes }) => ({ name, size_bytes: sizeBytes ?? null })),
    at,
    retry_at: retryAt ?? null,
  };
}

/** The same object under the names that its keys have on the wire; what is below the keys stays as it is. */
function wireNames(members: object): Record<string, unknown> {
  const renamed = Object.entries(members).map(([name, value]) => [
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ]);
  return Object.fromEntries(renamed);
}

interface DocumentParts {
  readonly data: unknown;
  /** Beside `self`. */
  readonly links?: Readonly<Record<string, string | null>>;
  readonly facts: MetaFacts;
  /** The database whose state stands in `meta`. */
  readonly state?: DescribedDatabase;
}

function controlDocument(
  context: DocumentContext,
  request: RequestEcho,
  { data, links, facts, state }: DocumentParts,
): Uint8Array {
  const query = request.query === '' ? '' : `?${request.query}`;
  const self = context.versionedBaseUrl + request.path + query;
  const meta = metaMember(context, request, facts);
  const own = state === undefined ? '' : `,${JSON.stringify(stateMembers(context, state)).slice(1, -1)}`;
  return Buffer.from(
    `{${jsonapiMember(context.version.number)},"data":${JSON.stringify(data)},` +
      `"links":${JSON.stringify({ self, ...links })},${meta.slice(0, -1)}${own}}}`,
  );
}

/**
 * What `meta` says of the state of a database. The names begin with the prefix that `meta.provider` tells.
 *
 * @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields", meta
 */
function stateMembers({ provider }: DocumentContext, { state, ingestion }: DescribedDatabase): JsonObject {
  const progress: JsonValue = ingestion === undefined ? null : (ingestionMember(ingestion) as JsonObject);
  return { [`_${provider.prefix}_state`]: state, [`_${provider.prefix}_progress`]: progress };
}
