/** `pagination`: of listings of records, and of lists in archives. What does not fit is answered with 400. */
import { limits, suggest } from '../../base/index.ts';
import { shown } from '../../standard/index.ts';
import type { ListPage, RecordPage } from './graph-request.ts';
import { isCount } from './read-value.ts';
import type { RequestPart } from './request-part.ts';
import { membersOf, refusal } from './request-part.ts';

export type ListingKind = 'uploads' | 'entries' | 'search';

/** As in NOMAD. */
export const pageSizeDefault = 10;
const positions = ['page', 'page_offset', 'page_after_value'] as const;
const recordNames = ['page_size', ...positions, 'order', 'order_by'];
const listNames = ['page_size', 'page', 'page_containing'];

/** What listings can be ordered by beside the order that they have anyway. */
export const orderNames: Readonly<Record<ListingKind, readonly string[]>> = {
  uploads: ['upload_id'],
  entries: ['entry_id', 'mainfile', 'mainfile_path'],
  search: [],
};

/** The page of a listing. Errors: `graph-request-invalid`. Limits: `graphPageSizeMax`. */
export function parseRecordPage(part: RequestPart, kind: ListingKind): RecordPage {
  const members = readMembers(part, recordNames);
  const given = positions.filter((name) => members.has(name));
  const pageSize = readCount(members.get('page_size'), 0) ?? pageSizeDefault;
  if (given.length > 1)
    throw refusal(members.get(given[1]!)!, `only one of ${positions.join(', ')} can be given`);
  if (given.length > 0 && pageSize === 0) {
    throw refusal(members.get(given[0]!)!, 'a page without entries has no position');
  }
  if (pageSize > limits.graphPageSizeMax) {
    throw refusal(members.get('page_size')!, `a page has at most ${limits.graphPageSizeMax} entries`);
  }
  return {
    pointer: part.pointer,
    pageSize,
    order: readOrder(members.get('order'), kind),
    orderBy: readOrderBy(members.get('order_by'), kind),
    page: readCount(members.get('page'), 1),
    pageOffset: readCount(members.get('page_offset'), 0),
    pageAfterValue: readText(members.get('page_after_value')),
  };
}

/** The page of a list of sections. Errors: `graph-request-invalid`. */
export function parseListPage(part: RequestPart): ListPage {
  const members = readMembers(part, listNames);
  const pageContaining = readCount(members.get('page_containing'), 0);
  const page = readCount(members.get('page'), 1);
  if (page !== undefined && pageContaining !== undefined) {
    throw refusal(members.get('page')!, 'only one of page and page_containing can be given');
  }
  return {
    pageSize: readCount(members.get('page_size'), 1) ?? pageSizeDefault,
    page: page ?? 1,
    pageContaining,
  };
}

/** Null is as good as absent. */
function readMembers(part: RequestPart, names: readonly string[]): Map<string, RequestPart> {
  const members = membersOf(part);
  if (members === undefined) throw refusal(part, `a map is expected, not ${shown(part.value)}`);
  for (const [name, member] of members) {
    if (!names.includes(name)) {
      throw refusal(
        member,
        `pagination here has no ${shown(name)}, only ${names.join(', ')}`,
        suggest(name, names),
      );
    }
    if (member.value === null) members.delete(name);
  }
  return members;
}

function readCount(part: RequestPart | undefined, least: number): number | undefined {
  if (part === undefined) return undefined;
  if (!isCount(part.value) || part.value < least) {
    throw refusal(part, `a whole number from ${least} is expected, not ${shown(part.value)}`);
  }
  return part.value;
}

function readText(part: RequestPart | undefined): string | undefined {
  if (part === undefined || typeof part.value === 'string') return part?.value as string | undefined;
  throw refusal(part, `a text is expected, not ${shown(part.value)}`);
}

function readOrder(part: RequestPart | undefined, kind: ListingKind): 'asc' | 'desc' {
  if (part === undefined || part.value === 'asc') return 'asc';
  if (part.value !== 'desc') throw refusal(part, `"asc" or "desc" is expected, not ${shown(part.value)}`);
  if (kind === 'search') throw refusal(part, 'what is found is listed by ascending ids only');
  return 'desc';
}

function readOrderBy(part: RequestPart | undefined, kind: ListingKind): string | undefined {
  const name = readText(part);
  if (part === undefined || name === undefined) return undefined;
  const names = orderNames[kind];
  if (names.includes(name)) return name;
  if (names.length === 0) throw refusal(part, 'what is found is listed by ascending ids only');
  throw refusal(
    part,
    `${kind} cannot be ordered by ${shown(name)}, only by ${names.join(', ')}`,
    suggest(name, names),
  );
}
