import type { Meta, Warning } from '../standard/index.ts';
import type { DocumentContext, RequestEcho } from './document-context.ts';
import type { DocumentWarning } from './document-warning.ts';

/** Members of `meta` that differ from request to request. */
export interface MetaFacts {
  readonly dataReturned?: number;
  readonly dataAvailable?: number;
  readonly moreDataAvailable?: boolean;
  readonly lastId?: string | undefined;
  readonly warnings?: readonly DocumentWarning[];
}

/** Opens every document: the member that JSON:API 1.1 recommends to come first. */
export function jsonapiMember(apiVersion: string): string {
  return `"jsonapi":{"version":"1.1","meta":{"api":"OPTIMADE","api-version":"${apiVersion}"}}`;
}

/**
 * The `"meta":{…}` member of a document.
 *
 * @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields"
 */
export function metaMember(context: DocumentContext, request: RequestEcho, facts: MetaFacts): string {
  const members = dynamicMeta(request, facts, context.provider.prefix);
  return `"meta":{${JSON.stringify(members).slice(1, -1)},${context.staticMeta}}`;
}

type DynamicMeta = Omit<Meta, 'api_version' | 'provider'>;

/** The members of `meta` that need no database. */
export function dynamicMeta(request: RequestEcho, facts: MetaFacts, prefix: string): DynamicMeta {
  const warnings = allWarnings(request, facts);
  return {
    query: { representation: request.path + (request.query === '' ? '' : `?${request.query}`) },
    time_stamp: request.time.toISOString(),
    ...(facts.dataReturned === undefined ? {} : { data_returned: facts.dataReturned }),
    ...(facts.dataAvailable === undefined ? {} : { data_available: facts.dataAvailable }),
    more_data_available: facts.moreDataAvailable ?? false,
    ...(facts.lastId === undefined ? {} : { last_id: facts.lastId }),
    ...(warnings.length === 0
      ? {}
      : { warnings: warnings.map((warning, index) => warningObject(warning, index, prefix)) }),
  };
}

/** The warnings of a request and of its answer, each once: two stages may notice the same thing. */
function allWarnings(request: RequestEcho, { warnings = [] }: MetaFacts): readonly DocumentWarning[] {
  if (request.warnings.length === 0) return warnings;
  const all = [...request.warnings, ...warnings];
  return all.filter(({ detail }, index) => all.findIndex((other) => other.detail === detail) === index);
}

/** @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields", warnings */
function warningObject(warning: DocumentWarning, index: number, prefix: string): Warning {
  return {
    type: 'warning',
    id: String(index + 1),
    code: `_${prefix}_${warning.code.replaceAll('-', '_')}`,
    ...(warning.title === undefined ? {} : { title: warning.title }),
    detail: warning.detail,
    ...(warning.parameter === undefined ? {} : { source: { parameter: warning.parameter } }),
  };
}
