/** Tells JSON of one program from that of another, by the first object in it. */
import type { JsonObject, JsonValue } from '../../../base/index.ts';
import { isJsonObject } from '../../../base/index.ts';
import { isHeader, isResponse } from '../classify-element.ts';
import type { FileFormat } from './file-format.ts';
import { parseBeginning } from './parse-beginning.ts';

/**
 * The format of text that begins with a bracket; undefined for JSON of something else, such as settings of a program.
 * `table` for rows of which none says that it is an entry: whether they are properties of other files' entries or
 * entries themselves, only these other files tell.
 */
export function detectJsonFormat(text: string): FileFormat | undefined {
  const value = parseBeginning(text);
  if (isJsonObject(value)) return formatOfObject(value) ?? formatOfMembers(value);
  if (!Array.isArray(value)) return undefined;
  const first = (value as readonly JsonValue[]).find(isJsonObject);
  return first === undefined ? undefined : (formatOfObject(first) ?? formatOfRow(first));
}

function formatOfObject(object: JsonObject): FileFormat | undefined {
  if (isHeader(object)) return 'optimade';
  if (isPymatgen(object)) return 'pymatgen';
  if (isAse(object)) return 'ase';
  if (isCitation(object)) return 'csl';
  return isResponse(object) || isResource(object) ? 'optimade' : undefined;
}

/** Of an object that is nothing itself: lists by some key, rows by id, or one row. */
function formatOfMembers(object: JsonObject): FileFormat | undefined {
  const values = Object.values(object);
  for (const value of values) {
    const first = Array.isArray(value) ? (value as readonly JsonValue[])[0] : undefined;
    if (isJsonObject(first) && isPymatgen(first)) return 'pymatgen';
  }
  const rows = values.filter(isJsonObject);
  if (rows.length === values.length && areRows(rows)) return 'table';
  const columns = values.filter((value) => Array.isArray(value));
  const isTable = columns.length > 1 && columns.length === values.length && hasIdKey(object);
  return isTable ? 'table' : formatOfRow(object);
}

/** A row of a table has the id of an entry and its properties; one that has none is of something else. */
function formatOfRow(object: JsonObject): FileFormat | undefined {
  return hasIdKey(object) ? 'table' : undefined;
}

function hasIdKey(object: JsonObject): boolean {
  return Object.keys(object).some((key) => /(^|[_\s-])id$/i.test(key));
}

/** Several that have a property in common; sections of a configuration have not. */
function areRows(objects: readonly JsonObject[]): boolean {
  const [first = {}, ...others] = objects;
  const isAlike = Object.keys(first).some((key) => others.every((other) => Object.hasOwn(other, key)));
  return others.length > 0 && isAlike && objects.every(isFlat);
}

function isFlat(object: JsonObject): boolean {
  return !Object.values(object).some(isJsonObject);
}

/** Names of classes that pymatgen writes, with `@class` beside the members of the structure or around it. */
const pymatgenClasses =
  /^(?:I?Structure|I?Molecule|StructureNL|Computed(?:Structure)?Entry|Slab|Interface|PeriodicNeighbor)$/;

function isPymatgen(object: JsonObject): boolean {
  const { '@class': className, '@module': moduleName } = object;
  if (typeof className === 'string' && pymatgenClasses.test(className)) return true;
  if (typeof moduleName === 'string' && /^pymatgen\./.test(moduleName)) return hasSites(object);
  if (hasSites(object)) return true;
  // Documents that hold a structure, under whatever name, and dictionaries of such documents.
  return Object.values(object)
    .filter(isJsonObject)
    .some((member) => hasSites(member) || (isJsonObject(member.structure) && hasSites(member.structure)));
}

/** Sites as pymatgen writes them since its beginnings, also without the names of its classes. */
function hasSites({ sites }: JsonObject): boolean {
  const first = Array.isArray(sites) ? (sites as readonly JsonValue[])[0] : undefined;
  return isJsonObject(first) && Array.isArray(first.species) && ('xyz' in first || 'abc' in first);
}

/** Encoded atoms, or a database: rows by number, and which numbers there are. */
function isAse(object: JsonObject): boolean {
  if (object.__ase_objtype__ === 'atoms') return true;
  if ('numbers' in object && 'positions' in object) return true;
  const [key, row] = Object.entries(object)[0] ?? ['', undefined];
  if (/^\d+$/.test(key) && isJsonObject(row)) return 'numbers' in row && 'positions' in row;
  return Array.isArray(object.ids) && 'nextid' in object;
}

/** @see https://docs.citationstyles.org/en/stable/specification.html, "Appendix III - Types" */
const citationTypes: ReadonlySet<unknown> = new Set([
  'article',
  'article-journal',
  'article-magazine',
  'article-newspaper',
  'book',
  'chapter',
  'collection',
  'dataset',
  'document',
  'entry',
  'manuscript',
  'paper-conference',
  'patent',
  'periodical',
  'post',
  'post-weblog',
  'report',
  'software',
  'speech',
  'standard',
  'thesis',
  'webpage',
]);
const citationMembers = ['title', 'author', 'issued', 'DOI', 'container-title', 'URL'];

function isCitation(object: JsonObject): boolean {
  const { type, attributes } = object;
  const isTyped = citationTypes.has(type) && attributes === undefined;
  return isTyped && citationMembers.some((member) => Object.hasOwn(object, member));
}

/** Properties of the standard of which one is enough to know a flat document for an entry. */
const structureMembers = [
  'cartesian_site_positions',
  'lattice_vectors',
  'species_at_sites',
  'chemical_formula_reduced',
  'chemical_formula_anonymous',
  'elements_ratios',
];

function isResource(object: JsonObject): boolean {
  const { type, attributes, id, _id: databaseId } = object;
  if (type === 'info') return true;
  if (isJsonObject(attributes) && (id !== undefined || type !== undefined)) return true;
  if (isJsonObject(databaseId) && '$oid' in databaseId) return true;
  if (type === 'structures' || type === 'references') return id !== undefined;
  return structureMembers.some((member) => Object.hasOwn(object, member));
}
