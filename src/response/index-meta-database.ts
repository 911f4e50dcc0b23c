/**
 * The index meta-database: what stands above all databases of a server, so that clients find them. It has no entries
 * of its own, only links.
 */
import type { LinkEntry, Provider } from '../standard/index.ts';
import type { DocumentContext, DocumentPlace, ServiceDescription } from './document-context.ts';
import { createDocumentContext } from './document-context.ts';
import { linkEntry, providersLink } from './link-entries.ts';

/** A database as the index lists it. */
export interface IndexedDatabase {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly homepage: string | null;
  /** Unversioned. */
  readonly baseUrl: string;
  readonly aggregate: 'ok' | 'test' | 'staging' | 'no';
  readonly noAggregateReason: string | undefined;
}

/** No database can have this id: it is the first segment of the index's own paths. */
const indexId = 'index';

export function createIndexContext(place: DocumentPlace): DocumentContext {
  const provider = indexProvider(place.service);
  const { name, description, homepage } = indexTexts(provider);
  return createDocumentContext(place, {
    provider,
    database: { id: indexId, name, description, homepage },
    schemaUrl: place.service.schemaUrl,
  });
}

/** The link from a database, or from the index itself, to the index. */
export function indexLink(service: ServiceDescription, indexUrl: string): LinkEntry {
  const texts = indexTexts(indexProvider(service));
  return linkEntry(indexId, { ...texts, base_url: indexUrl, link_type: 'root' });
}

/**
 * All links of the index: itself, every database, and the way to all other providers.
 *
 * @spec OPTIMADE 1.3.0, "Links Endpoint", "Index Meta-Database"
 */
export function indexLinks(
  { service, baseUrl }: DocumentContext,
  databases: readonly IndexedDatabase[],
): readonly LinkEntry[] {
  const children = databases.map((database) => childLink(database));
  return [indexLink(service, baseUrl), ...children, providersLink(new Set(databases.map(({ id }) => id)))];
}

/** The link from the index to a database. Aggregators are told why they should stay away, if they should. */
export function childLink(database: IndexedDatabase): LinkEntry {
  const { id, name, description, homepage, baseUrl, aggregate, noAggregateReason } = database;
  return linkEntry(id, {
    name,
    description,
    base_url: baseUrl,
    homepage,
    link_type: 'child',
    aggregate,
    ...(aggregate === 'ok' || noAggregateReason === undefined
      ? {}
      : { no_aggregate_reason: noAggregateReason }),
  });
}

/** Who runs the server; as long as the operator does not say, it is the program. */
function indexProvider({ provider }: ServiceDescription): Provider {
  return {
    name: 'Respawn',
    description: 'Static materials data, served as live OPTIMADE APIs.',
    prefix: 'exmpl',
    homepage: null,
    ...provider,
  };
}

function indexTexts({ name, homepage }: Provider) {
  return {
    name: `Index of ${name}`,
    description: `All databases that are served by ${name}.`,
    homepage: homepage ?? null,
  };
}
