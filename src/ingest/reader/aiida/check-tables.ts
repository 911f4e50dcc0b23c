import { AiidaError } from './aiida-error.ts';
import type { SqlDatabase } from './sql-database.ts';

const names = ['db_dbnode', 'db_dblink', 'db_dbgroup', 'db_dbgroup_dbnodes'];

/**
 * Whoever made an archive may have put something else under the names of its tables: a view can compute without end, a
 * column can be computed to any size, and nothing stops SQLite at that.
 *
 * Errors: `AiidaError` where something by the name of a table is no plain table.
 */
export function checkTables(database: SqlDatabase): void {
  for (const name of names) {
    const found = database
      .prepare('SELECT type, rootpage FROM sqlite_schema WHERE lower(name) = ?')
      .all(name)
      .every(({ type, rootpage }) => type === 'table' && rootpage !== virtualRoot);
    const computed = database.prepare('SELECT name FROM pragma_table_xinfo(?) WHERE hidden <> 0').all(name);
    if (!found || computed.length > 0) throw new AiidaError(`has something else than a table as ${name}`);
  }
}

/** Tables that a module of SQLite makes up have no pages of their own. */
const virtualRoot = 0;
