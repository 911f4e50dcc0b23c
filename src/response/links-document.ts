import { Buffer } from 'node:buffer';
import type { LinkAttributes, LinkEntry, MetaDatabase } from '../standard/index.ts';
import type { DocumentContext, RequestEcho } from './document-context.ts';
import { describedBy, linksMember } from './document-links.ts';
import { jsonapiMember, metaMember } from './meta.ts';

/**
 * The answer to `/links`: a lone database is its own root; the way to everybody else leads through the
 * directory of all providers.
 *
 * @spec OPTIMADE 1.3.0, "Links Endpoint"
 */
export function serializeLinks(context: DocumentContext, request: RequestEcho): Uint8Array {
  // Checked when the database was built, and typed as any JSON since sources may say more.
  const database = context.description.database as MetaDatabase;
  const entries = [
    linkEntry(context.databaseId, {
      name: database.name ?? context.provider.name,
      description: database.description ?? context.provider.description,
      base_url: context.baseUrl,
      homepage: database.homepage ?? context.provider.homepage ?? null,
      link_type: 'root',
    }),
    linkEntry(context.databaseId === 'optimade' ? 'optimade-providers' : 'optimade', {
      name: 'Materials Consortia',
      description: 'The directory of all registered providers of OPTIMADE databases.',
      base_url: 'https://providers.optimade.org',
      homepage: 'https://optimade.org',
      link_type: 'providers',
    }),
  ];
  const facts = { dataReturned: entries.length, dataAvailable: entries.length, lastId: entries.at(-1)!.id };
  return Buffer.from(
    `{${jsonapiMember(context.version.number)},"data":${JSON.stringify(entries)},` +
      `${linksMember(context, request, describedBy(context, 'links_document'))},` +
      `${metaMember(context, request, facts)}}`,
  );
}

function linkEntry(id: string, attributes: LinkAttributes): LinkEntry {
  return { id, type: 'links', attributes };
}
