/** Dotted paths into nodes, such as `attributes.energy` or `ctime`, as SQL. */
import type { SqlValue } from './sql-database.ts';

/** An SQL expression with its parameters. */
export interface SqlPart {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

/** Columns that a path may name, by their names in AiiDA. */
const columns: ReadonlyMap<string, string> = new Map(
  ['id', 'uuid', 'node_type', 'process_type', 'label', 'description', 'ctime', 'mtime'].map((name) => [
    name,
    name,
  ]),
).set('pk', 'id');

/**
 * @param form `json`: JSON text of the value, null where there is none. `value`: what SQLite compares, booleans as 0 and 1
 * @returns undefined where the path names nothing that nodes have
 */
export function pathPart(table: string, path: string, form: 'json' | 'value'): SqlPart | undefined {
  const [first = '', ...keys] = path.split('.');
  if (first === 'attributes' || first === 'extras') {
    const operator = form === 'json' ? '->' : '->>';
    return { sql: `(${table}.${first} ${operator} ?)`, parameters: [jsonPath(keys)] };
  }
  const column = keys.length === 0 ? columns.get(first) : undefined;
  if (column === undefined) return undefined;
  const sql = `${table}.${column}`;
  return { sql: form === 'json' ? `json_quote(${sql})` : sql, parameters: [] };
}

/** Within a path of SQLite a key in quotes may hold anything but quotes, which no key of AiiDA's has. */
function jsonPath(keys: readonly string[]): string {
  return `$${keys.map((key) => (/^\d+$/.test(key) ? `[${key}]` : `."${key.replaceAll('"', '')}"`)).join('')}`;
}
