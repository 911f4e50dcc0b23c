import type { ListingRequest, RecordPage } from '../request/graph-request.ts';
import { pageSizeDefault } from '../request/parse-pagination.ts';
import type { ResultMap } from '../result/result-map.ts';

/** Which part of a listing is wanted. */
export interface PageWindow {
  readonly orderBy: string | undefined;
  readonly descending: boolean;
  /** Behind the member of this id; undefined begins at `offset`. */
  readonly after: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

export function pageWindow(page: RecordPage | undefined): PageWindow {
  const limit = page?.pageSize ?? pageSizeDefault;
  const fromPage = page?.page === undefined ? 0 : (page.page - 1) * limit;
  return {
    orderBy: page?.orderBy,
    descending: page?.order === 'desc',
    after: page?.pageAfterValue,
    offset: page?.pageOffset ?? fromPage,
    limit,
  };
}

/** Tells in `m_response` what was asked for and where to go on. Its URLs are for a GET that NOMAD has elsewhere. */
export function writeResponse(
  { page, query }: ListingRequest<unknown>,
  total: number | null,
  next: string | null,
  into: ResultMap,
): void {
  const response = into.map('m_response');
  const pagination = {
    page_size: page?.pageSize ?? pageSizeDefault,
    order_by: page?.orderBy ?? null,
    order: page?.order ?? 'asc',
    page_after_value: page?.pageAfterValue ?? null,
    page: page?.page ?? null,
    page_offset: page?.pageOffset ?? null,
    total,
    next_page_after_value: next,
    page_url: null,
    next_page_url: null,
    prev_page_url: null,
    first_page_url: null,
  };
  putFields(response.map('pagination'), pagination);
  const asked = { optimade_filter: query.optimadeFilter, entry_type: query.entryType };
  for (const [name, value] of Object.entries(asked)) {
    if (value !== undefined) response.map('query').putValue(name, value);
  }
}

function putFields(into: ResultMap, fields: Readonly<Record<string, string | number | null>>): void {
  for (const [name, value] of Object.entries(fields)) into.putValue(name, value);
}
