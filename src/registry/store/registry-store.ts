/**
 * The registry as this process sees it: a copy of its rows in memory, of which those are read again that somebody
 * changed. So a request on an open database costs microseconds, and is never answered from the past.
 */
import type { StatementSync } from 'node:sqlite';
import type { Durability, RegistryFile } from './registry-file.ts';
import type { DatabaseFacts, StoredDatabase } from './stored-database.ts';
import { factColumns, parseParticulars, particularColumns } from './stored-database.ts';

export type SqlValue = string | number | null;

/** Of the registry: it ticks with each change of a row. */
interface Clock {
  readonly time: number;
  /** Rows that were removed or renamed. */
  readonly removals: number;
}

/** A write that is under way. */
interface OpenWrite {
  /** What is to be done once it stands. */
  readonly afterwards: (() => void)[];
  /** What the copy was before. */
  readonly undo: (() => void)[];
  readonly clock: Clock;
}

export class RegistryStore {
  readonly #file: RegistryFile;
  readonly #now: () => Date;
  readonly #statements = new Map<string, StatementSync>();
  /** By id, as of `#clock`. */
  readonly #rows = new Map<string, StoredDatabase>();
  #clock: Clock = { time: 0, removals: 0 };
  #list: readonly StoredDatabase[] | undefined;
  /** This process changed something since the copy was made. */
  #wrote = false;
  #write: OpenWrite | undefined;

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
    return this.#rows.get(id);
  }

  findByKey(locationKey: string): StoredDatabase | undefined {
    const id = this.get('SELECT id FROM database WHERE locationKey = ?', locationKey)?.id;
    return id === undefined ? undefined : this.find(id as string);
  }

  findBySerial(serial: number): StoredDatabase | undefined {
    const id = this.get('SELECT id FROM database WHERE serial = ?', serial)?.id;
    return id === undefined ? undefined : this.find(id as string);
  }

  /** All, by id. */
  list(): readonly StoredDatabase[] {
    this.#update();
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

  /** See `RegistryFile.write`. Within another write it is a part of that. */
  write<Result>(durability: Durability, run: () => Result): Result {
    if (this.#write !== undefined) return run();
    const write: OpenWrite = { afterwards: [], undo: [], clock: this.#clock };
    let result: Result;
    this.#write = write;
    try {
      result = this.#file.write(durability, run);
    } catch (error) {
      this.#undo(write);
      throw error;
    } finally {
      this.#write = undefined;
    }
    for (const act of write.afterwards) act();
    return result;
  }

  /** Has something done when the present write stands, and not at all where it fails: telling of it, say. */
  afterwards(act: () => void): void {
    this.#write!.afterwards.push(act);
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

  /** Reads again what changed. */
  #update(): void {
    const changed = this.#file.changedByOthers();
    if (!changed && !this.#wrote) return;
    const clock = this.get('SELECT time, removals FROM clock') as unknown as Clock;
    if (clock.removals !== this.#clock.removals) this.#dropRemoved();
    const sql = `SELECT ${factColumns} FROM database WHERE touched > ?`;
    for (const row of this.all(sql, this.#clock.time)) {
      this.#replace(row.id as string, this.#complete(row as unknown as DatabaseFacts));
    }
    // What was changed between the two reads is read again the next time.
    this.#clock = clock;
    this.#wrote = false;
  }

  #dropRemoved(): void {
    const ids = new Set(this.all('SELECT id FROM database').map(({ id }) => id));
    for (const id of this.#rows.keys()) {
      if (!ids.has(id)) this.#replace(id, undefined);
    }
  }

  #complete(facts: DatabaseFacts): StoredDatabase | undefined {
    const known = this.#rows.get(facts.id);
    if (known?.serial === facts.serial && known.revision === facts.revision) return { ...known, ...facts };
    const texts = this.get(`SELECT ${particularColumns} FROM database WHERE serial = ?`, facts.serial);
    // Removed just now, between two reads.
    return texts === undefined ? undefined : { ...facts, ...parseParticulars(texts) };
  }

  #replace(id: string, row: StoredDatabase | undefined): void {
    const before = this.#rows.get(id);
    this.#write?.undo.push(() => this.#set(id, before));
    this.#set(id, row);
  }

  #set(id: string, row: StoredDatabase | undefined): void {
    this.#list = undefined;
    if (row === undefined) this.#rows.delete(id);
    else this.#rows.set(id, row);
  }

  /** What was read within a write that failed never was. */
  #undo({ undo, clock }: OpenWrite): void {
    for (const restore of undo.reverse()) restore();
    this.#clock = clock;
    this.#wrote = true;
  }
}
