import { limits } from '../../../base/index.ts';
import type { SourceRecord } from '../../reader/source-record.ts';
import { SourceError } from '../../source/source-error.ts';
import type { PropertyRows } from '../dataset-parts.ts';
import type { EntrySelection } from '../dataset-plan.ts';
import { openPropertyTables } from '../table/property-tables.ts';
import type { ReadingContext } from './reading-context.ts';
import { selectFiles } from './select-files.ts';

type FileIssue = Extract<SourceRecord, { readonly kind: 'file-issue' }>;

export interface SelectionTables {
  /** Undefined where there are no tables. */
  readonly rows: PropertyRows | undefined;
  /** What reading them has told. */
  readonly issues: readonly FileIssue[];
  /**
   * What is to be told after the last entry: values that no type allows, rows and columns of no use.
   *
   * @param rowless ids of some entries that have no row, to compare with
   */
  finish(rowless: readonly string[]): readonly FileIssue[];
}

/**
 * Reads the tables of a selection, in the order in which later ones override earlier ones.
 *
 * Errors: `SourceError` where the tree is damaged, and where a table cannot be read and `onError` is `fail`.
 */
export async function readTables(
  selection: EntrySelection,
  { tree, plan, location, settings, signal, onFile }: ReadingContext,
): Promise<SelectionTables> {
  if (selection.tables.length === 0) return { rows: undefined, issues: [], finish: () => [] };
  let issues: FileIssue[] = [];
  const tell = (issue: Omit<FileIssue, 'kind'>) => {
    const isFull = issues.length >= limits.toldNamesMax;
    if (!isFull) issues.push({ kind: 'file-issue', ...issue });
  };
  const rows = openPropertyTables({
    declarations: selection.properties,
    idColumn: isMakers(plan.origin) ? 'maker' : 'usual',
    report: tell,
  });
  const onMissing = (problem: string) => tell({ code: 'dataset-doubtful', file: undefined, problem });
  try {
    for (const table of selection.tables) {
      for await (const { file, path } of selectFiles(tree, [table], { signal, onMissing })) {
        onFile();
        try {
          await rows.add({ path, read: () => file.read() });
        } catch (error) {
          if (!(error instanceof SourceError)) throw error;
          const { problem } = error;
          if (settings.onError === 'fail') throw new SourceError(location, `the file ${path} ${problem}`);
          tell({ code: 'file-unreadable', file: path, problem });
        }
      }
    }
  } catch (error) {
    rows.close();
    throw error;
  }
  const atOnce = issues;
  issues = [];
  return {
    rows,
    issues: atOnce,
    finish: (rowless) => [...issues, ...unusedRows(rows, rowless), ...unusedColumns(rows, selection)],
  };
}

function isMakers(origin: string): boolean {
  return /optimade\.ya?ml$/.test(origin);
}

function unusedRows(rows: PropertyRows, rowless: readonly string[]): FileIssue[] {
  const { keys, count } = rows.unused();
  if (count === 0) return [];
  const shown = `${quoted(keys)}${count > keys.length ? ', …' : ''}`;
  const others = rowless.length === 0 ? '' : `; entries without a row have ids such as ${quoted(rowless)}`;
  const problem = `the tables have rows of no entry, by the ids ${shown}${others}`;
  return [{ kind: 'file-issue', code: 'row-unmatched', file: undefined, problem, count }];
}

function quoted(ids: readonly string[]): string {
  return ids.map((id) => JSON.stringify(id.slice(0, limits.shownPathLengthMax))).join(', ');
}

function unusedColumns(rows: PropertyRows, { properties, undeclared }: EntrySelection): FileIssue[] {
  if (undeclared === 'served') return [];
  const declared = new Set(properties.map(({ name }) => name));
  return rows.columns
    .filter((name) => !declared.has(name))
    .slice(0, limits.toldNamesMax)
    .map((name) => ({
      kind: 'file-issue',
      code: 'column-unused',
      file: undefined,
      problem: `the column ${JSON.stringify(name.slice(0, limits.shownPathLengthMax))} is of no declared property`,
    }));
}
