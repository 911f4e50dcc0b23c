import type { FoundReference } from '../../reader/format/format-reader.ts';
import type { RawEntry } from '../../reader/source-record.ts';
import { openScratchDatabase } from '../../source/scratch/scratch-database.ts';

/** Publications that entries name, each of which becomes an entry once. Memory does not grow with their number. */
export class FoundReferences {
  #seen: ReturnType<typeof openSeen> | undefined;

  /** The entries of those publications that were not met before. */
  take(references: readonly FoundReference[], file: string, line: number): RawEntry[] {
    return references.filter(({ id }) => this.#isNew(id)).map((reference) => entryOf(reference, file, line));
  }

  close(): void {
    this.#seen?.database.close();
  }

  #isNew(id: string): boolean {
    this.#seen ??= openSeen();
    return this.#seen.insert.run(id).changes === 1;
  }
}

function openSeen() {
  const database = openScratchDatabase();
  database.exec('CREATE TABLE reference (id TEXT PRIMARY KEY) WITHOUT ROWID, STRICT');
  return { database, insert: database.prepare('INSERT OR IGNORE INTO reference VALUES (?)') };
}

function entryOf({ id, attributes }: FoundReference, file: string, line: number): RawEntry {
  return {
    kind: 'entry',
    line,
    file,
    type: 'references',
    id,
    attributes: Object.assign(Object.create(null), attributes),
    relationships: undefined,
    links: undefined,
    meta: undefined,
    datePaths: [],
    remarks: [],
  };
}
