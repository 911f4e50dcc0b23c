/**
 * Filters of AiiDA's QueryBuilder as SQL: `{path: value}` or `{path: {operator: value}}`, with `and` and `or`, and `!`
 * before an operator for its opposite. Every value goes in as a parameter.
 */
import { limits } from '../../../base/index.ts';
import type { SqlPart } from './node-path.ts';
import { pathPart } from './node-path.ts';
import type { SqlValue } from './sql-database.ts';

type Operator = (path: string, value: unknown, place: Place) => SqlPart | undefined;

const comparisons = new Map([
  ['==', 'IS'],
  ['<', '<'],
  ['>', '>'],
  ['<=', '<='],
  ['>=', '>='],
]);

/** Filters of nodes, or of links, whose only paths are `label` and `type`. */
export type FilteredKind = 'node' | 'link';

/**
 * The condition for a row of `table` to pass.
 *
 * Errors: `AiidaFilterError` for what is no filter or uses an operator that is not known here.
 */
export function filterPart(
  filters: Readonly<Record<string, unknown>>,
  table: string,
  kind: FilteredKind,
): SqlPart {
  return joined(
    Object.entries(filters).map(([path, condition]) =>
      conditionPart(path, condition, { table, kind, depth: 0 }),
    ),
    'AND',
  );
}

/** A sentence without its subject. */
export class AiidaFilterError extends Error {
  override readonly name = 'AiidaFilterError';
}

interface Place {
  readonly table: string;
  readonly kind: FilteredKind;
  readonly depth: number;
}

function conditionPart(path: string, condition: unknown, place: Place): SqlPart {
  if (place.depth > limits.aiidaFilterDepthMax) throw new AiidaFilterError('nests too deep');
  const deeper = { ...place, depth: place.depth + 1 };
  if ((path === 'and' || path === 'or') && Array.isArray(condition)) {
    return joined(
      condition.map((one) => groupPart(one, deeper)),
      path === 'and' ? 'AND' : 'OR',
    );
  }
  const operators = isObject(condition) ? Object.entries(condition) : [['==', condition] as const];
  return joined(
    operators.map(([operator, value]) => operatorPart(path, operator, value, deeper)),
    'AND',
  );
}

function groupPart(group: unknown, place: Place): SqlPart {
  if (!isObject(group)) throw new AiidaFilterError('"and" and "or" take lists of filters');
  return joined(
    Object.entries(group).map(([path, condition]) => conditionPart(path, condition, place)),
    'AND',
  );
}

function operatorPart(path: string, operator: string, value: unknown, place: Place): SqlPart {
  if ((operator === 'and' || operator === 'or') && Array.isArray(value)) {
    const parts = value.map((one) => conditionPart(path, one, place));
    return joined(parts, operator === 'and' ? 'AND' : 'OR');
  }
  const isNegated = operator.startsWith('!');
  const name = isNegated ? operator.slice(1).replace(/^=$/, '==') : operator;
  const part = operators.get(name)?.(path, value, place) ?? comparison(path, name, value, place);
  if (part === undefined)
    throw new AiidaFilterError(`holds "${operator}" on "${path}", which is not known here`);
  return isNegated ? { ...part, sql: `NOT coalesce(${part.sql}, 0)` } : part;
}

function comparison(path: string, operator: string, value: unknown, place: Place): SqlPart | undefined {
  const sql = comparisons.get(operator);
  const parameter = scalar(value);
  const left = valuePart(place, path);
  if (sql === undefined || parameter === undefined || left === undefined) return undefined;
  return { sql: `${left.sql} ${sql} ?`, parameters: [...left.parameters, parameter] };
}

/** Links are asked by two columns of their own. */
function valuePart({ table, kind }: Place, path: string): SqlPart | undefined {
  if (kind === 'node') return pathPart(table, path, 'value');
  return path === 'label' || path === 'type' ? { sql: `${table}.${path}`, parameters: [] } : undefined;
}

function jsonPart({ table, kind }: Place, path: string): SqlPart | undefined {
  return kind === 'node' ? pathPart(table, path, 'json') : undefined;
}

const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['like', (path, value, place) => pattern(valuePart(place, path), value, false)],
  ['ilike', (path, value, place) => pattern(valuePart(place, path), value, true)],
  ['in', (path, value, place) => oneOf(valuePart(place, path), value)],
  ['has_key', (path, value, place) => hasKey(jsonPart(place, path), value)],
  ['contains', (path, value, place) => contains(jsonPart(place, path), value)],
  ['of_length', (path, value, place) => ofLength(jsonPart(place, path), '=', value)],
  ['longer', (path, value, place) => ofLength(jsonPart(place, path), '>', value)],
  ['shorter', (path, value, place) => ofLength(jsonPart(place, path), '<', value)],
]);

/** With capitals told apart, which SQLite's LIKE does not: its GLOB does, in another spelling. */
function pattern(left: SqlPart | undefined, value: unknown, ignoresCase: boolean): SqlPart | undefined {
  if (left === undefined || typeof value !== 'string') return undefined;
  if (ignoresCase) return { sql: `${left.sql} LIKE ? ESCAPE '\\'`, parameters: [...left.parameters, value] };
  const glob = value.replace(/\\(.)|[%_*?[]/g, (found, escaped: string | undefined) => {
    if (escaped !== undefined) return /[*?[]/.test(escaped) ? `[${escaped}]` : escaped;
    return found === '%' ? '*' : found === '_' ? '?' : `[${found}]`;
  });
  return { sql: `${left.sql} GLOB ?`, parameters: [...left.parameters, glob] };
}

function oneOf(left: SqlPart | undefined, value: unknown): SqlPart | undefined {
  if (left === undefined || !Array.isArray(value) || value.length > limits.aiidaFilterItemsMax)
    return undefined;
  const items = value.map(scalar).filter((item) => item !== undefined);
  if (items.length < value.length) return undefined;
  return {
    sql: `${left.sql} IN (${items.map(() => '?').join(',')})`,
    parameters: [...left.parameters, ...items],
  };
}

function hasKey(json: SqlPart | undefined, value: unknown): SqlPart | undefined {
  if (json === undefined || typeof value !== 'string') return undefined;
  const sql = `EXISTS (SELECT 1 FROM json_each(${json.sql}) WHERE json_each.key = ?)`;
  return { sql, parameters: [...json.parameters, value] };
}

function contains(json: SqlPart | undefined, value: unknown): SqlPart | undefined {
  if (json === undefined || !Array.isArray(value) || value.length > limits.aiidaFilterItemsMax)
    return undefined;
  const parts = value.map((item) => {
    const parameter = scalar(item);
    if (parameter === undefined) return undefined;
    const sql = `EXISTS (SELECT 1 FROM json_each(${json.sql}) WHERE json_each.value IS ?)`;
    return { sql, parameters: [...json.parameters, parameter] };
  });
  const known = parts.filter((part) => part !== undefined);
  return known.length < parts.length ? undefined : joined(known, 'AND');
}

function ofLength(
  json: SqlPart | undefined,
  comparison: '=' | '<' | '>',
  value: unknown,
): SqlPart | undefined {
  if (json === undefined || typeof value !== 'number') return undefined;
  const sql = `json_type(${json.sql}) = 'array' AND json_array_length(${json.sql}) ${comparison} ?`;
  return { sql: `(${sql})`, parameters: [...json.parameters, ...json.parameters, value] };
}

function joined(parts: readonly SqlPart[], word: 'AND' | 'OR'): SqlPart {
  if (parts.length === 0) return { sql: word === 'AND' ? '1' : '0', parameters: [] };
  return {
    sql: `(${parts.map(({ sql }) => sql).join(` ${word} `)})`,
    parameters: parts.flatMap(({ parameters }) => parameters),
  };
}

function scalar(value: unknown): SqlValue | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string' || typeof value === 'number' || value === null) return value;
  // YAML 1.1 reads an unquoted date as one.
  return value instanceof Date ? value.toISOString().replace('T', ' ').replace('Z', '') : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
