import type { DatabaseSync, StatementSync } from 'node:sqlite';

/**
 * From which file each document came, for the few that turn out to be duplicates. Kept apart from the file that is built,
 * on disk where it grows: a row for each change from one file to the next.
 */
export class OriginFiles {
  readonly #insert: StatementSync;
  readonly #find: StatementSync;
  #last: string | undefined;

  constructor(database: DatabaseSync) {
    database.exec('CREATE TEMP TABLE origin (document INTEGER PRIMARY KEY, file TEXT)');
    this.#insert = database.prepare('INSERT INTO temp.origin (document, file) VALUES (?, ?)');
    this.#find = database.prepare(
      'SELECT file FROM temp.origin WHERE document <= ? ORDER BY document DESC LIMIT 1',
    );
  }

  /** Documents come in ascending order. */
  add(document: number, file: string | undefined): void {
    if (file === this.#last) return;
    this.#insert.run(document, file ?? null);
    this.#last = file;
  }

  find(document: number): string | undefined {
    return (this.#find.get(document)?.file as string | null | undefined) ?? undefined;
  }
}
