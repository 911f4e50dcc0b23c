import { OptimadeError } from '../../base/index.ts';
import type { WarningList } from '../query-warning.ts';
import type { QueryString } from './query-string.ts';

/**
 * Which page is asked for, and in which way, so that links to other pages can be made in the same way.
 *
 * `page_number` counts from 1. The values of `page_above` and `page_below` are text until the sort key is known.
 *
 * @spec OPTIMADE 1.3.0, "Entry Listing URL Query Parameters", standard pagination options
 */
export type PageParameters = { readonly limit: number } & (
  | { readonly strategy: 'page_offset'; readonly offset: number }
  | { readonly strategy: 'page_number'; readonly number: number }
  | { readonly strategy: 'page_cursor'; readonly cursor: string }
  | { readonly strategy: 'page_above' | 'page_below'; readonly value: string }
);

export interface PageLimits {
  /** Entries on a page where the request does not say. */
  readonly pageLimit: number;
  readonly pageLimitMax: number;
}

const strategies = ['page_offset', 'page_number', 'page_cursor', 'page_above', 'page_below'] as const;

/** Errors: `parameter-invalid`, `page-limit-exceeded`, `pagination-conflict`. */
export function parsePage(query: QueryString, limits: PageLimits, warnings: WarningList): PageParameters {
  const limit = parseLimit(query, limits);
  const given = strategies.filter((strategy) => query.value(strategy) !== undefined);
  if (given.length > 1) {
    throw new OptimadeError(
      'pagination-conflict',
      { parameters: given.join(', ') },
      { parameter: given[1]! },
    );
  }
  const strategy = given[0] ?? 'page_offset';
  const value = query.value(strategy) ?? '0';
  switch (strategy) {
    case 'page_offset':
      return { limit, strategy, offset: parseCount(strategy, value) };
    case 'page_number': {
      const number = parseCount(strategy, value);
      if (number === 0) warnings.add('page-number-low', strategy);
      return { limit, strategy, number: Math.max(1, number) };
    }
    case 'page_cursor':
      return { limit, strategy, cursor: value };
    case 'page_above':
    case 'page_below':
      return { limit, strategy, value };
  }
}

function parseLimit(query: QueryString, { pageLimit, pageLimitMax }: PageLimits): number {
  const text = query.value('page_limit');
  if (text === undefined) return pageLimit;
  const limit = /^\d+$/.test(text) ? Number(text) : parseCount('page_limit', text);
  if (limit > pageLimitMax) {
    throw new OptimadeError('page-limit-exceeded', { limit: pageLimitMax }, { parameter: 'page_limit' });
  }
  return limit;
}

function parseCount(parameter: string, text: string): number {
  const count = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(count)) return count;
  const problem = Number.isNaN(count) ? 'not a whole number, 0 or more' : 'too large';
  throw new OptimadeError('parameter-invalid', { parameter, problem }, { parameter });
}
