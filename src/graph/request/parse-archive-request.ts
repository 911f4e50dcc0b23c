import type { ArchiveChildRequest, ArchiveRequest, Settings } from './graph-request.ts';
import { parseIndexedKey } from './parse-index.ts';
import { isNodeFetched, parseNode } from './parse-node.ts';
import { parseListPage } from './parse-pagination.ts';
import type { RequestPart } from './request-part.ts';
import { oddity, refusal } from './request-part.ts';
import { inheritSettings } from './settings.ts';

/**
 * What is asked of an archive, or of a node of one. All keys are keys of data here but `m_request` and
 * `m_children`.
 */
export function parseArchiveRequest(part: RequestPart, parent: Settings, isStrict: boolean): ArchiveRequest {
  const node = parseNode(part, isStrict);
  const given = node.own?.given;
  const query = given?.get('query');
  if (query !== undefined && query.value !== null) {
    throw refusal(query, 'there is no query in archives; it belongs to uploads, entries and search');
  }
  const page = given?.get('pagination');
  const listPage = page === undefined || page.value === null ? undefined : parseListPage(page);
  const settings = inheritSettings(parent, node.own, listPage);
  return {
    pointer: part.pointer,
    isFetched: isNodeFetched(node),
    settings,
    children: [...node.members].map(([key, child]) => parseChild(key, child, settings, isStrict)),
  };
}

function parseChild(
  key: string,
  part: RequestPart,
  parent: Settings,
  isStrict: boolean,
): ArchiveChildRequest {
  const { name, index } = parseIndexedKey(key);
  const request = parseArchiveRequest(part, parent, isStrict);
  if (isStrict && index !== undefined && request.settings.index !== undefined) {
    throw oddity(part, 'm_request.index stands before the index in the key, which is ignored');
  }
  return { key, name, index, request };
}
