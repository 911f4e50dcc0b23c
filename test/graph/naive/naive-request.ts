/** Requests with their settings inherited, straight from JSON. */

/** A request that is refused, with the status of the answer. */
export class Refusal extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export type Index = readonly [number] | readonly [number | null, number | null];

export interface Page {
  readonly page_size?: number;
  readonly page?: number;
  readonly page_containing?: number;
  readonly page_after_value?: string;
  readonly page_offset?: number;
  readonly order?: string;
}

/** The fields of `m_request`, in its own words. */
export interface Settings {
  readonly directive?: 'plain' | 'resolved';
  readonly include?: readonly string[] | null;
  readonly exclude?: readonly string[] | null;
  readonly depth?: number | null;
  readonly max_list_size?: number | null;
  readonly max_dict_size?: number | null;
  readonly index?: Index | null;
  readonly resolve_depth?: number | null;
  readonly always_rewrite_references?: boolean | null;
  readonly include_quantities?: boolean | null;
  readonly inherit_from_parent?: boolean | null;
  readonly pagination?: Page | null;
  readonly query?: Readonly<Record<string, unknown>> | null;
  /** Ours: the page size of a walk that came here from a node with pages. No request sets it. */
  readonly inheritedPageSize?: number | undefined;
}

export interface Request {
  /** Whether the node itself is asked for. */
  readonly isFetched: boolean;
  readonly settings: Settings;
  readonly children: readonly Child[];
}

export interface Child {
  readonly key: string;
  readonly name: string;
  readonly index: Index | undefined;
  /** To be understood with what it inherits. */
  readonly request: unknown;
}

const words: Readonly<Record<string, Settings>> = {
  '*': { directive: 'plain' },
  include: { directive: 'plain' },
  'include-resolved': { directive: 'resolved' },
};

/** What a node asks for where its parent has these settings. */
export function parseRequest(raw: unknown, parent: Settings): Request {
  if (typeof raw === 'string' && Object.hasOwn(words, raw)) {
    return { isFetched: true, settings: inherit(parent, words[raw]!), children: [] };
  }
  if (!isObject(raw)) throw new Refusal(400, 'not a request');
  const { m_children: named, ...rest } = raw;
  const { m_request: own, ...children } = { ...rest, ...(isObject(named) ? named : {}) };
  const settings = own === undefined ? {} : settingsOf(own);
  const isLeaf = Object.keys(children).length === 0;
  return {
    isFetched: isLeaf || Object.keys(settings).length > 0,
    settings: inherit(parent, settings),
    children: Object.entries(children).map(([key, request]) => ({ key, ...parseKey(key), request })),
  };
}

/** The request for a child that nobody named: the only one to which the size of pages comes down. */
export function impliedRequest(parent: Settings): Request {
  const inheritedPageSize = pageSizeOf(parent.pagination) ?? parent.inheritedPageSize;
  return { isFetched: true, settings: { ...inherit(parent, {}), inheritedPageSize }, children: [] };
}

function inherit(parent: Settings, own: Settings): Settings {
  if (own.inherit_from_parent === false) return own;
  const {
    include: _,
    exclude: _2,
    index: _3,
    pagination: _4,
    query: _5,
    inheritedPageSize: _6,
    ...inherited
  } = parent;
  return { ...inherited, ...own };
}

function pageSizeOf(pagination: Page | null | undefined): number | undefined {
  return pagination == null ? undefined : (pagination.page_size ?? 10);
}

function settingsOf(own: unknown): Settings {
  if (typeof own === 'string' && Object.hasOwn(words, own)) return words[own]!;
  if (!isObject(own)) throw new Refusal(400, 'bad m_request');
  const settings = Object.fromEntries(
    Object.entries(own).map(([name, value]) => [name.replaceAll('-', '_'), value]),
  );
  for (const [name, value] of Object.entries(settings)) {
    if (!Object.hasOwn(accepts, name) || !accepts[name]!(value)) throw new Refusal(422, `bad ${name}`);
  }
  if (Array.isArray(settings.include) && Array.isArray(settings.exclude)) {
    throw new Refusal(422, 'both include and exclude');
  }
  return settings;
}

const isSize = (value: unknown) => value === null || (Number.isInteger(value) && (value as number) >= 0);
const isFlag = (value: unknown) => value === null || typeof value === 'boolean';
const isPatterns = (value: unknown) =>
  value === null ||
  (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string'));
const isMapOrNull = (value: unknown) => value === null || isObject(value);

const accepts: Readonly<Record<string, (value: unknown) => boolean>> = {
  directive: (value) => value === 'plain' || value === 'resolved',
  include: isPatterns,
  exclude: isPatterns,
  depth: isSize,
  max_list_size: isSize,
  max_dict_size: isSize,
  index: (value) =>
    value === null ||
    (Array.isArray(value) &&
      (value.length === 1 || value.length === 2) &&
      value.every((end) => Number.isInteger(end) || (end === null && value.length === 2))),
  resolve_depth: isSize,
  resolve_type: (value) => value === null || value === 'upload' || value === 'entry',
  resolve_inplace: isFlag,
  always_rewrite_references: isFlag,
  include_quantities: isFlag,
  inherit_from_parent: isFlag,
  pagination: isMapOrNull,
  query: isMapOrNull,
};

/** `a[3]`, `a[1:3]`, `a[:]`, … */
function parseKey(key: string): { name: string; index: Index | undefined } {
  const [, name, first, colon, last] = /^([\p{L}\p{M}\p{N}_]+)\[(-?\d+)?(:)?(-?\d+)?\]$/u.exec(key) ?? [];
  const end = (text: string | undefined) => (text === undefined ? null : Number(text));
  if (name === undefined) return { name: key, index: undefined };
  if (colon !== undefined) return { name, index: [end(first), end(last)] };
  if (first === undefined) return { name: key, index: undefined };
  return { name, index: [Number(first)] };
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
