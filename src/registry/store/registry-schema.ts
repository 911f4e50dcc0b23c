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
    -- When the row changed last, by the clock below.
    touched INTEGER NOT NULL DEFAULT 0,
    -- Raised with each change of a JSON text, so that none is parsed twice.
    revision INTEGER NOT NULL DEFAULT 0,
    origin TEXT NOT NULL,
    timeToLiveSeconds REAL NOT NULL,
    createdAt INTEGER NOT NULL,
    lastRequestAt INTEGER,
    -- Null: dormant. In the past: about to be.
    liveUntil INTEGER,

    -- Of the file; null where there is none.
    fileBytes INTEGER,
    generation INTEGER NOT NULL DEFAULT 0,

    -- Of ingestions that failed, one after the other, up to the last.
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
    interruptions INTEGER NOT NULL DEFAULT 0,

    -- Long texts stand last, so that what is read often does not lie behind them.
    locationKey TEXT NOT NULL UNIQUE,
    location TEXT NOT NULL,
    presentation TEXT NOT NULL,
    options TEXT NOT NULL,
    contents TEXT,
    provenance TEXT,
    failure TEXT
  ) STRICT;
  -- Ids that differ in their case alone would share a file on some file systems.
  CREATE UNIQUE INDEX databaseFile ON database (id COLLATE NOCASE);
  CREATE INDEX databaseLive ON database (liveUntil) WHERE liveUntil IS NOT NULL;
  CREATE INDEX databaseSize ON database (fileBytes) WHERE fileBytes IS NOT NULL;
  CREATE INDEX databaseWaiting ON database (queuedAt) WHERE queuedAt IS NOT NULL AND lease IS NULL;
  CREATE INDEX databaseLease ON database (leaseUntil) WHERE lease IS NOT NULL;
  CREATE INDEX databaseTime ON database (touched);

  -- Ticks with each change, so that only what changed is read again.
  CREATE TABLE clock (time INTEGER NOT NULL, removals INTEGER NOT NULL) STRICT;
  INSERT INTO clock VALUES (0, 0);
  CREATE TRIGGER databaseAdded AFTER INSERT ON database BEGIN
    UPDATE clock SET time = time + 1;
    UPDATE database SET touched = (SELECT time FROM clock) WHERE serial = new.serial;
  END;
  CREATE TRIGGER databaseTouched AFTER UPDATE ON database BEGIN
    UPDATE clock SET time = time + 1;
    UPDATE database SET touched = (SELECT time FROM clock) WHERE serial = new.serial;
  END;
  CREATE TRIGGER databaseRevised
    AFTER UPDATE OF location, presentation, options, contents, provenance, failure ON database
    BEGIN UPDATE database SET revision = old.revision + 1 WHERE serial = new.serial; END;
  -- Under its old id it is gone.
  CREATE TRIGGER databaseRenamed AFTER UPDATE OF id ON database BEGIN UPDATE clock SET removals = removals + 1; END;
  CREATE TRIGGER databaseRemoved AFTER DELETE ON database BEGIN UPDATE clock SET removals = removals + 1; END;

  CREATE TABLE alias (
    path TEXT NOT NULL,
    serial INTEGER NOT NULL REFERENCES database (serial) ON DELETE CASCADE,
    PRIMARY KEY (path, serial)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX aliasDatabase ON alias (serial);
`;
