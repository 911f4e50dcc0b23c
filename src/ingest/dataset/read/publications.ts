import { limits } from '../../../base/index.ts';
import { cleanDoi } from '../../reader/bibliography/reference-properties.ts';
import type { RawEntry, SourceRecord } from '../../reader/source-record.ts';
import { openScratchDatabase } from '../../source/scratch/scratch-database.ts';

type FileIssue = Extract<SourceRecord, { readonly kind: 'file-issue' }>;

/**
 * The publications that have entries, and the works of the bibliographies beside the data among them, which are read
 * before all else. A few works that nothing assigns are taken to be about all of the data; a longer list is literature,
 * of which that cannot be said. Memory does not grow with their number.
 */
export class Publications {
  #known: ReturnType<typeof openKnown> | undefined;
  #works = 0;
  readonly #shared: string[] = [];
  #sharing = 0;

  /**
   * Takes note of an entry. It can be named by its id and by its DOI, capitalized in any way; a name that two have is
   * that of the first.
   */
  add({ id, attributes }: Pick<RawEntry, 'id' | 'attributes'>): void {
    if (id === undefined) return;
    this.#known ??= openKnown();
    const { insert } = this.#known;
    for (const name of new Set([id, id.toLowerCase()])) insert.run(name, id);
    const doi = typeof attributes.doi === 'string' ? cleanDoi(attributes.doi) : undefined;
    if (doi !== undefined) insert.run(doi.toLowerCase(), id);
  }

  /** The same, of a work of a bibliography. */
  addWork(entry: RawEntry): void {
    this.add(entry);
    this.#works += 1;
    if (entry.id !== undefined && this.#shared.length < limits.sharedPublicationsMax)
      this.#shared.push(entry.id);
  }

  /** The id of a publication, by the first of the names that there is. */
  find(...names: readonly (string | undefined)[]): string | undefined {
    if (this.#known === undefined) return undefined;
    for (const name of names) {
      if (name === undefined) continue;
      const found = this.#known.select.get(name) ?? this.#known.select.get(name.toLowerCase());
      if (found !== undefined) return found.id as string;
    }
    return undefined;
  }

  get hasBibliography(): boolean {
    return this.#works > 0;
  }

  /** Ids of the works that are about all entries that name none. */
  get shared(): readonly string[] {
    return this.#works > limits.sharedPublicationsMax ? [] : this.#shared;
  }

  /** Takes note of an entry that the shared works were taken to be about. */
  countSharing(): void {
    this.#sharing += 1;
  }

  /** What is to be told after the last entry. */
  finish(): readonly FileIssue[] {
    if (this.#sharing === 0) return [];
    const works = this.#works === 1 ? 'the one publication' : `the ${this.#works} publications`;
    const problem = `${works} of the bibliography are taken to be about all entries that name none themselves`;
    return [
      { kind: 'file-issue', code: 'publications-assumed', file: undefined, problem, count: this.#sharing },
    ];
  }

  close(): void {
    this.#known?.database.close();
  }
}

function openKnown() {
  const database = openScratchDatabase();
  database.exec('CREATE TABLE known (name TEXT PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID, STRICT');
  return {
    database,
    insert: database.prepare('INSERT OR IGNORE INTO known VALUES (?, ?)'),
    select: database.prepare('SELECT id FROM known WHERE name = ?'),
  };
}
