/**
 * The records of a dataset, as its plan says: what it says of itself, the entries of one selection after the other, the
 * bytes that are kept beside them. Memory does not grow with the number of files or entries.
 */
import { createParserPool } from '../parsing/create-parser-pool.ts';
import type { ParserPool } from '../parsing/parser-pool.ts';
import type { SourceRecord } from '../reader/source-record.ts';
import type { Source } from '../source/source.ts';
import type { DatasetPlan, DatasetSettings } from './dataset-plan.ts';
import { announcePlan } from './read/announce-plan.ts';
import { Publications } from './read/publications.ts';
import { readAttachments } from './read/read-attachments.ts';
import { readSelection } from './read/read-selection.ts';
import type { ReadingContext } from './read/reading-context.ts';
import { treeBelow } from './survey/tree-below.ts';

export interface ReadDatasetOptions extends DatasetSettings {
  /** Under which properties are served that are none of the standard; without underscores. */
  readonly prefix: string;
  /** Ends the reading, with the signal's reason as the error. */
  readonly signal?: AbortSignal | undefined;
  /** Hears how far reading has come, 0 to 1 of each stage. */
  readonly onProgress?: ((stage: 'surveying' | 'reading', fraction: number) => void) | undefined;
  /** Hears of each file that is read. */
  readonly onFile?: (() => void) | undefined;
  /** Makes the threads that parse, which are ended with the reading. */
  readonly createPool?: () => ParserPool;
}

/**
 * Reads all that the plan selects, in batches, none of them empty.
 *
 * Errors: `SourceError` where the source as a whole cannot be read, or where a file cannot and `onError` is `fail`. What
 * is wrong with one file is a `file-issue` record, with one element of it a `malformed` one.
 */
export async function* readDataset(
  plan: DatasetPlan,
  source: Source,
  options: ReadDatasetOptions,
): AsyncGenerator<readonly SourceRecord[]> {
  // Bibliographies first: other entries name what they hold.
  const selections = plan.selections.toSorted(
    (left, right) => Number(right.entryType === 'references') - Number(left.entryType === 'references'),
  );
  const { prefix, signal, onProgress, createPool = createParserPool } = options;
  signal?.throwIfAborted();
  const announced = announcePlan(plan, prefix);
  if (announced.length > 0) yield announced;
  const pool = createPool();
  const publications = new Publications();
  const context: ReadingContext = {
    plan,
    tree: treeBelow(source.tree, plan.root ?? ''),
    location: source.location,
    settings: settle(options),
    pool,
    publications,
    signal,
    onProgress: () => {},
    onFile: options.onFile ?? (() => {}),
  };
  try {
    for (const [index, selection] of selections.entries()) {
      yield* readSelection(selection, {
        ...context,
        onProgress: (stage, fraction) => onProgress?.(stage, (index + fraction) / selections.length),
      });
    }
    const told = publications.finish();
    if (told.length > 0) yield told;
    yield* readAttachments(context);
  } finally {
    publications.close();
    await pool.close();
  }
}

function settle(options: ReadDatasetOptions): ReadingContext['settings'] {
  const { prefix, symmetryTolerance } = options;
  return {
    prefix,
    idScheme: options.idScheme ?? 'short',
    frames: options.frames ?? 'last',
    symmetry: options.symmetry ?? 'declared',
    symmetryTolerance,
    onError: options.onError ?? 'skip',
    archives: options.archives ?? 'all',
  };
}
