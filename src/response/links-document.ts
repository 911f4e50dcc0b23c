import { Buffer } from 'node:buffer';
import type { LinkEntry } from '../standard/index.ts';
import type { DatabaseContext, DocumentContext, RequestEcho } from './document-context.ts';
import { describedBy, linksMember } from './document-links.ts';
import { indexLink } from './index-meta-database.ts';
import { linkEntry, providersLink } from './link-entries.ts';
import { jsonapiMember, metaMember } from './meta.ts';

/** The answer to `/links`. All entries stand on one page, and parameters are ignored, as the standard allows. */
export function serializeLinks(
  context: DocumentContext,
  request: RequestEcho,
  entries: readonly LinkEntry[],
): Uint8Array {
  const facts = { dataReturned: entries.length, dataAvailable: entries.length, lastId: entries.at(-1)?.id };
  return Buffer.from(
    `{${jsonapiMember(context.version.number)},"data":${JSON.stringify(entries)},` +
      `${linksMember(context, request, describedBy(context, 'links_document'))},` +
      `${metaMember(context, request, facts)}}`,
  );
}

/**
 * The links of a database: to the index above it, or to itself where it stands alone; and to the directory of all
 * providers.
 *
 * @spec OPTIMADE 1.3.0, "Links Endpoint"
 */
export function databaseLinks(context: DatabaseContext): readonly LinkEntry[] {
  const { service, indexUrl, database, provider, baseUrl } = context;
  if (indexUrl !== undefined) return [indexLink(service, indexUrl), providersLink(new Set())];
  const self = linkEntry(database.id, {
    name: database.name,
    description: database.description,
    base_url: baseUrl,
    homepage: database.homepage ?? provider.homepage ?? null,
    link_type: 'root',
  });
  return [self, providersLink(new Set([database.id]))];
}
