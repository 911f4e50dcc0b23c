/**
 * Reads an archive as the language says: recursion over parsed values, without regard to cost. Requests carry their
 * settings; every value that was found is returned as a tree, undefined where there is nothing to show.
 */
import type { Target, Uploads } from './naive-reference.ts';
import { findTarget, rewrite } from './naive-reference.ts';
import type { Child, Index, Request, Settings } from './naive-request.ts';
import { impliedRequest, parseRequest } from './naive-request.ts';
import type { Step, Tree } from './naive-tree.ts';
import { internalString, isMap, isSections, merge, wrap } from './naive-tree.ts';

/** What the reading of one archive shares. */
export interface Reading {
  readonly uploads: Uploads;
  /** Types of errors, which all stand in the archive that was asked for. */
  readonly faults: Set<string>;
  /** Takes what references lead to: it stands in the answer as a whole. */
  readonly addToAnswer: (tree: Tree) => void;
}

interface Place {
  readonly uploadId: string;
  readonly entryId: string;
  readonly path: readonly Step[];
  /** Steps into keys since the node with the settings. */
  readonly level: number;
  /** Targets that the chain of references came through. */
  readonly chain: readonly string[];
}

export function readArchive(
  root: Tree,
  request: Request,
  uploadId: string,
  entryId: string,
  reading: Reading,
): Tree | undefined {
  return read(root, request, { uploadId, entryId, path: [], level: 0, chain: [] }, reading);
}

function read(
  value: Tree,
  request: Request,
  place: Place,
  reading: Reading,
  left: readonly number[] = [],
): Tree | undefined {
  if (isMap(value)) return readMap(value, request, place, reading);
  if (Array.isArray(value)) return readList(value, request, place, reading, left);
  if (typeof value === 'string' && isReferencePlace(place)) {
    return readReference(value, request, place, reading);
  }
  if (request.children.length > 0) reading.faults.add('NOTFOUND');
  return request.isFetched ? value : undefined;
}

function readMap(
  map: ReadonlyMap<string, Tree>,
  { isFetched, settings, children }: Request,
  place: Place,
  reading: Reading,
): Tree | undefined {
  const result = new Map<string, Tree>();
  const add = (key: string, tree: Tree | undefined) => {
    if (tree !== undefined) result.set(key, merge(result.get(key), tree));
  };
  let passed = map.size === 0;
  for (const [key, value] of isFetched ? map : []) {
    if (!passes(key, settings) || children.some(({ name }) => name === key)) continue;
    passed = true;
    if (settings.include_quantities === false && !isMap(value) && !isSections(value)) continue;
    const at = { ...place, path: [...place.path, key], level: place.level + 1 };
    if (isStripped(value, settings, at)) add(key, internalAt(at));
    else add(key, readPaged(value, impliedRequest(settings), key, at, reading, add));
  }
  for (const child of children) {
    const value = map.get(child.name);
    if (value === undefined || value === null) {
      reading.faults.add('NOTFOUND');
      continue;
    }
    const request = requestOf(child, settings);
    const at = { ...place, path: [...place.path, child.name], level: 0 };
    const left = isWhole(request) ? positionsOfOthers(child, children, value, settings) : [];
    add(child.name, readPaged(value, request, child.name, at, reading, add, left));
  }
  return result.size > 0 || (isFetched && passed) ? result : undefined;
}

/** The settings of a child with the index of its key, which an index of its own stands before. */
function requestOf(child: Child, parent: Settings): Request {
  const request = parseRequest(child.request, parent);
  if (child.index === undefined || request.settings.index != null) return request;
  return { ...request, settings: { ...request.settings, index: child.index } };
}

/** Whether a list is asked for as a whole: then items that are asked for beside it are left out. */
function isWhole({ children, settings }: Request): boolean {
  return children.length === 0 && settings.index == null;
}

function positionsOfOthers(
  child: Child,
  children: readonly Child[],
  value: Tree,
  settings: Settings,
): number[] {
  if (!Array.isArray(value)) return [];
  return children.flatMap((other) => {
    const index = requestOf(other, settings).settings.index;
    return other.name === child.name && other !== child && index != null ? select(value, index) : [];
  });
}

/** A list of sections may be cut into pages, of which the map that holds it tells. */
function readPaged(
  value: Tree,
  request: Request,
  key: string,
  place: Place,
  reading: Reading,
  add: (key: string, tree: Tree) => void,
  left: readonly number[] = [],
): Tree | undefined {
  const { pagination, inheritedPageSize, index } = request.settings;
  const size = pagination == null ? inheritedPageSize : (pagination.page_size ?? 10);
  if (size === undefined || index != null || !isSections(value)) {
    return read(value, request, place, reading, left);
  }
  const containing = pagination?.page_containing;
  const exists = containing != null && containing >= 0 && containing < value.length;
  const page = containing == null ? (pagination?.page ?? 1) : exists ? Math.floor(containing / size) + 1 : 1;
  const report = new Map<string, Tree>([
    ['page', page],
    ['page_size', size],
    ['total', value.length],
  ]);
  add('m_response', wrap(['subsection_lists', key, 'pagination'], report));
  const positions = value.map((_, position) => position).slice((page - 1) * size, page * size);
  return readItems(value, positions, request, place, reading, left);
}

function readList(
  list: readonly Tree[],
  request: Request,
  place: Place,
  reading: Reading,
  left: readonly number[],
): Tree | undefined {
  const { index } = request.settings;
  const all = list.map((_, position) => position);
  if (index != null) return readItems(list, select(list, index), request, place, reading, left);
  if (isSections(list as Tree) || !request.isFetched) {
    return readItems(list, all, request, place, reading, left);
  }
  const isReferences = isReferencePlace(place) && list.some((item) => typeof item === 'string');
  // Items of a list of references are single texts, which no depth cuts off.
  if (isStripped(list as Tree, request.settings, isReferences ? { ...place, level: -1 } : place)) {
    return internalAt(place);
  }
  return list.length === 0 ? [] : readItems(list, all, request, place, reading, left);
}

function readItems(
  list: readonly Tree[],
  positions: readonly number[],
  request: Request,
  place: Place,
  reading: Reading,
  left: readonly number[],
): Tree | undefined {
  if (positions.length === 0) return [];
  const isValue = !isSections(list as Tree) && request.settings.index == null;
  const { index: _, pagination: _2, ...settings } = request.settings;
  const result: Tree[] = [];
  for (const position of positions) {
    if (left.includes(position)) continue;
    const at = { ...place, path: [...place.path, position] };
    const item = readItem(list[position]!, { ...request, settings }, at, reading, isValue);
    if (item === undefined) continue;
    while (result.length < position) result.push(null);
    result[position] = item;
  }
  return result.length === 0 ? undefined : result;
}

/** An item of a list that is a value as a whole is as it is, but for references and for what is asked of it by name. */
function readItem(
  item: Tree,
  request: Request,
  place: Place,
  reading: Reading,
  isValue: boolean,
): Tree | undefined {
  if (Array.isArray(item)) {
    if (request.children.length > 0) reading.faults.add('NOTFOUND');
    if (!request.isFetched) return undefined;
    return !isValue && isStripped(item, request.settings, place) ? internalAt(place) : item;
  }
  if (isMap(item) && isValue) {
    const named = request.isFetched ? { ...request, isFetched: false } : request;
    const found = named.children.length === 0 ? undefined : readMap(item, named, place, reading);
    return request.isFetched ? merge(found, item) : found;
  }
  return read(item, request, place, reading);
}

/** A text in the place of a reference. Other values there are no references: a key may mean something else. */
function readReference(text: string, request: Request, place: Place, reading: Reading): Tree | undefined {
  const { settings, children } = request;
  const follows = settings.directive === 'resolved' || children.length > 0;
  if (!follows && settings.always_rewrite_references !== true) return text;
  const broken = () => {
    reading.faults.add('ARCHIVEERROR');
    return text;
  };
  if (!follows) return rewrite(text, place) ?? broken();
  const hopsMax = settings.resolve_depth ?? 0;
  if (hopsMax > 0 && place.chain.length >= hopsMax) return text;
  const target = findTarget(text, place, reading.uploads);
  if (target === undefined) return broken();
  const path = ['uploads', target.uploadId, 'entries', target.entryId, 'archive', ...target.path];
  const normalized = path.join('/');
  if (place.chain.includes(normalized)) return broken();
  const at = { ...target, level: place.level, chain: [...place.chain, normalized] };
  const found = readTarget(target, request, at, reading);
  if (found !== undefined) reading.addToAnswer(wrap(path, found));
  return normalized;
}

/** Only maps are walked; a list of sections is copied as it is, unless children of its items are asked for. */
function readTarget({ value }: Target, request: Request, place: Place, reading: Reading): Tree | undefined {
  if (isMap(value)) return readMap(value, request, place, reading);
  if (request.children.length === 0) return value;
  const { index: _, pagination: _2, ...settings } = request.settings;
  if (isSections(value)) return read(value, { ...request, settings }, place, reading);
  reading.faults.add('NOTFOUND');
  return request.isFetched ? value : undefined;
}

/** Positions that an index selects; ends are clamped. */
function select(list: readonly Tree[], index: Index): number[] {
  const last = list.length - 1;
  const clamp = (end: number) => Math.max(0, Math.min(last, end < 0 ? end + list.length : end));
  const from = clamp(index[0] ?? 0);
  const to = index.length === 1 ? from : clamp(index[1] ?? last);
  return list.map((_, position) => position).filter((position) => position >= from && position <= to);
}

function isStripped(value: Tree, settings: Settings, place: Place): boolean {
  if (Array.isArray(value)) {
    if (value.length === 0) return false;
    if (value.length > (settings.max_list_size ?? Number.POSITIVE_INFINITY)) return true;
    if (isReferencePlace(place) && value.some((item) => typeof item === 'string')) return false;
  } else if (isMap(value)) {
    if (value.size === 0) return false;
    if (value.size > (settings.max_dict_size ?? Number.POSITIVE_INFINITY)) return true;
  } else {
    return false;
  }
  return place.level >= (settings.depth ?? Number.POSITIVE_INFINITY);
}

function internalAt({ uploadId, entryId, path }: Place): string {
  return internalString(uploadId, entryId, path);
}

/** Whether the key that the value stands under, itself or in a list, is that of a reference. */
function isReferencePlace({ path }: Place): boolean {
  const key = path.findLast((step) => typeof step === 'string');
  return key !== undefined && /_refs?$/.test(key);
}

function passes(key: string, { include, exclude }: Settings): boolean {
  const matches = (pattern: string) => globOf(pattern).test(key);
  if (include != null) return include.some(matches);
  return exclude == null || !exclude.some(matches);
}

/** `*`, `?`, sets and their complements. */
function globOf(pattern: string): RegExp {
  const source = pattern.replace(/\[(!?[^\]]+)\]|[\s\S]/gu, (part, set: string | undefined) => {
    if (part === '*') return '[\\s\\S]*';
    if (part === '?') return '[\\s\\S]';
    if (set !== undefined) return `[${set.replace(/[\\\]^]/g, '\\$&').replace(/^!/, '^')}]`;
    return part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  });
  return new RegExp(`^(?:${source})$`, 'u');
}
