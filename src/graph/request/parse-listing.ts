import type { ListingRequest, RecordPage, RecordQuery, Settings } from './graph-request.ts';
import type { RequestNode } from './parse-node.ts';
import { parseNode } from './parse-node.ts';
import type { ListingKind } from './parse-pagination.ts';
import { parseRecordPage } from './parse-pagination.ts';
import { emptyQuery, parseRecordQuery } from './parse-record-query.ts';
import { checkRecordSettings } from './record-settings.ts';
import type { RequestPart } from './request-part.ts';
import { refusal } from './request-part.ts';
import { inheritSettings } from './settings.ts';

/**
 * What stands below a token: a request for each id, `*` for all others, and which they are. Query and page
 * may stand in the settings or beside the ids.
 */
export function parseListing<Request>(
  part: RequestPart,
  parent: Settings,
  isStrict: boolean,
  kind: ListingKind,
  parseMember: (part: RequestPart, parent: Settings, isStrict: boolean) => Request,
): ListingRequest<Request> {
  const node = parseNode(part, isStrict);
  checkRecordSettings(node, isStrict);
  const settings = inheritSettings(parent, node.own);
  const { query, page } = parseSelection(node, kind);
  const members = new Map<string, Request>();
  for (const [id, child] of node.members) {
    if (id !== 'query' && id !== 'pagination') members.set(id, parseMember(child, settings, isStrict));
  }
  const wildcard = members.get('*');
  members.delete('*');
  return {
    pointer: part.pointer,
    isFetched: wildcard === undefined && members.size === 0,
    hasSettings: page !== undefined || (node.own !== undefined && node.own.given.size > 0),
    settings,
    page,
    query,
    wildcard,
    members,
  };
}

function parseSelection(
  node: RequestNode,
  kind: ListingKind,
): { readonly query: RecordQuery; readonly page: RecordPage | undefined } {
  const queryPart = onlyOne([node.own?.given.get('query'), node.members.get('query')]);
  const parsed = queryPart && parseRecordQuery(queryPart, kind);
  const pagePart = onlyOne([node.own?.given.get('pagination'), node.members.get('pagination'), parsed?.page]);
  return {
    query: parsed?.query ?? emptyQuery(node.part),
    page: pagePart && parseRecordPage(pagePart, kind),
  };
}

/** Null is as good as absent. */
function onlyOne(parts: readonly (RequestPart | undefined)[]): RequestPart | undefined {
  const [first, second] = parts.filter((part) => part !== undefined && part.value !== null);
  if (second !== undefined) throw refusal(second, 'this is given in two places');
  return first;
}
