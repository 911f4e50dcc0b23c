/**
 * The registry as this process sees it: rows that are read again only when somebody wrote, so that a request on an open
 * database costs microseconds and is never answered from the past.
 */
import type { StatementSync } from 'node:sqlite';
import type { Durability, RegistryFile } from './registry-file.ts';
import type { DatabaseFacts, StoredDatabase } from './stored-database.ts';
import { factColumns, parseParticulars, particularColumns } from './stored-database.ts';

export class RegistryStore {
  readonly #file: RegistryFile;
  readonly #now: () => Date;
  readonly #statements = new Map<string, StatementSync>();
  /** By id, as of `#time`. */
  readonly #rows = new Map<string, StoredDatabase>();
  /** All rows in order, where these were asked for. */
  #list: readonly StoredDatabase[] | undefined;
  /** Whether `#rows` has them all. */
  #hasAll = false;
  /** By the clock of the registry. */
  #time = -1;
  /** -1: nothing is known. */
  #removals = -1;
  /** This process wrote since. */
  #wrote = true;
  /** What is to be done once the present write stands; undefined while nothing is being written. */
  #afterwards: (() => void)[] | undefined;

  constructor(file: RegistryFile, now: () => Date) {
    this.#file = file;
    this.#now = now;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#now().getTime();
  }

  find(id: string): StoredDatabase | undefined {
    this.#update();
    const known = this.#rows.get(id);
    if (known !== undefined || this.#hasAll) return known;
    const row = this.#complete(this.get(`SELECT ${factColumns} FROM database WHERE id = ?`, id));
    if (row !== undefined) this.#rows.set(id, row);
    return row;
  }

  findByKey(locationKey: string): StoredDatabase | undefined {
    return this.#complete(this.get(`SELECT ${factColumns} FROM database WHERE locationKey = ?`, locationKey));
  }

  /** All, by id. */
  list(): readonly StoredDatabase[] {
    this.#update();
    if (!this.#hasAll) {
      this.#take(this.all(`SELECT ${factColumns} FROM database`));
      this.#hasAll = true;
    }
    this.#list ??= [...this.#rows.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
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
    } catch (error) {
      // What was read within it never was.
      this.#forget();
      throw error;
    } finally {
      this.#afterwards = undefined;
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
    this.#wrote = true;
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
    const known = this.#rows.get(row.id);
    if (known?.serial === row.serial && known.revision === row.revision) return { ...known, ...row };
    const texts = this.get(`SELECT ${particularColumns} FROM database WHERE serial = ?`, row.serial);
    // Removed just now, between two reads.
    return texts === undefined ? undefined : { ...row, ...parseParticulars(texts) };
  }

  /** Reads again what changed. */
  #update(): void {
    const changed = this.#file.changedByOthers();
    if (!changed && !this.#wrote) return;
    const { time, removals } = this.get('SELECT time, removals FROM clock') as unknown as Clock;
    if (removals !== this.#removals) this.#forget();
    else this.#take(this.all(`SELECT ${factColumns} FROM database WHERE touched > ?`, this.#time));
    this.#time = time;
    this.#removals = removals;
    this.#wrote = false;
  }

  #take(facts: readonly Record<string, unknown>[]): void {
    this.#list = undefined;
    for (const each of facts) {
      const row = this.#complete(each);
      if (row !== undefined) this.#rows.set(row.id, row);
    }
  }

  #forget(): void {
    this.#rows.clear();
    this.#list = undefined;
    this.#hasAll = false;
    this.#removals = -1;
    this.#wrote = true;
  }
}

interface Clock {
  readonly time: number;
  readonly removals: number;
}

export type SqlValue = string | number | null;
