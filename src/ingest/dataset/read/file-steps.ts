/** From the files of a selection to the steps of reading them: opened, told apart, cut. Parses nothing itself. */
import type { FilePiece, PieceFault } from '../../reader/format/format-reader.ts';
import type { ParsedFormat } from '../../reader/format/format-table.ts';
import { readRecords } from '../../reader/read-records.ts';
import type { SourceRecord } from '../../reader/source-record.ts';
import { SourceError } from '../../source/source-error.ts';
import type { EntrySelection } from '../dataset-plan.ts';
import { onlyFileOf } from '../only-file.ts';
import { cutFile } from './cut-file.ts';
import type { EntryAssembler } from './entry-assembler.ts';
import { FileNotes } from './file-notes.ts';
import type { OpenFile } from './open-file.ts';
import { abandon, openFile } from './open-file.ts';
import type { FileAtWork, ReadStep } from './read-step.ts';
import type { ReadingContext } from './reading-context.ts';
import type { SelectedFile } from './select-files.ts';
import { selectFiles } from './select-files.ts';

/**
 * The steps of a selection, in the order of its files, then what is to be told of them together.
 *
 * Errors: `SourceError` where the tree is damaged, and where a file cannot be read and nothing else is to be had or
 * `onError` is `fail`.
 */
export async function* fileSteps(
  selection: EntrySelection,
  assembler: EntryAssembler,
  context: ReadingContext,
): AsyncGenerator<ReadStep> {
  const { tree, signal, onProgress } = context;
  const notes = new FileNotes();
  const files = selectFiles(tree, selection.files, {
    signal,
    onProgress: (fraction) => onProgress('reading', fraction),
    onFault: notes.refuse,
    onMissing: notes.miss,
    onDamage: (path, error) => {
      if (context.settings.onError === 'fail') throw failure(context, path, error);
      notes.damage(path, error.problem);
    },
  });
  for await (const selected of files) {
    yield* settled(notes.take());
    try {
      yield* stepsOf(selected, assembler, notes, context);
    } catch (error) {
      if (!(error instanceof SourceError) || onlyFileOf(context.plan) !== undefined) throw error;
      if (context.settings.onError === 'fail') throw failure(context, selected.path, error);
      notes.damage(selected.path, error.problem);
    }
  }
  yield* settled([...notes.take(), ...notes.finish()]);
}

function settled(records: readonly SourceRecord[]): ReadStep[] {
  return records.length === 0 ? [] : [{ kind: 'records', records }];
}

function failure({ location }: ReadingContext, path: string, error: SourceError): SourceError {
  const { problem, reason } = error;
  return new SourceError(location, `the file ${path} ${problem}`, { reason, cause: error });
}

async function* stepsOf(
  selected: SelectedFile,
  assembler: EntryAssembler,
  notes: FileNotes,
  context: ReadingContext,
): AsyncGenerator<ReadStep> {
  const open = await openFile(selected);
  const { format, chunks } = open;
  if (format === 'optimade') {
    context.onFile();
    yield* recordSteps(selected, chunks, assembler, context);
  } else if (format === undefined || format === 'table' || format === 'aiida') {
    await abandon(open);
    if (format === undefined && selected.selection.matches === undefined) {
      throw new SourceError(selected.path, 'is of no format that is read');
    }
    notes.passOver(selected.path, format);
  } else {
    context.onFile();
    yield* pieceSteps(selected, { format, chunks }, notes, context);
  }
}

async function* recordSteps(
  selected: SelectedFile,
  chunks: OpenFile['chunks'],
  assembler: EntryAssembler,
  context: ReadingContext,
): AsyncGenerator<ReadStep> {
  const isOnly = onlyFileOf(context.plan) !== undefined;
  const { path } = selected;
  const source = {
    location: isOnly ? context.location : path,
    ...(isOnly ? {} : { file: path }),
    read: () => chunks,
  };
  for await (const records of readRecords(source, context.signal)) {
    yield {
      kind: 'records',
      records: records.map((record) => assembler.complete(record, selected)),
    };
  }
}

async function* pieceSteps(
  selected: SelectedFile,
  { format, chunks }: { readonly format: ParsedFormat; readonly chunks: OpenFile['chunks'] },
  notes: FileNotes,
  { settings, signal }: ReadingContext,
): AsyncGenerator<ReadStep> {
  const cut = await cutFile(chunks, format);
  const isLastOnly = format === 'xyz' && settings.frames === 'last';
  const file: FileAtWork = {
    selected,
    format,
    numbering: cut.numbering,
    hasParts: format !== 'xyz' || (cut.isSeveral && !isLastOnly),
    entries: 0,
    faults: [],
    faultsUntold: 0,
  };
  let held: { pieces: FilePiece[]; faults: PieceFault[] } = { pieces: [], faults: [] };
  try {
    for await (const item of cut.pieces) {
      signal?.throwIfAborted();
      if (!('bytes' in item)) held.faults.push(item);
      else if (isLastOnly) {
        if (held.pieces.length > 0) notes.skipFrame(selected.path);
        held = { pieces: [item], faults: held.faults };
      } else {
        if (held.pieces.length > 0) yield { kind: 'pieces', file, ...held, isLast: false };
        held = { pieces: [item], faults: [] };
      }
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    held.faults.push({ line: held.pieces.at(-1)?.line ?? 1, problem: error.problem });
  }
  yield { kind: 'pieces', file, ...held, isLast: true };
}
