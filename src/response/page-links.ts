import type { EntryRow } from '../query/index.ts';

/** Name and value of a URL parameter that asks for another page. */
export type PageParameter = readonly [name: string, value: string];

/** How the links of a page ask for the other pages: in the way in which the client asked for this one. */
export interface PageStrategy {
  /** The page that begins at a position among all matches. */
  at(offset: number): PageParameter;
  /** The page after an entry, where the strategy goes by values. */
  after?(last: EntryRow): PageParameter;
  /** The page before an entry, where the strategy goes by values. */
  before?(first: EntryRow): PageParameter;
}

/** A page among all matches. */
export interface PagePosition {
  readonly rows: readonly EntryRow[];
  readonly offset: number;
  readonly limit: number;
  readonly dataReturned: number;
}

/** URLs of the other pages; null where there is none. */
export interface PageLinks {
  readonly first: string;
  readonly prev: string | null;
  readonly next: string | null;
  readonly last: string;
}

const pageParameters = new Set(['page_offset', 'page_number', 'page_cursor', 'page_above', 'page_below']);

/** Whether entries follow after this page. A page of no entries by wish (`page_limit=0`) is complete. */
export function hasNextPage({ rows, offset, dataReturned }: PagePosition): boolean {
  return rows.length > 0 && offset + rows.length < dataReturned;
}

/**
 * Links from one page to the others. They keep every parameter of the request as it was written.
 *
 * @param url the URL of the request without its query
 * @spec OPTIMADE 1.3.0, "Pagination"; JSON:API 1.1, "Pagination"
 */
export function pageLinks(
  url: string,
  query: string,
  strategy: PageStrategy,
  position: PagePosition,
): PageLinks {
  const { rows, offset, limit, dataReturned } = position;
  const kept = query.split('&').filter((part) => part !== '' && !pageParameters.has(nameOf(part)));
  const link = ([name, value]: PageParameter) =>
    `${url}?${[...kept, `${name}=${encodeURIComponent(value)}`].join('&')}`;
  const step = Math.max(1, limit);
  const lastOffset = Math.max(0, Math.floor((dataReturned - 1) / step) * step);
  const first = rows[0];
  const last = rows.at(-1);
  const afterPage = () =>
    last !== undefined && strategy.after ? strategy.after(last) : strategy.at(offset + rows.length);
  const beforePage = () =>
    first !== undefined && strategy.before
      ? strategy.before(first)
      : strategy.at(offset >= dataReturned ? lastOffset : Math.max(0, offset - step));
  return {
    first: link(strategy.at(0)),
    prev: offset > 0 && limit > 0 ? link(beforePage()) : null,
    next: hasNextPage(position) ? link(afterPage()) : null,
    last: link(strategy.at(lastOffset)),
  };
}

/** The name in a piece of a query, which may be percent-encoded although it need not be. */
function nameOf(part: string): string {
  const name = part.split('=', 1)[0]!;
  return name.includes('%') ? [...new URLSearchParams(name).keys()][0]! : name;
}
