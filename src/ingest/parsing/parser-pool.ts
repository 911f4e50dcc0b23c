/** Contract of the threads that files are parsed in. */
import type { ArchiveMode, SymmetryMode } from '../dataset/dataset-plan.ts';
import type { FilePiece, PieceFault } from '../reader/format/format-reader.ts';
import type { ParsedFormat } from '../reader/format/format-table.ts';
import type { ReadEntry } from './read-entry.ts';

/** Pieces of one file or several that are parsed together: some milliseconds of work, worth a message to a thread. */
export interface ParseTask {
  readonly files: readonly TaskFile[];
  readonly symmetry: SymmetryMode;
  /** Å; undefined: what the reader of the format thinks right. */
  readonly symmetryTolerance: number | undefined;
  /** Whether entries bring the records that they were made from, where these are to be `all`. */
  readonly archives: ArchiveMode;
}

export interface TaskFile {
  readonly format: ParsedFormat;
  readonly path: string;
  readonly pieces: readonly FilePiece[];
}

export interface ParseResult {
  /** For each file of the task, in its order. */
  readonly files: readonly FileResult[];
}

export interface FileResult {
  readonly entries: readonly ReadEntry[];
  readonly faults: readonly PieceFault[];
}

/**
 * Parses in other threads. A piece that ends its thread or takes beyond all reason gives a fault, and the pool goes on.
 */
export interface ParserPool {
  /** How many tasks are worth having under way at once. */
  readonly width: number;
  /** Errors: what keeps threads from being started; a fault of ours, never one of the data. */
  parse(task: ParseTask): Promise<ParseResult>;
  /** Ends the threads. What they were at is lost. */
  close(): Promise<void>;
}
