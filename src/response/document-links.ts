import type { DocumentLinks } from '../standard/index.ts';
import type { DocumentContext, RequestEcho } from './document-context.ts';
import type { PageLinks } from './page-links.ts';

/** URL of the schema of a kind of document: a part of the OpenAPI document where that is our own. */
export function describedBy(context: DocumentContext, schema: string): string {
  return context.service.schemaUrl === undefined
    ? `${context.schemaUrl}#/components/schemas/${schema}`
    : context.schemaUrl;
}

/**
 * The `"links":{…}` member of a document.
 *
 * @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields", links
 */
export function linksMember(
  context: DocumentContext,
  request: RequestEcho,
  describedby: string,
  pages?: PageLinks,
): string {
  const query = request.query === '' ? '' : `?${request.query}`;
  const links: DocumentLinks = {
    ...pages,
    self: context.versionedBaseUrl + request.path + query,
    base_url: context.baseUrl,
    describedby,
  };
  return `"links":${JSON.stringify(links)}`;
}
