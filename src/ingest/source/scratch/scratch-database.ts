import { DatabaseSync } from 'node:sqlite';

/** Kibibytes of pages in memory; what is more waits in the temporary file. */
const cacheKibibytes = 64 * 1024;

/**
 * Opens an empty private database for what does not fit into memory. SQLite keeps it in its cache as long as it is
 * small, and else in a temporary file without a name, which nobody can open and which is gone with the connection.
 * Transactions cannot be rolled back.
 */
export function openScratchDatabase(): DatabaseSync {
  // In defensive mode the journal could not be left out.
  const database = new DatabaseSync('', { defensive: false });
  // Nobody reads it after a crash, so that nothing has to be safe on disk.
  database.exec(`
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA temp_store = FILE;
    PRAGMA cache_size = -${cacheKibibytes};
  `);
  return database;
}
