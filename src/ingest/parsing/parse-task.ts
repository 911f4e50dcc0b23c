/** What a thread of the parser does, and the main thread itself where there is little to do: pieces in, entries out. */
import type { PieceFault } from '../reader/format/format-reader.ts';
import { formatTable } from '../reader/format/format-table.ts';
import { entryOfFinding } from './entry-of-finding.ts';
import type { FileResult, ParseResult, ParseTask, TaskFile } from './parser-pool.ts';
import type { ReadEntry } from './read-entry.ts';

/** How a task is done; tells of each piece before it begins with it. */
export type DoTask = (task: ParseTask, beginPiece: () => void) => ParseResult;

/**
 * Parses the pieces of a task one after the other.
 *
 * Errors: none; a piece on which a reader fails gives a fault.
 */
export const parseTask: DoTask = (task, beginPiece) => ({
  files: task.files.map((file) => parseFile(file, task, beginPiece)),
});

function parseFile(file: TaskFile, task: ParseTask, beginPiece: () => void): FileResult {
  const entries: ReadEntry[] = [];
  const faults: PieceFault[] = [];
  const context = { path: file.path, keepsSource: task.archives === 'all' };
  for (const piece of file.pieces) {
    beginPiece();
    try {
      const reading = formatTable[file.format](piece, context);
      faults.push(...reading.faults);
      for (const finding of reading.findings) entries.push(entryOfFinding(finding, piece.index, task));
    } catch (error) {
      // Readers do not throw. Should one fail all the same, the other files are none the worse for it.
      faults.push({ line: piece.line, problem: `cannot be read: the reader failed (${error})` });
    }
  }
  return { entries, faults };
}
