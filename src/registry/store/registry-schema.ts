/** The tables of the registry file. Times are milliseconds since 1970, what has members of its own is JSON. */

/** "RspR", so that no other SQLite file is taken for a registry. */
export const registryApplicationId = 0x52737052;
/** Raised whenever the tables change. */
export const registryVersion = 1;

export const registrySchema = `
  CREATE TABLE database (
    -- Never used again, so that a database is told from a later one of the same id.
    serial INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    locationKey TEXT NOT NULL UNIQUE,
    location TEXT NOT NULL,
    origin TEXT NOT NULL,
    presentation TEXT NOT NULL,
    options TEXT NOT NULL,
    timeToLiveSeconds REAL NOT NULL,
    createdAt INTEGER NOT NULL,
    -- Raised with each change of a JSON text, so that none is parsed twice.
    revision INTEGER NOT NULL DEFAULT 0,
    lastRequestAt INTEGER,
    -- Null: dormant. In the past: about to be.
    liveUntil INTEGER,

    -- Of the file; null where there is none. What it held stays known.
    fileBytes INTEGER,
    generation INTEGER NOT NULL DEFAULT 0,
    contents TEXT,
    provenance TEXT,

    -- Of the last ingestion, where it failed.
    failure TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    retryAt INTEGER,

    -- Null: no ingestion waits or runs.
    queuedAt INTEGER,
    -- Null: it waits.
    lease TEXT,
    leaseUntil INTEGER,
    startedAt INTEGER,
    stage TEXT NOT NULL DEFAULT 'queued',
    fraction REAL,
    entries INTEGER NOT NULL DEFAULT 0,
    bytes INTEGER NOT NULL DEFAULT 0,
    interruptions INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  -- Ids that differ in their case alone would share a file on some file systems.
  CREATE UNIQUE INDEX databaseFile ON database (id COLLATE NOCASE);
  CREATE INDEX databaseLive ON database (liveUntil) WHERE liveUntil IS NOT NULL;
  CREATE INDEX databaseQueue ON database (queuedAt) WHERE queuedAt IS NOT NULL;
  CREATE TRIGGER databaseRevision
    AFTER UPDATE OF location, presentation, options, contents, provenance, failure ON database
    BEGIN UPDATE database SET revision = old.revision + 1 WHERE serial = new.serial; END;

  CREATE TABLE alias (
    path TEXT NOT NULL,
    serial INTEGER NOT NULL REFERENCES database (serial) ON DELETE CASCADE,
    PRIMARY KEY (path, serial)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX aliasDatabase ON alias (serial);
`;
