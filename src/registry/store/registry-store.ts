/**
 * The registry as this process sees it: rows that are read again only when somebody wrote, so that a request on an open
 * database costs microseconds and is never answered from the past.
 */
import type { StatementSync } from 'node:sqlite';
import type { Durability, RegistryFile } from './registry-file.ts';
import type { DatabaseFacts, DatabaseParticulars, StoredDatabase } from './stored-database.ts';
import { factColumns, parseParticulars, particularColumns } from './stored-database.ts';

interface KnownParticulars {
  readonly revision: number;
  readonly particulars: DatabaseParticulars;
}

export class RegistryStore {
  readonly #file: RegistryFile;
  readonly #now: () => Date;
  readonly #statements = new Map<string, StatementSync>();
  /** By id; undefined for ids that are not there. Emptied at each change. */
  readonly #rows = new Map<string, StoredDatabase | undefined>();
  #list: readonly StoredDatabase[] | undefined;
  /** What is to be done once the present write stands; undefined while nothing is being written. */
  #afterwards: (() => void)[] | undefined;
  /** By serial. */
  readonly #particulars = new Map<number, KnownParticulars>();

  constructor(file: RegistryFile, now: () => Date) {
    this.#file = file;
    this.#now = now;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#now().getTime();
  }

  find(id: string): StoredDatabase | undefined {
    this.#forgetIfChanged();
    if (this.#rows.has(id)) return this.#rows.get(id);
    const row = this.#complete(this.get(`SELECT ${factColumns} FROM database WHERE id = ?`, id));
    // Whoever asks for ids that are not there must not fill the memory.
    if (row !== undefined) this.#rows.set(id, row);
    return row;
  }

  findByKey(locationKey: string): StoredDatabase | undefined {
    return this.#complete(this.get(`SELECT ${factColumns} FROM database WHERE locationKey = ?`, locationKey));
  }

  /** All, by id. */
  list(): readonly StoredDatabase[] {
    this.#forgetIfChanged();
    if (this.#list !== undefined) return this.#list;
    const facts = this.all(`SELECT ${factColumns} FROM database ORDER BY id`);
    const serials = new Set(facts.map(({ serial }) => serial));
    for (const serial of this.#particulars.keys()) {
      if (!serials.has(serial)) this.#particulars.delete(serial);
    }
    this.#list = facts.map((row) => this.#complete(row)).filter((row) => row !== undefined);
    return this.#list;
  }

  /** The id of a database whose file could not stand beside that of `id` on every file system. */
  findSimilarId(id: string): string | undefined {
    return this.get('SELECT id FROM database WHERE id = ? COLLATE NOCASE', id)?.id as string | undefined;
  }

  /** Of several databases that have the alias the oldest. */
  findAlias(path: string): string | undefined {
    const sql = `SELECT id FROM alias JOIN database USING (serial) WHERE path = ? ORDER BY serial LIMIT 1`;
    return this.get(sql, path)?.id as string | undefined;
  }

  /** See `RegistryFile.write`. */
  write<Result>(durability: Durability, run: () => Result): Result {
    if (this.#afterwards !== undefined) return run();
    const afterwards: (() => void)[] = [];
    let result: Result;
    this.#afterwards = afterwards;
    try {
      result = this.#file.write(durability, run);
    } finally {
      this.#afterwards = undefined;
      this.#forget();
    }
    for (const act of afterwards) act();
    return result;
  }

  /** Has something done when the present write stands, and not at all where it fails: telling of it, say. */
  afterwards(act: () => void): void {
    this.#afterwards!.push(act);
  }

  /** One row of a query of our own making; texts from outside are values. */
  get(sql: string, ...values: SqlValue[]): Record<string, unknown> | undefined {
    return this.#statement(sql).get(...values);
  }

  all(sql: string, ...values: SqlValue[]): Record<string, unknown>[] {
    return this.#statement(sql).all(...values);
  }

  /** The number of rows that it changed. Only within `write`. */
  run(sql: string, ...values: SqlValue[]): number {
    this.#forget();
    return Number(this.#statement(sql).run(...values).changes);
  }

  close(): void {
    this.#statements.clear();
    this.#file.close();
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#file.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #complete(facts: Record<string, unknown> | undefined): StoredDatabase | undefined {
    if (facts === undefined) return undefined;
    const row = facts as unknown as DatabaseFacts;
    let known = this.#particulars.get(row.serial);
    if (known === undefined || known.revision !== row.revision) {
      const texts = this.get(`SELECT ${particularColumns} FROM database WHERE serial = ?`, row.serial);
      // Removed just now, between two reads.
      if (texts === undefined) return undefined;
      known = { revision: row.revision, particulars: parseParticulars(texts) };
      this.#particulars.set(row.serial, known);
    }
    return { ...row, ...known.particulars };
  }

  #forgetIfChanged(): void {
    if (this.#file.changedByOthers()) this.#forget();
  }

  #forget(): void {
    this.#rows.clear();
    this.#list = undefined;
  }
}

export type SqlValue = string | number | null;
