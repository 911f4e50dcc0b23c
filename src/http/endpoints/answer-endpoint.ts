import { unreachable } from '../../base/index.ts';
import type { Answer, AnyBody } from '../answer.ts';
import type { RequestScope } from '../request-scope.ts';
import type { Endpoint } from '../route.ts';
import type { ArchiveWishes } from './archive.ts';
import { answerArchive } from './archive.ts';
import { answerAttachment } from './attachment.ts';
import { answerBasePage } from './base-page.ts';
import { answerListing } from './entry-listing.ts';
import { answerGraphInfo, answerGraphSchema } from './graph-info.ts';
import { answerEntryInfo, answerInfo } from './info.ts';
import { answerLinks } from './links.ts';
import { answerApiPage, answerOpenapi } from './openapi.ts';
import { answerEntry } from './single-entry.ts';
import { answerVersions } from './versions.ts';

/** What shapes an answer beside its scope. */
export type EndpointWishes = ArchiveWishes;

/** Every endpoint of a database but the graph itself, in one table. */
export async function answerEndpoint(
  endpoint: Exclude<Endpoint, { readonly kind: 'graph-query' }>,
  scope: RequestScope,
  wishes: EndpointWishes,
): Promise<Answer<AnyBody>> {
  const { accept, range } = wishes;
  switch (endpoint.kind) {
    case 'base-page':
      return answerBasePage(scope, accept);
    case 'versions':
      return answerVersions();
    case 'info':
      return answerInfo(scope);
    case 'entry-info':
      return answerEntryInfo(scope, endpoint.entryType);
    case 'links':
      return answerLinks(scope);
    case 'listing':
      return answerListing(scope, endpoint.entryType);
    case 'entry':
      return answerEntry(scope, endpoint.entryType, endpoint.id);
    case 'attachment':
      return answerAttachment(scope, endpoint.name, range);
    case 'archive':
      return answerArchive(scope, endpoint, wishes);
    case 'graph':
      return answerGraphInfo(`${scope.context.versionedBaseUrl}/extensions`, scope.context.versionedBaseUrl);
    case 'graph-schema':
      return answerGraphSchema();
    case 'openapi':
      return answerOpenapi(scope);
    case 'api-page':
      return answerApiPage(scope);
    default:
      return unreachable(endpoint);
  }
}
