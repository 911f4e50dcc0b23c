/**
 * What all documents of one database at one public URL have in common. Made once, kept by the caller, and
 * used for every request, so that nothing static is serialized on the hot path.
 */
import type { DatabaseDescription, Implementation, Meta, Provider } from '../standard/index.ts';
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
  readonly databaseId: string;
  readonly description: DatabaseDescription;
  readonly service: ServiceDescription;
  readonly provider: Provider;
  readonly version: ApiVersion;
  /** The unversioned base URL, without a slash at its end. */
  readonly baseUrl: string;
  /** Where this request found the API: the base URL with the version of the request, if it had one. */
  readonly versionedBaseUrl: string;
  /** URL of the OpenAPI document. */
  readonly schemaUrl: string;
  /** Members of `meta` that are the same in every document: JSON `"name":value` joined by commas. */
  readonly staticMeta: string;
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

export function createDocumentContext(options: {
  readonly databaseId: string;
  readonly description: DatabaseDescription;
  readonly service: ServiceDescription;
  readonly version: ApiVersion;
  readonly baseUrl: string;
  readonly versionedBaseUrl: string;
}): DocumentContext {
  const { databaseId, description, service, version, baseUrl } = options;
  const provider = { ...description.provider, ...service.provider, prefix: description.provider.prefix };
  const schemaUrl = service.schemaUrl ?? `${baseUrl}/${currentVersion.segments[0]}/extensions/openapi.json`;
  const staticMeta: Partial<Meta> = {
    api_version: version.number,
    provider,
    implementation: service.implementation,
    database: { id: databaseId, ...description.database },
    ...(service.requestDelaySeconds === undefined ? {} : { request_delay: service.requestDelaySeconds }),
    schema: schemaUrl,
  };
  return { ...options, provider, schemaUrl, staticMeta: JSON.stringify(staticMeta).slice(1, -1) };
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
