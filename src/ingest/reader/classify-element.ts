/**
 * Tells the elements of a source apart by what they are: header, meta, info, entry, or a response around any
 * of them. Takes parsed elements, gives records; knows neither bytes nor property definitions.
 */
import type { JsonObject, JsonValue } from '../../base/index.ts';
import { isJsonObject } from '../../base/index.ts';
import { JsonParts } from './json-parts.ts';
import type { ParsedElement } from './parse-element.ts';
import { kindOf, readEntry } from './raw-entry.ts';
import type { SourceRecord } from './source-record.ts';

/** Appends the records that an element stands for. */
export function classifyElement(element: ParsedElement, line: number, records: SourceRecord[]): void {
  const { value } = element;
  if (!isJsonObject(value)) {
    records.push({ kind: 'malformed', line, problem: `is ${kindOf(value)} where an object is expected` });
  } else if (isHeader(value)) {
    readHeader(value, line, records);
  } else if (isResponse(value)) {
    readResponse(value, line, element, records);
  } else {
    readResource(value, line, element, records);
  }
}

/** @spec OPTIMADE 1.3.0, "The OPTIMADE JSON Lines Format for Database Exchange" */
export function isHeader(object: JsonObject): boolean {
  return Object.hasOwn(object, 'x-optimade');
}

/** The header in the standard's form, or in that of the tools of before 1.3, which put a `meta` between. */
function readHeader(object: JsonObject, line: number, records: SourceRecord[]): void {
  const header = object['x-optimade'];
  const content = isJsonObject(header) ? header : {};
  const inner = isJsonObject(content.meta) ? content.meta : {};
  const apiVersion = [content.api_version, inner.api_version].find((item) => typeof item === 'string');
  records.push({ kind: 'header', line, apiVersion });
  for (const meta of [inner, object.meta]) {
    if (isJsonObject(meta) && Object.keys(meta).some((key) => key !== 'api_version')) {
      records.push({ kind: 'meta', line, meta });
    }
  }
}

/** Members that make an object a resource, or a document of a database, whatever else it has. */
const resourceMembers = ['type', 'id', '_id', 'attributes'];
const responseMembers = ['data', 'included', 'errors', 'meta'];

/** A response of an API, or the meta line of a file, which is one without data. */
export function isResponse(object: JsonObject): boolean {
  return (
    responseMembers.some((key) => Object.hasOwn(object, key)) &&
    !resourceMembers.some((key) => Object.hasOwn(object, key)) &&
    (Object.hasOwn(object, 'data') ||
      Object.keys(object).every(
        (key) => responseMembers.includes(key) || /^(links|jsonapi|@context)$/.test(key),
      ))
  );
}

function readResponse(
  response: JsonObject,
  line: number,
  element: ParsedElement,
  records: SourceRecord[],
): void {
  const { meta, data, included, errors } = response;
  if (isJsonObject(meta)) records.push({ kind: 'meta', line, meta });
  if (errors !== undefined && errors !== null) {
    const problem = `is the error response of an API: ${JSON.stringify(errors).slice(0, 200)}`;
    records.push({ kind: 'malformed', line, problem });
  }
  const parts = new JsonParts(element.source);
  for (const [name, member] of Object.entries({ data, included })) {
    if (member === undefined || member === null) continue;
    const isList = Array.isArray(member);
    for (const [index, value] of (isList ? (member as readonly JsonValue[]) : [member]).entries()) {
      const source = parts.find(isList ? [name, index] : [name]) ?? element.source;
      if (isJsonObject(value)) readResource(value, line, { ...element, source }, records);
      else records.push({ kind: 'malformed', line, problem: `holds ${kindOf(value)} as an entry` });
    }
  }
}

function readResource(
  object: JsonObject,
  line: number,
  element: ParsedElement,
  records: SourceRecord[],
): void {
  if (object.type === 'info' && object.id === '/') {
    records.push({ kind: 'base-info', line, info: gatherInfo(object) });
  } else if (isEntryInfo(object)) {
    const info = gatherInfo(object);
    records.push({ kind: 'entry-info', line, entryType: describedEntryType(info), info });
  } else {
    const entry = readEntry(object, line, element);
    records.push(typeof entry === 'string' ? { kind: 'malformed', line, problem: entry } : entry);
  }
}

/** Members of entry info before 1.2, which has neither id nor type. */
const entryInfoMembers: ReadonlySet<string> = new Set([
  'id',
  'description',
  'properties',
  'formats',
  'output_fields_by_format',
]);

function isEntryInfo(object: JsonObject): boolean {
  const { type } = object;
  if (type === 'info') return true;
  if (type !== undefined && type !== null) return false;
  return isJsonObject(object.properties) && Object.keys(object).every((key) => entryInfoMembers.has(key));
}

/** The content of an info resource, whether it stands in `attributes` or beside it. */
function gatherInfo(object: JsonObject): JsonObject {
  const { attributes } = object;
  if (!isJsonObject(attributes)) return object;
  const { attributes: _, ...rest } = object;
  return { ...rest, ...attributes };
}

/** The id, else the description where it is a name and not a sentence, as old tools write it. */
function describedEntryType(info: JsonObject): string | undefined {
  const { id, description } = info;
  if (typeof id === 'string' && id !== '') return id;
  return typeof description === 'string' && /^[a-z_][a-z0-9_]*$/.test(description) ? description : undefined;
}
