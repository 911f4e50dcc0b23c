/** Finds the objects that stand for an entry each, whatever lists and dictionaries they are wrapped in. */
import type { JsonObject, JsonValue } from '../../../base/index.ts';
import { isJsonObject } from '../../../base/index.ts';
import { isList } from '../finding/number-list.ts';
import type { JsonPlace } from '../json-parts.ts';

/** An object that stands for an entry, and what tells it from others beside it; undefined where it is alone. */
export interface FoundDocument {
  readonly document: JsonObject;
  readonly name: string | undefined;
  /** Where it stands in the piece. */
  readonly place: JsonPlace;
}

/** Members that hold the structure of a document, the one that counts first. */
const structureMembers = ['structure', 'final_structure', 'snl', 'molecule', 'initial_structure'];

/**
 * The documents of a parsed piece: itself, the elements of a list, the elements of all lists of a dictionary in a row
 * (as optimade-maker has it), or the members of a dictionary of documents. A piece that is none of these is a document
 * whose reading will fail.
 */
export function findDocuments(value: JsonValue): readonly FoundDocument[] {
  if (isList(value)) return numbered(value.map((item, index) => [item, [index]]));
  if (!isJsonObject(value) || ownStructure(value) !== undefined) {
    return [{ document: asObject(value), name: undefined, place: [] }];
  }
  const members = Object.entries(value);
  const lists = members.filter(([, member]) => isList(member)) as [string, readonly JsonValue[]][];
  if (lists.some(([, list]) => list.some(isDocument))) {
    return numbered(
      lists.flatMap(([key, list]) => list.map((item, index): [JsonValue, JsonPlace] => [item, [key, index]])),
    );
  }
  if (members.length > 0 && members.every(([, member]) => isDocument(member))) {
    return members.map(([name, member]) => ({ document: asObject(member!), name, place: [name] }));
  }
  return [{ document: value, name: undefined, place: [] }];
}

function numbered(values: readonly (readonly [JsonValue, JsonPlace])[]): readonly FoundDocument[] {
  return values.map(([value, place], index) => ({ document: asObject(value), name: String(index), place }));
}

/** Structure or molecule of a document, by its members alone: names of classes may be absent. */
export function structureOf(document: JsonObject): JsonObject | undefined {
  const own = ownStructure(document);
  if (own !== undefined) return own;
  const others = Object.values(document).filter(isSites);
  return others.length === 1 ? others[0] : undefined;
}

/** The document itself, or the member that has a structure by its name. */
function ownStructure(document: JsonObject): JsonObject | undefined {
  if (isSites(document)) return document;
  const name = structureMembers.find((member) => isSites(document[member]));
  return name === undefined ? undefined : (document[name] as JsonObject);
}

/** A computed entry of pymatgen without its structure. */
export function isBareEntry({ composition, energy }: JsonObject): boolean {
  return isJsonObject(composition) && typeof energy === 'number';
}

function isDocument(value: JsonValue | undefined): boolean {
  return isJsonObject(value) && (structureOf(value) !== undefined || isBareEntry(value));
}

/** An object with sites as pymatgen writes them. */
export function isSites(value: unknown): value is JsonObject {
  if (!isJsonObject(value) || !isList(value.sites)) return false;
  const [first] = value.sites;
  return isJsonObject(first) && first.species !== undefined && (isList(first.abc) || isList(first.xyz));
}

function asObject(value: JsonValue): JsonObject {
  return isJsonObject(value) ? value : {};
}
