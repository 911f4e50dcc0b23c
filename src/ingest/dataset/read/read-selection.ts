/** From the selections of a plan to the records of their entries: named, parsed, joined with rows of tables. */
import { limits } from '../../../base/index.ts';
import type { FileResult } from '../../parsing/parser-pool.ts';
import type { SourceRecord } from '../../reader/source-record.ts';
import { SourceError } from '../../source/source-error.ts';
import type { EntrySelection } from '../dataset-plan.ts';
import { EntryAssembler } from './entry-assembler.ts';
import { fileSteps } from './file-steps.ts';
import { nameFiles } from './name-files.ts';
import { parseInOrder } from './parse-in-order.ts';
import { readAiidaArchive } from './read-aiida-archive.ts';
import type { FileAtWork } from './read-step.ts';
import { readTables } from './read-tables.ts';
import type { ReadingContext } from './reading-context.ts';

type FileIssue = Extract<SourceRecord, { readonly kind: 'file-issue' }>;

/** The entries of a selection and what is to be told of its files, in batches, none of them empty. */
export async function* readSelection(
  selection: EntrySelection,
  context: ReadingContext,
): AsyncGenerator<readonly SourceRecord[]> {
  const { tree, settings, signal, onProgress } = context;
  const tables = await readTables(selection, context);
  try {
    if (tables.issues.length > 0) yield tables.issues;
    const names = await nameFiles(tree, selection.files, settings.idScheme, {
      signal,
      onProgress: (fraction) => onProgress('surveying', fraction),
    });
    const assembler = new EntryAssembler(selection, names, tables.rows, context);
    if (selection.aiida !== undefined)
      yield* readAiidaArchive(selection, selection.aiida, assembler, context);
    const steps = fileSteps(selection, assembler, context);
    for await (const parsed of parseInOrder(steps, context.pool, settings)) {
      const records = parsed.flatMap(({ step, result }) => {
        if (step.kind === 'records') return step.records;
        const { file, faults, isLast } = step;
        const entries = takeResult(file, result, assembler, context);
        takeFaults(file, faults, context);
        return isLast ? [...entries, ...tellFaults(file)] : entries;
      });
      if (records.length > 0) yield records;
    }
    const issues = [...tables.finish(assembler.rowless), ...absentProperties(selection, assembler)];
    if (issues.length > 0) yield issues;
  } finally {
    tables.rows?.close();
  }
}

function takeResult(
  file: FileAtWork,
  result: FileResult | undefined,
  assembler: EntryAssembler,
  context: ReadingContext,
): SourceRecord[] {
  if (result === undefined) return [];
  file.entries += result.entries.length;
  takeFaults(file, result.faults, context);
  return result.entries.flatMap((found) => assembler.assemble(found, file));
}

/** Errors: `SourceError` at the first fault, where that ends the reading. */
function takeFaults(file: FileAtWork, faults: FileResult['faults'], context: ReadingContext): void {
  for (const fault of faults) {
    if (context.settings.onError === 'fail') {
      const problem = `the file ${file.selected.path}, line ${fault.line}, ${fault.problem}`;
      throw new SourceError(context.location, problem);
    }
    if (file.faults.length < limits.fileFaultsMax) file.faults.push(fault);
    else file.faultsUntold += 1;
  }
}

/** A file of which nothing could be read is one that cannot be read; of another some parts cannot. */
function tellFaults({ selected, numbering, entries, faults, faultsUntold }: FileAtWork): FileIssue[] {
  const { path } = selected;
  const [first, ...others] = faults;
  if (first === undefined) {
    if (entries > 0) return [];
    // A list may well be empty.
    const code = numbering === undefined ? 'file-unreadable' : 'file-skipped';
    return [{ kind: 'file-issue', code, file: path, problem: 'holds no entry' }];
  }
  const told = entries === 0 ? [first] : [first, ...others];
  return told.map(({ line, problem }, index) => ({
    kind: 'file-issue',
    code: entries === 0 ? 'file-unreadable' : 'part-unreadable',
    file: path,
    line,
    problem,
    count: index === 0 && entries > 0 ? 1 + faultsUntold : 1,
  }));
}

function absentProperties({ properties }: EntrySelection, { met }: EntryAssembler): FileIssue[] {
  return properties
    .filter(({ name }) => !met.has(name))
    .slice(0, limits.toldNamesMax)
    .map(({ name }) => ({
      kind: 'file-issue',
      code: 'property-absent',
      file: undefined,
      problem: `no file and no table has a value of the property "${name}"`,
    }));
}
