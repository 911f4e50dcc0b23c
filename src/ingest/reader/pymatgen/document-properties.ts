/** What a document of pymatgen knows beside the structure, and the id that it brings with it. */
import type { JsonObject, JsonValue } from '../../../base/index.ts';
import { isJsonObject } from '../../../base/index.ts';
import { FoundProperties, isEmpty } from '../finding/found-properties.ts';
import { isList } from '../finding/number-list.ts';
import { isSites } from './find-documents.ts';
import { addProvenance } from './read-provenance.ts';
import type { ReadStructure } from './read-structure.ts';

/** Where computed entries have their id, as optimade-maker has it. */
const dataIds = ['id', 'mat_id', 'task_id'];
const documentIds = ['material_id', ...dataIds];
/** Members whose own members are properties. */
const opened = ['data', 'tags', 'properties'];
/** What the structure says already, what it was built from, and what programs need. */
const leftOut = new Set(['sites', 'lattice', 'composition', 'energy_adjustments', 'about', '_id', ...opened]);

/**
 * Collects properties by their own names: those of the document, of the structure within it, of each site. Where names
 * meet, the outer one stands, and a list of values of sites is called `site_…`.
 */
export function documentProperties(
  document: JsonObject,
  structure: JsonObject,
  siteProperties: ReadStructure['siteProperties'],
): FoundProperties {
  const properties = new FoundProperties();
  for (const object of document === structure ? [document] : [document, structure]) {
    for (const name of opened) addMembers(properties, object[name]);
    if (isList(object.tags)) properties.add('tags', object.tags);
    if (isJsonObject(object.about)) addProvenance(properties, object.about);
    for (const [name, value] of Object.entries(object)) {
      if (leftOut.has(name) || name.startsWith('@') || isSites(value) || isEmpty(value)) continue;
      properties.add(name, value);
    }
  }
  for (const [name, values] of siteProperties) properties.add(name, values, `site_${name}`);
  return properties;
}

function addMembers(properties: FoundProperties, value: JsonValue | undefined): void {
  if (!isJsonObject(value)) return;
  for (const [name, member] of Object.entries(value)) {
    if (!name.startsWith('@') && !isSites(member)) properties.add(name, member);
  }
}

/** The id that people know the entry by: in the data of a computed entry, else in the document itself. */
export function documentId(document: JsonObject): string | undefined {
  const { data } = document;
  return (isJsonObject(data) ? firstId(data, dataIds) : undefined) ?? firstId(document, documentIds);
}

function firstId(object: JsonObject, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = object[name];
    // An `MPID` is an object.
    const id = isJsonObject(value) ? value.string : value;
    if ((typeof id === 'string' && id !== '') || (typeof id === 'number' && id !== 0)) return String(id);
  }
  return undefined;
}
