import type { JsonObject, JsonValue } from '../../base/index.ts';
import { isJsonObject } from '../../base/index.ts';
import { unwrapExtendedJson } from './extended-json.ts';
import type { ParsedElement } from './parse-element.ts';
import { remarks as remarkTable } from './remarks.ts';
import type { RawEntry } from './source-record.ts';

const noPaths: readonly string[] = [];

/**
 * Gives an object the shape of an entry. A resource object keeps its attributes; members that JSON:API does
 * not know are taken in among them. A flat document becomes attributes but for id, type, links, relationships
 * and meta. `_id`, the key of a document database, becomes immutable_id where there is none, and is dropped
 * where there is.
 *
 * @param object is taken over: its parts are changed and go into the entry
 * @returns a string where that is not possible: what is wrong, a sentence without its subject
 */
export function readEntry(object: JsonObject, line: number, element: ParsedElement): RawEntry | string {
  let { remarks } = element;
  let datePaths = noPaths;
  if (element.hasWrappers) {
    const unwrapped = unwrapExtendedJson(object);
    remarks = [...remarks, ...unwrapped.remarks];
    datePaths = unwrapped.datePaths.map((path) => path.replace(/^attributes\./, ''));
  }
  const { id, type } = object;
  if (type !== undefined && type !== null && typeof type !== 'string') {
    return `has ${kindOf(type)} as its type`;
  }
  if (typeof id === 'number') remarks = [...remarks, remarkTable.idNotText(1)];
  else if (id !== undefined && id !== null && typeof id !== 'string') return `has ${kindOf(id)} as its id`;
  const inner = object.attributes;
  if (inner !== undefined && inner !== null && !isJsonObject(inner)) {
    return `has ${kindOf(inner)} as its attributes`;
  }
  return {
    kind: 'entry',
    line,
    type: type ?? undefined,
    id: id === null || id === undefined ? undefined : String(id),
    attributes: gatherAttributes(object, inner ?? undefined),
    relationships: object.relationships ?? undefined,
    links: object.links ?? undefined,
    meta: object.meta ?? undefined,
    datePaths,
    remarks,
    source: element.source,
  };
}

/** The attributes, without a prototype: nothing that a hostile key names is found in them by accident. */
function gatherAttributes(object: JsonObject, inner: JsonObject | undefined): Record<string, JsonValue> {
  const attributes: Record<string, JsonValue> =
    inner === undefined ? Object.create(null) : Object.setPrototypeOf(inner, null);
  let databaseKey: JsonValue | undefined;
  for (const key in object) {
    switch (key) {
      case 'id':
      case 'type':
      case 'attributes':
      case 'links':
      case 'relationships':
      case 'meta':
        break;
      case '_id':
        databaseKey = object[key];
        break;
      default:
        if (!(key in attributes)) attributes[key] = object[key] as JsonValue;
    }
  }
  if (databaseKey !== undefined && databaseKey !== null) {
    attributes.immutable_id ??=
      typeof databaseKey === 'object' ? JSON.stringify(databaseKey) : String(databaseKey);
  }
  return attributes;
}

/** A value's kind with its article, for messages. */
export function kindOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (typeof value === 'object') return isJsonObject(value) ? 'an object' : 'a list';
  return `a ${typeof value}`;
}
