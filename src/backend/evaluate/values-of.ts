import type { JsonValue } from '../../base/index.ts';
import type { EntryKey, PropertyPath, RelationshipPath, TargetPath } from '../../query/index.ts';
import type { Entry, ResourceIdentifier } from '../../standard/index.ts';
import { valuesAtPath } from './values-at-path.ts';

/**
 * What an entry has at any kind of path: undefined where unknown, a list where `path.list`, else one value.
 */
export function valuesOf(
  path: PropertyPath,
  entry: Entry,
  lookup: (key: EntryKey) => Entry | undefined,
): JsonValue | undefined {
  switch (path.kind) {
    case 'attribute':
      return valuesAtPath(entry, path);
    case 'relationship':
      return relationshipValues(path, relatedOf(entry, path.entryType));
    case 'target':
      return targetValues(path, relatedOf(entry, path.entryType), lookup);
  }
}

/**
 * The related entries of a type in the order of the source; undefined where there are none: that is unknown.
 */
function relatedOf(entry: Entry, entryType: string): readonly ResourceIdentifier[] | undefined {
  const related = Object.values(entry.relationships ?? {})
    .flatMap((relationship) => relationship.data ?? [])
    .filter((identifier) => identifier.type === entryType);
  return related.length === 0 ? undefined : related;
}

function relationshipValues(
  path: RelationshipPath,
  related: readonly ResourceIdentifier[] | undefined,
): JsonValue | undefined {
  return related?.map((identifier) => {
    if (path.member === 'id') return identifier.id;
    const value = identifier.meta?.[path.member];
    return typeof value === 'string' ? value : null;
  });
}

/**
 * Scalars of the related entries, null where one is missing or has none, so that they zip with
 * `references.id`. Lists of the related entries follow one another, and where none of them has the list, the
 * whole is unknown.
 */
function targetValues(
  path: TargetPath,
  related: readonly ResourceIdentifier[] | undefined,
  lookup: (key: EntryKey) => Entry | undefined,
): JsonValue | undefined {
  const values = related?.map((identifier) => {
    const target = lookup(identifier);
    return target === undefined ? undefined : valuesAtPath(target, path.path);
  });
  if (values === undefined) return undefined;
  if (!path.path.list) return values.map((value) => value ?? null);
  const lists = values.filter((value) => Array.isArray(value)) as (readonly JsonValue[])[];
  return lists.length === 0 ? undefined : lists.flat();
}
