/** Queries answered from a database file: filter → plan → rows → places of the page → documents. */
import { invariant } from '../../base/index.ts';
import type { Backend, BoundFilter, EntryKey, EntryPage, EntryQuery, EntryRow } from '../../query/index.ts';
import type { Entry } from '../../standard/index.ts';
import { decodeDocument } from '../stored-document/decode-document.ts';
import { DatabaseFileError } from './file/database-file-error.ts';
import { entryOfDocument } from './file/entry-of-document.ts';
import type { Bitset } from './search/bitset.ts';
import type { Compilation } from './search/compilation.ts';
import { compileFilter } from './search/compile-filter.ts';
import type { EntryIndex, OpenFile } from './search/entry-index.ts';
import { findPage } from './search/find-page.ts';
import { Pace } from './search/pace.ts';
import type { Plan } from './search/plan.ts';
import { allPlan } from './search/plan.ts';
import type { RowSet } from './search/row-set.ts';
import { BitsetPool } from './search/row-set.ts';
import { runPlan } from './search/run-plan.ts';
import type { Workbench } from './search/workbench.ts';

interface OpenType {
  readonly index: EntryIndex;
  /** Bitsets to be used again. */
  readonly freeBitsets: Bitset[];
}

/** Documents fetched at a time. */
const fetchMax = 64;

export class EmbeddedBackend implements Backend {
  readonly #file: OpenFile;
  readonly #types: ReadonlyMap<string, OpenType>;
  #open = true;

  constructor(file: OpenFile, indexes: ReadonlyMap<string, EntryIndex>) {
    this.#file = file;
    this.#types = new Map([...indexes].map(([name, index]) => [name, { index, freeBitsets: [] }]));
  }

  async run({ entryType, filter, sort, page }: EntryQuery): Promise<EntryPage> {
    this.#checkOpen();
    const type = this.#types.get(entryType);
    if (type === undefined) return { rows: [], dataReturned: 0, offset: 0 };
    const pace = new Pace();
    return this.#withPlan(type, filter, pace, async (plan, bench, on) => {
      if (page.kind === 'offset' && page.limit === 0 && plan.exact) {
        // Only the number is wanted, and it is known without any row.
        return { rows: [], dataReturned: plan.bound, offset: Math.min(page.offset, plan.bound) };
      }
      const matches = await runPlan(plan, bench);
      const { offset, rows } = await findPage(matches, sort, page, on);
      return { rows: this.#fetch(type.index, rows), dataReturned: matches.count, offset };
    });
  }

  get(key: EntryKey): EntryRow | undefined {
    this.#checkOpen();
    const index = this.#types.get(key.type)?.index;
    const row = index?.rowOf(key.id);
    return index === undefined || row === undefined ? undefined : this.#fetch(index, [row])[0];
  }

  count(entryType: string): number {
    return this.#types.get(entryType)?.index.rowCount ?? 0;
  }

  close(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#file.close();
  }

  /** Queries that are under way when the file is closed end with the same error, when they next read from it. */
  #checkOpen(): void {
    if (!this.#open) throw new DatabaseFileError('closed', this.#file.path, 'was closed');
  }

  #withRows<Result>(
    type: OpenType,
    filter: BoundFilter | undefined,
    pace: Pace,
    use: (rows: RowSet, on: Compilation) => Promise<Result>,
  ): Promise<Result> {
    return this.#withPlan(type, filter, pace, async (plan, bench, on) => use(await runPlan(plan, bench), on));
  }

  async #withPlan<Result>(
    { index, freeBitsets }: OpenType,
    filter: BoundFilter | undefined,
    pace: Pace,
    use: (plan: Plan, bench: Workbench, on: Compilation) => Promise<Result>,
  ): Promise<Result> {
    const on: Compilation = {
      index,
      store: this.#file.store,
      pace,
      indexOf: (entryType) => this.#types.get(entryType)?.index,
      withRows: (entryType, other, useOther) => {
        const type = this.#types.get(entryType);
        invariant(type !== undefined, 'the other type was looked up');
        return this.#withRows(type, other, pace, useOther);
      },
      entryAt: (row) => this.#entries(index, row),
      lookup: (key) => {
        const other = this.#types.get(key.type)?.index;
        const row = other?.rowOf(key.id);
        return other === undefined || row === undefined ? undefined : this.#entries(other, row);
      },
    };
    const { rowCount } = index;
    const pool = new BitsetPool(rowCount, freeBitsets);
    try {
      const plan = filter === undefined ? allPlan(rowCount) : await compileFilter(filter, true, on);
      return await use(plan, { rowCount, pool, pace }, on);
    } finally {
      pool.release();
    }
  }

  #entries(index: EntryIndex, row: number): Entry {
    return entryOfDocument(this.#file.documents.read([index.document(row)]).get(index.document(row))!);
  }

  #fetch(index: EntryIndex, rows: ArrayLike<number>): EntryRow[] {
    const fetched: EntryRow[] = [];
    for (let start = 0; start < rows.length; start += fetchMax) {
      const ids = Array.from({ length: Math.min(fetchMax, rows.length - start) }, (_, at) =>
        index.document(rows[start + at]!),
      );
      const documents = this.#file.documents.read(ids);
      for (const id of ids) fetched.push(decodeDocument(documents.get(id)!));
    }
    return fetched;
  }
}
