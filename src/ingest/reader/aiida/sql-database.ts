/** The part of an SQLite database that reading one takes; `DatabaseSync` of node:sqlite has this shape. */
export interface SqlDatabase {
  prepare(sql: string): SqlStatement;
}

interface SqlStatement {
  get(...parameters: SqlValue[]): Record<string, unknown> | undefined;
  all(...parameters: SqlValue[]): Record<string, unknown>[];
  iterate(...parameters: SqlValue[]): Iterable<Record<string, unknown>>;
}

export type SqlValue = string | number | null;
