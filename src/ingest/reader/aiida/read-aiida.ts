/**
 * The structures of an AiiDA archive, with the values that steps through its provenance graph lead to. Takes the archive's
 * database, opened by somebody else, and gives findings; memory does not grow with the number of nodes.
 */
import type { JsonObject, JsonValue } from '../../../base/index.ts';
import { isJsonObject, suggest } from '../../../base/index.ts';
import type { PropertyDeclaration } from '../../dataset/dataset-plan.ts';
import { excerpt } from '../finding/excerpt.ts';
import type { Finding, PieceFault } from '../format/format-reader.ts';
import { AiidaError } from './aiida-error.ts';
import { checkTables } from './check-tables.ts';
import { AiidaFilterError } from './filter-part.ts';
import { nodeTree } from './node-tree.ts';
import type { FindValue } from './property-query.ts';
import { compileProperty, readJson } from './property-query.ts';
import type { SqlDatabase } from './sql-database.ts';
import { structureOfNode } from './structure-node.ts';

export interface AiidaRequest {
  /** Label of the group whose structures are wanted; undefined: all of the archive. */
  readonly group: string | undefined;
  readonly properties: readonly PropertyDeclaration[];
  /** Whether findings are to bring their nodes. */
  readonly keepsSource?: boolean;
}

/** A structure, or a node that is none. The line is the number of the node in the archive. */
export type AiidaFinding = { readonly finding: Finding } | { readonly fault: PieceFault };

/**
 * Reads the structures, in the order in which they were made.
 *
 * Errors: `AiidaError` where the archive has another layout, is damaged, has no such group, or a query is not understood.
 */
export function* readAiida(database: SqlDatabase, request: AiidaRequest): Generator<AiidaFinding> {
  try {
    checkTables(database);
    yield* readStructures(database, request);
  } catch (cause) {
    if (!isOfDatabase(cause)) throw cause;
    throw new AiidaError(`holds a database that cannot be read (${cause.message})`, { cause });
  }
}

/** What SQLite and its binding say of what lies in a database; the second is told of numbers beyond exactness. */
function isOfDatabase(error: unknown): error is Error {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ERR_SQLITE_ERROR' || code === 'ERR_OUT_OF_RANGE';
}

function* readStructures(database: SqlDatabase, request: AiidaRequest): Generator<AiidaFinding> {
  const types = nodeTypes(database);
  const group = request.group === undefined ? undefined : findGroup(database, request.group);
  const values = request.properties.flatMap((property) => {
    const find = property.aiidaQuery && compile(database, property, types);
    return find === undefined ? [] : [{ name: property.name, type: property.type, find }];
  });
  const nodes = database.prepare(`
    SELECT id, uuid, node_type, mtime, ctime, label, description, attributes, extras FROM db_dbnode
    WHERE node_type LIKE 'data.%.StructureData.'
    ${group === undefined ? '' : 'AND id IN (SELECT dbnode_id FROM db_dbgroup_dbnodes WHERE dbgroup_id = ?)'}
    ORDER BY id`);
  for (const node of nodes.iterate(...(group === undefined ? [] : [group]))) {
    const read = readNode(node, values);
    yield request.keepsSource && 'finding' in read ? { finding: withTree(read.finding, node) } : read;
  }
}

function withTree(finding: Finding, node: Record<string, unknown>): Finding {
  const { source, remarks } = nodeTree(node);
  return { ...finding, source, remarks: [...finding.remarks, ...remarks] };
}

interface NamedValue {
  readonly name: string;
  readonly type: string | undefined;
  readonly find: FindValue;
}

function readNode(node: Record<string, unknown>, values: readonly NamedValue[]): AiidaFinding {
  const line = Number(node.id);
  const { uuid } = node;
  if (typeof uuid !== 'string') return { fault: { line, problem: `the node ${line} has no UUID` } };
  const structure = structureOfNode(readJson(node.attributes));
  if (typeof structure === 'string')
    return { fault: { line, problem: `the node ${excerpt(uuid)} ${structure}` } };
  const properties: Record<string, JsonValue> = ownProperties(node);
  for (const { name, type, find } of values) {
    const value = find(line);
    if (value !== undefined) properties[name] = type === 'timestamp' ? momentOf(value) : value;
  }
  const modified = typeof node.mtime === 'string' ? momentOf(node.mtime) : undefined;
  return {
    finding: {
      line,
      part: undefined,
      id: uuid,
      content: { kind: 'structure', structure },
      ...(typeof modified === 'string' ? { lastModified: modified } : {}),
      properties,
      references: [],
      remarks: [],
    },
  };
}

/** What people wrote on the node, and when it was made. */
function ownProperties({
  label,
  description,
  ctime,
  extras,
}: Record<string, unknown>): Record<string, JsonValue> {
  const properties: Record<string, JsonValue> = Object.create(null);
  if (typeof label === 'string' && label !== '') properties.label = label;
  if (typeof description === 'string' && description !== '') properties.description = description;
  if (typeof ctime === 'string') properties.ctime = momentOf(ctime);
  const written = readJson(extras);
  if (!isJsonObject(written)) return properties;
  // Names that begin so are the program's own.
  const own = Object.entries(written as JsonObject).filter(([name]) => !name.startsWith('_aiida'));
  if (own.length > 0) properties.extras = Object.fromEntries(own);
  return properties;
}

/** Times in archives are in UTC and do not say so. */
function momentOf(value: JsonValue): JsonValue {
  if (typeof value !== 'string') return value;
  const [, date, time, zone] =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:?\d\d)?$/.exec(value) ?? [];
  return date === undefined ? value : `${date}T${time}${zone ?? '+00:00'}`;
}

function nodeTypes(database: SqlDatabase): readonly string[] {
  try {
    const rows = database.prepare('SELECT DISTINCT node_type FROM db_dbnode ORDER BY node_type').all();
    return rows.map(({ node_type: type }) => String(type));
  } catch (cause) {
    if (!isOfDatabase(cause) || !/^no such/.test(cause.message)) throw cause;
    throw new AiidaError('holds no tables of nodes as AiiDA 2 makes them', { cause });
  }
}

function findGroup(database: SqlDatabase, label: string): number {
  const groups = database.prepare('SELECT id, label FROM db_dbgroup ORDER BY id').all();
  const found = groups.find((group) => group.label === label);
  if (found !== undefined) return Number(found.id);
  const labels = groups.map((group) => String(group.label));
  const meant = suggest(label, labels);
  const hint =
    meant === undefined ? `it has ${labels.slice(0, 10).join(', ') || 'none'}` : `did you mean "${meant}"?`;
  throw new AiidaError(`holds no group "${label}"; ${hint}`);
}

function compile(
  database: SqlDatabase,
  { name, aiidaQuery }: PropertyDeclaration,
  types: readonly string[],
): FindValue | undefined {
  try {
    return compileProperty(database, aiidaQuery!, types);
  } catch (error) {
    if (!(error instanceof AiidaFilterError)) throw error;
    throw new AiidaError(`cannot be asked for the property "${name}": its aiida_query ${error.message}`);
  }
}

/**
 * Whether the text of `metadata.json` is that of an archive that is understood; else what is wrong, a sentence without its
 * subject.
 */
export function checkAiidaMetadata(text: string): string | undefined {
  let version: unknown;
  try {
    version = (JSON.parse(text) as JsonObject).export_version;
  } catch {
    return 'has a metadata.json that is no JSON';
  }
  if (typeof version === 'string' && version.startsWith('main_')) return undefined;
  return `is an AiiDA archive of the layout ${JSON.stringify(version)?.slice(0, 40)}, from before AiiDA 2; "verdi archive migrate" brings it up to date`;
}
