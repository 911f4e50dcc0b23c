import { OptimadeError } from '../../base/index.ts';
import type { Budget } from '../budget.ts';
import type { GraphFault } from '../graph-fault.ts';
import type { ListingRequest } from '../request/graph-request.ts';
import type { ResultMap } from '../result/result-map.ts';
import type { PageWindow } from './pagination.ts';
import { pageWindow, writeResponse } from './pagination.ts';

export interface ListedPage<Member> {
  readonly members: readonly Member[];
  /** Of the whole listing. */
  readonly total: number;
  readonly hasMore: boolean;
  /** What could not be listed. */
  readonly faults: readonly GraphFault[];
}

/** What can be listed under a token. */
export interface Listing<Member, Request> {
  /** Whether `next_page_after_value` is null on the last page though it is full. */
  readonly tellsLastPage: boolean;
  /** A string tells why there is nothing behind `after`. */
  page(window: PageWindow): Promise<ListedPage<Member> | string>;
  idOf(member: Member): string;
  /** Reads what was listed. */
  read(member: Member, request: Request, into: ResultMap): Promise<void>;
  /** Reads what is named by its id. */
  readNamed(id: string, request: Request, into: ResultMap): Promise<void>;
  /** The request for whole records where the settings of the token ask for these in the place of ids. */
  resolved(request: ListingRequest<Request>): Request | undefined;
}

/** Lists what is asked for under a token, and reads its members. */
export async function readListing<Member, Request>(
  request: ListingRequest<Request>,
  listing: Listing<Member, Request>,
  into: ResultMap,
  budget: Budget,
): Promise<void> {
  if (request.isFetched || request.wildcard !== undefined) await list(request, listing, into, budget);
  else if (request.hasSettings) writeResponse(request, null, null, into);
  for (const [id, member] of request.members) {
    if (!(await takeTurn(into, budget))) return;
    await listing.readNamed(id, member, into.map(id));
  }
}

async function list<Member, Request>(
  request: ListingRequest<Request>,
  listing: Listing<Member, Request>,
  into: ResultMap,
  budget: Budget,
): Promise<void> {
  const window = pageWindow(request.page);
  const page = await listing.page(window);
  if (typeof page === 'string') throw refuseAfter(request, page);
  const { members, total, hasMore, faults } = page;
  for (const fault of faults) into.addFault(fault);
  const isFull = members.length > 0 && members.length === window.limit;
  const last = isFull && (hasMore || !listing.tellsLastPage) ? listing.idOf(members.at(-1)!) : null;
  writeResponse(request, total, last, into);
  const memberRequest = request.wildcard ?? listing.resolved(request);
  for (const member of members) {
    const id = listing.idOf(member);
    if (request.members.has(id)) continue;
    if (!(await takeTurn(into, budget))) return;
    if (memberRequest === undefined) into.putValue(id, id);
    else await listing.read(member, memberRequest, into.map(id));
  }
}

function refuseAfter({ pointer, page }: ListingRequest<unknown>, problem: string): OptimadeError {
  const place = page === undefined ? pointer : `${page.pointer}/page_after_value`;
  return new OptimadeError('graph-request-invalid', { place, problem }, { pointer: place });
}

/** Whether one more entry may be read; else a fault tells that the listing is cut short. */
async function takeTurn(into: ResultMap, budget: Budget): Promise<boolean> {
  if (budget.takeEntry() && (await budget.pause())) return true;
  into.addFault({ type: 'LIMIT', message: `${budget.limit}.` });
  return false;
}
