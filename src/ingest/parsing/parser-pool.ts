/** Contract of the threads that files are parsed in. */
import type { SymmetryMode } from '../dataset/dataset-plan.ts';
import type { FileFormat } from '../reader/format/file-format.ts';
import type { FilePiece, PieceFault } from '../reader/format/format-reader.ts';
import type { ReadEntry } from './read-entry.ts';

/** Pieces of one file that are parsed together. */
export interface ParseTask {
  readonly format: FileFormat;
  readonly path: string;
  readonly pieces: readonly FilePiece[];
  readonly symmetry: SymmetryMode;
  /** Å; undefined: what the reader of the format thinks right. */
  readonly symmetryTolerance: number | undefined;
}

export interface ParseResult {
  readonly entries: readonly ReadEntry[];
  readonly faults: readonly PieceFault[];
}

/**
 * Parses in other threads. A task that ends its thread or takes beyond all reason gives a fault for its pieces, and the
 * pool goes on.
 */
export interface ParserPool {
  /** How many tasks are worth having under way at once. */
  readonly width: number;
  parse(task: ParseTask): Promise<ParseResult>;
  close(): Promise<void>;
}
