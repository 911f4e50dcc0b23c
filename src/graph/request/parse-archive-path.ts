/**
 * The form of a request that is a URL: the path leads to a place in one archive, parameters say how much of
 * it.
 */
import { limits, OptimadeError, suggest } from '../../base/index.ts';
import { shown } from '../../standard/index.ts';
import type { ArchivePathRequest, IndexRange, ListPage, Settings } from './graph-request.ts';
import { compileKeyFilter } from './key-filter.ts';
import { parseIndexedKey, parseIndexText } from './parse-index.ts';
import { settingName } from './parse-own-settings.ts';
import { pageSizeDefault } from './parse-pagination.ts';
import { defaultSettings } from './settings.ts';

const listNames = ['include', 'exclude'];
const parameterNames = [
  ...['depth', 'max_list_size', 'max_dict_size', ...listNames, 'index', 'include_quantities'],
  ...['always_rewrite_references', 'page', 'page_size', 'page_containing', 'links', 'strict'],
];

/** Settings of graph requests that could say nothing here. */
const followingNames = ['directive', 'resolve_depth', 'resolve_type'];

/**
 * `segments` are the decoded steps behind the entry; the last may carry an index, as in `frames[0:9]`. Dashes
 * in the names of parameters count as underscores; only `include` and `exclude` may be there several times,
 * or hold several patterns with commas between.
 *
 * Errors: `parameter-unknown`, `parameter-repeated`, `parameter-invalid`, each with the parameter;
 * `graph-strict`. Limits: `graphPatternsMax`, `graphPatternLengthMax`.
 */
export function parseArchivePath(
  segments: readonly string[],
  parameters: Iterable<readonly [name: string, value: string]>,
): ArchivePathRequest {
  const given = new Parameters(parameters);
  const isStrict = given.readBoolean('strict') ?? false;
  const steps = segments.filter((segment) => segment !== '');
  const last = parseIndexedKey(steps.at(-1) ?? '');
  const index = given.readIndex('index');
  if (isStrict && index !== undefined && last.index !== undefined) {
    throw new OptimadeError(
      'graph-strict',
      {
        place: 'the path',
        problem: 'the parameter index stands before the index in the path, which is ignored',
      },
      { parameter: 'index' },
    );
  }
  const settings: Settings = {
    ...defaultSettings,
    keys: given.readKeyFilter(),
    depth: given.readCount('depth', 0),
    maxListSize: given.readCount('max_list_size', 0),
    maxDictSize: given.readCount('max_dict_size', 0),
    index: index ?? last.index,
    alwaysRewriteReferences: given.readBoolean('always_rewrite_references') ?? false,
    includeQuantities: given.readBoolean('include_quantities') ?? true,
    ...given.readListPage(),
  };
  return {
    path: [...steps.slice(0, -1), ...(steps.length > 0 ? [last.name] : [])],
    request: { pointer: '', isFetched: true, settings, children: [] },
    isStrict,
    wantsLinks: given.readBoolean('links') ?? false,
  };
}

class Parameters {
  readonly #values = new Map<string, string[]>();

  constructor(parameters: Iterable<readonly [string, string]>) {
    for (const [written, value] of parameters) {
      const name = settingName(written);
      if (followingNames.includes(name)) {
        throw invalid(name, 'not possible in a URL: only graph requests follow references');
      }
      if (!parameterNames.includes(name)) {
        const suggestion = suggest(name, parameterNames);
        throw new OptimadeError(
          'parameter-unknown',
          { parameter: written },
          { parameter: written, suggestion },
        );
      }
      const values = this.#values.get(name);
      if (values === undefined) this.#values.set(name, [value]);
      else values.push(value);
    }
    for (const [name, { length }] of this.#values) {
      if (length > 1 && !listNames.includes(name)) {
        throw new OptimadeError(
          'parameter-repeated',
          { parameter: name, count: length },
          { parameter: name },
        );
      }
    }
  }

  #text(name: string): string | undefined {
    return this.#values.get(name)?.[0];
  }

  readBoolean(name: string): boolean | undefined {
    const text = this.#text(name);
    if (text === undefined) return undefined;
    if (text === '1' || text === 'true') return true;
    if (text === '0' || text === 'false') return false;
    throw invalid(name, `${shown(text)}, and 1, true, 0 or false is expected`);
  }

  readCount(name: string, least: number): number | undefined {
    const text = this.#text(name);
    if (text === undefined) return undefined;
    const count = Number(text);
    if (/^\d{1,15}$/.test(text) && count >= least) return count;
    throw invalid(name, `${shown(text)}, and a whole number from ${least} is expected`);
  }

  readIndex(name: string): IndexRange | undefined {
    const text = this.#text(name);
    if (text === undefined) return undefined;
    const index = parseIndexText(text);
    if (index === undefined) throw invalid(name, `${shown(text)}, and 5, 100:199, 5: or :5 is expected`);
    return index;
  }

  readKeyFilter(): Settings['keys'] {
    const [include, exclude] = listNames.map((name) => this.#readPatterns(name));
    if (include !== undefined && exclude !== undefined) {
      throw invalid('exclude', 'not possible where include is there too');
    }
    return compileKeyFilter(include, exclude);
  }

  #readPatterns(name: string): readonly string[] | undefined {
    const patterns = this.#values.get(name)?.flatMap((text) => text.split(','));
    if (patterns === undefined) return undefined;
    if (patterns.length > limits.graphPatternsMax) {
      throw invalid(name, `more than ${limits.graphPatternsMax} patterns`);
    }
    for (const pattern of patterns) {
      if (pattern === '')
        throw invalid(name, 'empty in part, and patterns are expected, with commas between');
      if (pattern.length > limits.graphPatternLengthMax) {
        throw invalid(name, `a pattern of more than ${limits.graphPatternLengthMax} characters`);
      }
    }
    return patterns;
  }

  readListPage(): { listPage?: ListPage; listPageSize?: number } {
    const page = this.readCount('page', 1);
    const pageContaining = this.readCount('page_containing', 0);
    const pageSize = this.readCount('page_size', 1);
    if (page === undefined && pageContaining === undefined && pageSize === undefined) return {};
    if (page !== undefined && pageContaining !== undefined) {
      throw invalid('page', 'not possible where page_containing is there too');
    }
    const listPage = { pageSize: pageSize ?? pageSizeDefault, page: page ?? 1, pageContaining };
    return { listPage, listPageSize: listPage.pageSize };
  }
}

function invalid(parameter: string, problem: string): OptimadeError {
  return new OptimadeError('parameter-invalid', { parameter, problem }, { parameter });
}
