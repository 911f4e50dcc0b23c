import type { JsonObject, JsonValue } from '../../base/index.ts';
import { isJsonObject } from '../../base/index.ts';
import type { Relationship, ResourceIdentifier } from '../../standard/index.ts';

/** What the surroundings of an entry decide about its relationships. */
export interface RelationshipContext {
  /** The served name of an entry type; undefined where no type can have that name. */
  readonly resolveType: (type: string) => string | undefined;
  /** Hears of what had to be left out. */
  readonly tell: (problem: string) => void;
}

interface OpenRelationship {
  readonly data: ResourceIdentifier[];
  readonly ids: Set<string>;
  links?: JsonObject;
  meta?: JsonObject;
}

/**
 * Groups the related entries by their type, whatever keys the source put them under; undefined where there
 * are none. A single identifier counts as a list of one, an identifier given twice as one; what is malformed
 * is left out.
 *
 * @spec OPTIMADE 1.3.0, "Relationships"
 */
export function normalizeRelationships(
  value: JsonValue | undefined,
  context: RelationshipContext,
): Readonly<Record<string, Relationship>> | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isJsonObject(value)) {
    context.tell('the relationships are not a JSON object');
    return undefined;
  }
  const open = new Map<string, OpenRelationship>();
  for (const key of Object.keys(value)) readRelationship(key, value[key] ?? null, open, context);
  const relationships: Record<string, Relationship> = Object.create(null);
  for (const [type, { data, links, meta }] of open) {
    relationships[type] = {
      data,
      ...(links === undefined ? {} : { links }),
      ...(meta === undefined ? {} : { meta }),
    };
  }
  return open.size === 0 ? undefined : relationships;
}

function readRelationship(
  key: string,
  value: JsonValue,
  open: Map<string, OpenRelationship>,
  context: RelationshipContext,
): void {
  if (value === null) return;
  if (!isJsonObject(value)) {
    context.tell(`the relationship "${key}" is not a JSON object`);
    return;
  }
  const { data, links, meta } = value;
  const items = data === undefined || data === null ? [] : Array.isArray(data) ? data : [data];
  for (const item of items as readonly JsonValue[]) {
    const identifier = readIdentifier(item, context);
    if (identifier === undefined) {
      context.tell(`the relationship "${key}" holds what is not an identifier of type and id`);
      continue;
    }
    const relationship = openOf(identifier.type, open);
    if (relationship.ids.has(identifier.id)) continue;
    relationship.ids.add(identifier.id);
    relationship.data.push(identifier);
  }
  const own = open.get(context.resolveType(key) ?? key);
  if (own === undefined) return;
  if (isJsonObject(links)) own.links = links;
  if (isJsonObject(meta)) own.meta = meta;
}

function readIdentifier(item: JsonValue, context: RelationshipContext): ResourceIdentifier | undefined {
  if (!isJsonObject(item)) return undefined;
  const id = typeof item.id === 'number' ? String(item.id) : item.id;
  if (typeof id !== 'string' || id === '' || typeof item.type !== 'string') return undefined;
  const type = context.resolveType(item.type);
  if (type === undefined) return undefined;
  return isJsonObject(item.meta) ? { type, id, meta: item.meta } : { type, id };
}

function openOf(type: string, open: Map<string, OpenRelationship>): OpenRelationship {
  let relationship = open.get(type);
  if (relationship === undefined) {
    relationship = { data: [], ids: new Set() };
    open.set(type, relationship);
  }
  return relationship;
}
