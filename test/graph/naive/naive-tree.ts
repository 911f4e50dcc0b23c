/** Answers while they are made: maps are `Map`s, since keys may be `__proto__` or `1`; what a list lacks is null. */

export type Tree = string | number | boolean | null | Tree[] | Map<string, Tree>;
export type Step = string | number;

const internalPrefix = '__INTERNAL__:';

export function isMap(value: unknown): value is Map<string, Tree> {
  return value instanceof Map;
}

/** A list that is not empty and whose items are all maps. */
export function isSections(value: Tree): value is Map<string, Tree>[] {
  return Array.isArray(value) && value.length > 0 && value.every(isMap);
}

function isInternal(value: Tree): boolean {
  return typeof value === 'string' && value.startsWith(internalPrefix);
}

/** No text of an archive that begins like this is a reference. */
function isNormalized(value: Tree): boolean {
  return typeof value === 'string' && /^uploads\/[^/]+\/entries\/[^/]+\/archive(\/|$)/.test(value);
}

export function internalString(uploadId: string, entryId: string, path: readonly Step[]): string {
  return `${internalPrefix}../uploads/${uploadId}/archive/${entryId}#/${path.join('/')}`;
}

/** Parsed JSON as a tree. */
export function treeOf(value: unknown): Tree {
  if (Array.isArray(value)) return value.map(treeOf);
  if (value !== null && typeof value === 'object') {
    return new Map(Object.entries(value).map(([key, child]) => [key, treeOf(child)]));
  }
  return value as Tree;
}

/**
 * Two results for one place: maps by key, lists by position; null and internal strings give way to data, and the text of a
 * reference that one way did not follow to the normalized one.
 */
export function merge(old: Tree | undefined, added: Tree): Tree {
  if (old === undefined || old === null) return added;
  if (added === null) return old;
  if (isMap(old) && isMap(added)) {
    const merged = new Map(old);
    for (const [key, value] of added) merged.set(key, merge(old.get(key), value));
    return merged;
  }
  if (Array.isArray(old) && Array.isArray(added)) {
    return Array.from({ length: Math.max(old.length, added.length) }, (_, position) =>
      merge(old[position], added[position] ?? null),
    );
  }
  return isInternal(old) || isNormalized(added) ? added : old;
}

/** The smallest tree that has the value at the path. */
export function wrap(path: readonly Step[], value: Tree): Tree {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const inner = wrap(rest, value);
  if (typeof step === 'string') return new Map([[step, inner]]);
  return [...Array.from({ length: step }, () => null), inner];
}

/** A tree as JSON. */
export function jsonOf(tree: Tree): unknown {
  if (Array.isArray(tree)) return tree.map(jsonOf);
  if (!isMap(tree)) return tree;
  const object: Record<string, unknown> = Object.create(null);
  for (const [key, value] of tree) object[key] = jsonOf(value);
  return object;
}
