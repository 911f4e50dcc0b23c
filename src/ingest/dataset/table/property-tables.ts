/**
 * Tables of further properties of entries: CSV, TSV, semicolons, JSON, JSON Lines. All are read once, row by row, into a
 * scratch database; then entries ask for theirs. Types are settled only when everything was seen.
 */
import type { JsonValue } from '../../../base/index.ts';
import { limits } from '../../../base/index.ts';
import type { PropertyRows } from '../dataset-parts.ts';
import type { PropertyDeclaration } from '../dataset-plan.ts';
import { isMissing, readText, readValue } from './cell-value.ts';
import type { IdColumnRule } from './id-column.ts';
import { nearKeys } from './near-keys.ts';
import { readRows } from './read-rows.ts';
import type { StoredRow } from './row-store.ts';
import { RowStore } from './row-store.ts';
import type { RowLayout } from './table-columns.ts';
import { TableColumns } from './table-columns.ts';
import type { TableIssue } from './table-issue.ts';
import type { TableRow } from './table-row.ts';

export interface TableOptions {
  /** Their aliases and types count; columns that nothing declares are kept too. */
  readonly declarations: readonly PropertyDeclaration[];
  readonly idColumn: IdColumnRule;
  readonly report: (issue: TableIssue) => void;
}

/** A file that holds a table; `TreeFile` is one. */
interface TableFile {
  readonly path: string;
  /** Without its compression. */
  read(): AsyncIterable<Uint8Array>;
}

/** First all tables are added, then rows are asked for. */
export interface PropertyTables extends PropertyRows {
  /**
   * Reads a table. Of two that have a value for the same entry and property, the one that is added later counts.
   *
   * Errors: those of the file; what is wrong with the table is reported.
   * Limits: `tableRowsMax` in all, `entryIdBytesMax` of a key, those of `readRows`.
   */
  add(file: TableFile): Promise<void>;
}

/** Tables for the entries of one selection. Values that no type allows are reported when they are asked for. */
export function openPropertyTables(options: TableOptions): PropertyTables {
  return new Tables(options);
}

class Tables implements PropertyTables {
  readonly #columns: TableColumns;
  readonly #store = new RowStore();
  readonly #report: (issue: TableIssue) => void;
  #rows = 0;

  constructor({ declarations, idColumn, report }: TableOptions) {
    this.#columns = new TableColumns(declarations, idColumn);
    this.#report = report;
  }

  get columns(): readonly string[] {
    return this.#columns.names;
  }

  async add(file: TableFile): Promise<void> {
    const { path } = file;
    this.#store.begin(path);
    const report = (line: number, problem: string, isLost: boolean) =>
      this.#report({ code: isLost ? 'part-unreadable' : 'table-doubtful', file: path, line, problem });
    let layout: RowLayout = { id: undefined, properties: [], doubts: [] };
    let names: readonly string[] | undefined;
    let isFirst = true;
    for await (const row of readRows(file.read(), report)) {
      if (row.names !== names) {
        names = row.names;
        layout = this.#columns.layout(names, row.cells);
        for (const doubt of layout.doubts) report(row.line, doubt, false);
        if (layout.id === undefined && isFirst) return this.#report(withoutIds(path, names));
      }
      isFirst = false;
      this.#rows += 1;
      if (this.#rows > limits.tableRowsMax) {
        return report(
          row.line,
          `goes beyond the ${limits.tableRowsMax} rows that are read of all tables`,
          true,
        );
      }
      this.#keep(row, layout, report);
    }
    if (isFirst) this.#report({ code: 'table-doubtful', file: path, problem: 'is a table without rows' });
  }

  take(keys: readonly string[]): Readonly<Record<string, JsonValue>> | undefined {
    const rows = [...new Set(keys)].flatMap((key) => this.#store.use(key));
    const found = rows.length > 0 ? rows : this.#takeNear(keys);
    if (found.length === 0) return undefined;
    const values: Record<string, JsonValue> = Object.create(null);
    for (const row of found) {
      for (const [property, cell] of row.cells) {
        const name = this.#columns.names[property]!;
        if (Object.hasOwn(values, name)) continue;
        const value = this.#valueOf(row, property, cell);
        if (value !== undefined && value !== null) values[name] = value;
      }
    }
    return values;
  }

  unused() {
    return this.#store.unused(limits.unusedRowsShownMax);
  }

  close(): void {
    this.#store.close();
  }

  #keep({ line, names, cells, isTyped }: TableRow, layout: RowLayout, report: ReportProblem): void {
    const key = keyOf(layout.id === undefined ? undefined : cells[layout.id]);
    const problem = problemOfKey(key, names[layout.id ?? -1] ?? 'id');
    if (key === undefined || problem !== undefined) {
      report(line, `has a row ${problem}`, true);
      return;
    }
    const kept: [number, JsonValue][] = [];
    for (const [index, property] of layout.properties.entries()) {
      const cell = cells[index];
      if (property === undefined || cell === undefined || cell === null) continue;
      if (!isTyped && isMissing(cell as string)) continue;
      if (!isTyped) this.#columns.see(property, cell as string);
      kept.push([property, cell]);
    }
    const other = this.#store.add(key, { line, isTyped, cells: kept });
    if (other === undefined || other.isEqual) return;
    const first = `the first, of line ${other.line}, counts`;
    report(line, `has another row for ${JSON.stringify(shortened(key))} with other values; ${first}`, false);
  }

  /** By what a person would take for the same: the end of the path, with or without its ending. */
  #takeNear(keys: readonly string[]): StoredRow[] {
    for (const key of nearKeys(keys)) {
      const rows = this.#store.use(key);
      const again = rows.find(({ isUsed }) => isUsed);
      if (again) {
        const problem = `has a row ${JSON.stringify(shortened(key))} that could be of several entries, and is of all`;
        this.#report({ code: 'table-doubtful', file: again.file, line: again.line, problem });
      }
      if (rows.length > 0) return rows;
    }
    return [];
  }

  #valueOf({ isTyped, file, line }: StoredRow, property: number, cell: JsonValue): JsonValue | undefined {
    const declared = this.#columns.declaredTypeOf(property);
    const value = isTyped
      ? readValue(cell, declared ?? 'unknown')
      : readText(cell as string, this.#columns.typeOf(property));
    if (value !== undefined) return value;
    const shown = shortened(typeof cell === 'string' ? cell : JSON.stringify(cell));
    const name = JSON.stringify(this.#columns.names[property]);
    const problem = `has ${JSON.stringify(shown)} in ${name}, which is no ${declared}; it is left out`;
    this.#report({ code: 'table-doubtful', file, line, problem });
    return undefined;
  }
}

type ReportProblem = (line: number, problem: string, isLost: boolean) => void;

/** Ids are text, whatever they look like. */
function keyOf(cell: JsonValue | undefined): string | undefined {
  if (typeof cell !== 'string' && typeof cell !== 'number') return undefined;
  const key = String(cell)
    .trim()
    .replace(/^(?:\.\/+)+/, '');
  return key === '' ? undefined : key;
}

function problemOfKey(key: string | undefined, column: string): string | undefined {
  if (key === undefined) return `without ${JSON.stringify(column)}`;
  const isLong = Buffer.byteLength(key) > limits.entryIdBytesMax;
  return isLong ? `with an id of more than ${limits.entryIdBytesMax} bytes` : undefined;
}

function shortened(text: string): string {
  return text.length <= shownLength ? text : `${text.slice(0, shownLength)}…`;
}

const shownLength = 60;

function withoutIds(file: string, names: readonly string[]): TableIssue {
  const columns = names.slice(0, 5).map((name) => JSON.stringify(shortened(name)));
  const found = `${columns.join(', ')}${names.length > 5 ? ', …' : ''}`;
  const problem = `has no column of ids, only ${found}; call the one that names the entries or their files "id"`;
  return { code: 'file-unreadable', file, problem };
}
