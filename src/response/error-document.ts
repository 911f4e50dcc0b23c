import { Buffer } from 'node:buffer';
import type { OptimadeError } from '../base/index.ts';
import type { ErrorObject } from '../standard/index.ts';
import { currentVersion } from './api-version.ts';
import type { DocumentContext, RequestEcho } from './document-context.ts';
import { dynamicMeta, jsonapiMember, metaMember } from './meta.ts';

/**
 * The answer to a request that failed. Without a context, as outside of every database, `meta` holds only
 * what the standard demands.
 *
 * @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields", errors; JSON:API 1.1, "Error Objects"
 */
export function serializeErrors(
  context: DocumentContext | undefined,
  request: RequestEcho,
  errors: readonly OptimadeError[],
): Uint8Array {
  const apiVersion = context?.version.number ?? currentVersion.number;
  const meta =
    context === undefined
      ? `"meta":${JSON.stringify({ ...dynamicMeta(request, {}, ''), api_version: apiVersion })}`
      : metaMember(context, request, { dataReturned: 0 });
  const objects = JSON.stringify(errors.map(errorObject));
  return Buffer.from(`{${jsonapiMember(apiVersion)},"errors":${objects},${meta}}`);
}

function errorObject(error: OptimadeError): ErrorObject {
  const { parameter, pointer, header, meta } = error.options;
  return {
    status: String(error.status),
    code: error.code,
    title: error.title,
    detail: error.detail,
    ...(parameter === undefined ? {} : { source: { parameter } }),
    ...(pointer === undefined ? {} : { source: { pointer } }),
    ...(header === undefined ? {} : { source: { header } }),
    ...(meta === undefined ? {} : { meta }),
  };
}
