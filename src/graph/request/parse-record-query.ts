/** `query`: which records a listing holds. What NOMAD can ask beside is refused by name. */
import { suggest } from '../../base/index.ts';
import { shown } from '../../standard/index.ts';
import type { RecordQuery } from './graph-request.ts';
import type { ListingKind } from './parse-pagination.ts';
import type { RequestPart } from './request-part.ts';
import { itemsOf, membersOf, refusal } from './request-part.ts';

/** What NOMAD has and is refused here, beside what is offered. */
const uploadNames = {
  offered: ['upload_id'],
  missing: ['upload_name', 'is_published', 'is_owned', 'is_processing', 'process_status'],
};
const searchNames = {
  offered: ['owner', 'query', 'optimade_filter', 'entry_type', 'pagination'],
  missing: ['required', 'aggregations'],
};
const termNames = { offered: ['optimade_filter', 'entry_type'], missing: [] };
const noNames = { offered: [], missing: [] };
export const publicOwners = ['public', 'all', 'visible'];

/** A query taken apart; it may hold the page of a search. */
export interface ParsedQuery {
  readonly query: RecordQuery;
  readonly page: RequestPart | undefined;
}

export function emptyQuery(part: RequestPart): RecordQuery {
  return { pointer: part.pointer, optimadeFilter: undefined, entryType: undefined, uploadIds: undefined };
}

/** Errors: `graph-request-invalid`. */
export function parseRecordQuery(part: RequestPart, kind: ListingKind): ParsedQuery {
  if (kind === 'search') return parseSearchQuery(part);
  const members = requireMembers(part, kind === 'uploads' ? uploadNames : noNames);
  let uploadIds: readonly string[] | undefined;
  for (const [name, member] of members) {
    if (name !== 'upload_id')
      throw refusal(member, `uploads cannot be asked for by ${name} here, only by upload_id`);
    uploadIds = readTexts(member);
  }
  return { query: { ...emptyQuery(part), uploadIds }, page: undefined };
}

function parseSearchQuery(part: RequestPart): ParsedQuery {
  const members = requireMembers(part, searchNames);
  for (const name of searchNames.missing) {
    const member = members.get(name);
    if (member !== undefined)
      throw refusal(member, `a search has no ${name} here; what is wanted of hits stands below "*"`);
  }
  const owner = members.get('owner');
  if (owner !== undefined && !publicOwners.includes(owner.value as string)) {
    throw refusal(
      owner,
      `all data here are public: ${publicOwners.join(', ')} mean the same; others are not known`,
    );
  }
  const inner = members.get('query');
  const terms = inner && requireMembers(inner, termNames);
  const filter = readOnce(members.get('optimade_filter'), terms?.get('optimade_filter'));
  const entryType = readOnce(members.get('entry_type'), terms?.get('entry_type'));
  return {
    query: {
      ...emptyQuery(filter ?? part),
      optimadeFilter: filter && readText(filter),
      entryType: entryType && readText(entryType),
    },
    page: members.get('pagination'),
  };
}

interface Names {
  readonly offered: readonly string[];
  readonly missing: readonly string[];
}

/** Null is as good as absent. */
function requireMembers(part: RequestPart, names: Names): Map<string, RequestPart> {
  const members = membersOf(part);
  if (members === undefined) throw refusal(part, `a map is expected, not ${shown(part.value)}`);
  for (const [name, member] of members) {
    if (!names.offered.includes(name) && !names.missing.includes(name)) {
      throw refusal(member, unknownTerm(name, names), suggest(name, names.offered));
    }
    if (member.value === null) members.delete(name);
  }
  return members;
}

function unknownTerm(name: string, { offered }: Names): string {
  if (offered.length > 0) return `a query here knows no ${shown(name)}, only ${offered.join(', ')}`;
  return `entries are not queried by ${shown(name)} here; search does that, by optimade_filter`;
}

function readOnce(outer: RequestPart | undefined, inner: RequestPart | undefined): RequestPart | undefined {
  if (outer !== undefined && inner !== undefined) throw refusal(outer, 'this is given twice');
  return outer ?? inner;
}

function readText(part: RequestPart): string {
  if (typeof part.value !== 'string') throw refusal(part, `a text is expected, not ${shown(part.value)}`);
  return part.value;
}

function readTexts(part: RequestPart): string[] {
  const items = itemsOf(part);
  if (items === undefined) throw refusal(part, `a list of texts is expected, not ${shown(part.value)}`);
  return items.map(readText);
}
