import type { JsonValue } from '../../../src/base/index.ts';
import type { ArchiveRequest } from '../../../src/graph/request/graph-request.ts';
import { parseGraphRequest } from '../../../src/graph/request/parse-graph-request.ts';

/** What a request asks of the archive of an entry. */
export function archiveOf(archive: JsonValue, strict = false): ArchiveRequest {
  const { entries } = parseGraphRequest({ entries: { e1: { archive } } }, { strict });
  return entries[0]!.request.members.get('e1')!.archives[0]!.request;
}

/** The request below keys. */
export function childOf(request: ArchiveRequest, ...keys: readonly string[]): ArchiveRequest {
  let node = request;
  for (const key of keys) node = node.children.find((child) => child.key === key)!.request;
  return node;
}
