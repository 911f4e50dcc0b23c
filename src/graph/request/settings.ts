import type { IndexRange, ListPage, Settings } from './graph-request.ts';
import { compileKeyFilter } from './key-filter.ts';
import type { RequestPart } from './request-part.ts';

export const defaultSettings: Settings = {
  directive: 'plain',
  keys: undefined,
  depth: undefined,
  maxListSize: undefined,
  maxDictSize: undefined,
  index: undefined,
  resolveDepth: undefined,
  resolveType: undefined,
  alwaysRewriteReferences: false,
  includeQuantities: true,
  listPage: undefined,
  listPageSize: undefined,
};

/** The `m_request` of one node, checked. What is absent is inherited, and null lifts what would be. */
export interface OwnSettings {
  /** By names with underscores. */
  readonly given: ReadonlyMap<string, RequestPart>;
  readonly directive?: Settings['directive'];
  readonly include?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  readonly depth?: number | null;
  readonly maxListSize?: number | null;
  readonly maxDictSize?: number | null;
  readonly index?: IndexRange | undefined;
  readonly resolveDepth?: number | null;
  readonly resolveType?: Settings['resolveType'] | null;
  readonly alwaysRewriteReferences?: boolean;
  readonly includeQuantities?: boolean;
  readonly inheritFromParent?: boolean;
}

/** The settings of a node: those of its parent, but what is not inherited, with its own on top. */
export function inheritSettings(
  parent: Settings,
  own: OwnSettings | undefined,
  listPage?: ListPage,
): Settings {
  const base = own?.inheritFromParent === false ? defaultSettings : parent;
  return {
    directive: own?.directive ?? base.directive,
    keys: compileKeyFilter(own?.include, own?.exclude),
    depth: lifted(own?.depth, base.depth),
    maxListSize: lifted(own?.maxListSize, base.maxListSize),
    maxDictSize: lifted(own?.maxDictSize, base.maxDictSize),
    index: own?.index,
    resolveDepth: lifted(own?.resolveDepth, base.resolveDepth),
    resolveType: lifted(own?.resolveType, base.resolveType),
    alwaysRewriteReferences: own?.alwaysRewriteReferences ?? base.alwaysRewriteReferences,
    includeQuantities: own?.includeQuantities ?? base.includeQuantities,
    listPage,
    listPageSize: listPage?.pageSize,
  };
}

function lifted<Value>(own: Value | null | undefined, inherited: Value | undefined): Value | undefined {
  return own === undefined ? inherited : (own ?? undefined);
}
