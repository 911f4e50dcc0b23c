/** What a thread of the parser does, and the main thread itself where there is little to do: pieces in, entries out. */
import type { JsonValue } from '../../base/index.ts';
import type { Finding, PieceFault } from '../reader/format/format-reader.ts';
import { formatTable } from '../reader/format/format-table.ts';
import { structureAttributes } from '../structure/structure-attributes.ts';
import { structureSymmetry } from '../symmetry/structure-symmetry.ts';
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
  for (const piece of file.pieces) {
    beginPiece();
    try {
      const reading = formatTable[file.format](piece, { path: file.path });
      faults.push(...reading.faults);
      for (const finding of reading.findings) entries.push(entryOf(finding, piece.index, task));
    } catch (error) {
      // Readers do not throw. Should one fail all the same, the other files are none the worse for it.
      faults.push({ line: piece.line, problem: `cannot be read: the reader failed (${error})` });
    }
  }
  return { entries, faults };
}

function entryOf(finding: Finding, piece: number, { symmetry, symmetryTolerance }: ParseTask): ReadEntry {
  const { content, lastModified, line, part, id, properties, references, remarks } = finding;
  const modified: Record<string, JsonValue> =
    lastModified === undefined ? {} : { last_modified: lastModified };
  const found = { line, piece, part, id, properties, references };
  if (content.kind === 'reference') {
    const attributes = { ...content.attributes, ...modified };
    return { ...found, entryType: 'references', attributes, meta: undefined, remarks };
  }
  const { structure } = content;
  const { attributes, metadata, remark } = structureSymmetry(structure, symmetry, symmetryTolerance);
  return {
    ...found,
    entryType: 'structures',
    attributes: { ...structureAttributes(structure), ...attributes, ...modified },
    meta: metadata,
    remarks: remark === undefined ? remarks : [...remarks, remark],
  };
}
