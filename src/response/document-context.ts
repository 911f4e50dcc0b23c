/**
 * What all documents of one database, or of the index meta-database, at one public URL have in common. Made once,
 * kept by the caller, and used for every request, so that nothing static is serialized on the hot path.
 */
import type { DatabaseDescription, Implementation, Meta, MetaDatabase, Provider } from '../standard/index.ts';
import type { ApiVersion } from './api-version.ts';
import { currentVersion } from './api-version.ts';
import type { DocumentWarning } from './document-warning.ts';

/** How the operator presents the databases; the settings of the service fit in. */
export interface ServiceDescription {
  /** What is given here wins over the source's, but for the prefix, which the names of properties carry. */
  readonly provider: Partial<Provider>;
  readonly implementation: Implementation;
  readonly licenseUrl: string | undefined;
  readonly availableLicenses: readonly string[] | undefined;
  readonly availableLicensesForEntries: readonly string[] | undefined;
  readonly requestDelaySeconds: number | undefined;
  readonly classicInfo: boolean;
  readonly schemaUrl: string | undefined;
}

export interface DocumentContext {
  readonly service: ServiceDescription;
  readonly provider: Provider;
  readonly version: ApiVersion;
  /** The unversioned base URL, without a slash at its end. */
  readonly baseUrl: string;
  /** Where this request found the API: the base URL with the version of the request, if it had one. */
  readonly versionedBaseUrl: string;
  /** URL of the OpenAPI document, where there is one. */
  readonly schemaUrl: string | undefined;
  /** Members of `meta` that are the same in every document: JSON `"name":value` joined by commas. */
  readonly staticMeta: string;
}

/** The context of a database's documents. */
export interface DatabaseContext extends DocumentContext {
  readonly description: DatabaseDescription;
  /** What the database is called, in `meta` and everywhere else. */
  readonly database: MetaDatabase & Required<Pick<MetaDatabase, 'id' | 'name' | 'description'>>;
  /** Base URL of the index meta-database above; undefined where the database stands alone. */
  readonly indexUrl: string | undefined;
}

/** The part of a request that its document repeats. */
export interface RequestEcho {
  /** What follows the (versioned) base URL up to the query, percent-encoded, beginning with `/`. */
  readonly path: string;
  /** The query string without `?`, as it came but safe to stand in a URL. */
  readonly query: string;
  readonly time: Date;
  /** About the request as a whole. */
  readonly warnings: readonly DocumentWarning[];
}

/** Where documents are asked for, and in which version. */
export interface DocumentPlace {
  readonly service: ServiceDescription;
  readonly version: ApiVersion;
  readonly baseUrl: string;
  readonly versionedBaseUrl: string;
}

export function createDatabaseContext(
  options: DocumentPlace & {
    readonly databaseId: string;
    readonly description: DatabaseDescription;
    readonly indexUrl: string | undefined;
  },
): DatabaseContext {
  const { databaseId, description, service, baseUrl, indexUrl } = options;
  const database = namedDatabase(databaseId, description);
  const provider = { ...description.provider, ...service.provider, prefix: description.provider.prefix };
  const schemaUrl = service.schemaUrl ?? `${baseUrl}/${currentVersion.segments[0]}/extensions/openapi.json`;
  const common = createDocumentContext(options, { provider, database, schemaUrl });
  return { ...common, description, database, indexUrl };
}

/** The context of documents of whomever: of a database, or of the index meta-database. */
export function createDocumentContext(
  { service, version, baseUrl, versionedBaseUrl }: DocumentPlace,
  speaker: {
    readonly provider: Provider;
    readonly database: MetaDatabase;
    readonly schemaUrl: string | undefined;
  },
): DocumentContext {
  const { provider, database, schemaUrl } = speaker;
  const staticMeta: Partial<Meta> = {
    api_version: version.number,
    provider,
    implementation: service.implementation,
    database,
    ...(service.requestDelaySeconds === undefined ? {} : { request_delay: service.requestDelaySeconds }),
    ...(schemaUrl === undefined ? {} : { schema: schemaUrl }),
  };
  return {
    service,
    version,
    baseUrl,
    versionedBaseUrl,
    provider,
    schemaUrl,
    staticMeta: JSON.stringify(staticMeta).slice(1, -1),
  };
}

/** What a database says of itself, with the id that it is served under, and what the index must say of each. */
function namedDatabase(id: string, { database, provider }: DatabaseDescription): DatabaseContext['database'] {
  return {
    name: id,
    description: provider.description,
    // Checked when the database was built, and typed as any JSON since sources may say more.
    ...(database as MetaDatabase),
    id,
  };
}

/**
 * The entry types that the database shows: those with entries and those that its source defines. The other
 * standard types can be asked for, too, and are empty.
 */
export function shownEntryTypes(description: DatabaseDescription): readonly string[] {
  return Object.values(description.entryTypes)
    .filter((type) => type.count > 0 || type.name.startsWith('_') || type.declaredProperties.length > 0)
    .map((type) => type.name);
}
