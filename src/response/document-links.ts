import type { DocumentLinks } from '../standard/index.ts';
import type { DocumentContext, RequestEcho } from './document-context.ts';
import type { PageLinks } from './page-links.ts';

/** URL of the schema of a kind of document: a part of the OpenAPI document where that is our own. */
export function describedBy({ service, schemaUrl }: DocumentContext, schema: string): string | undefined {
  return schemaUrl === undefined || service.schemaUrl !== undefined
    ? schemaUrl
    : `${schemaUrl}#/components/schemas/${schema}`;
}

/**
 * The `"links":{…}` member of a document.
 *
 * @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields", links
 */
export function linksMember(
  context: DocumentContext,
  request: RequestEcho,
  describedby: string | undefined,
  pages?: PageLinks,
): string {
  const query = request.query === '' ? '' : `?${request.query}`;
  const links: DocumentLinks = {
    ...pages,
    self: context.versionedBaseUrl + request.path + query,
    base_url: context.baseUrl,
    ...(describedby === undefined ? {} : { describedby }),
  };
  return `"links":${JSON.stringify(links)}`;
}
