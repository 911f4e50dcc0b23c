import { detectFileFormat } from '../../reader/format/detect-file-format.ts';
import type { FileFormat } from '../../reader/format/file-format.ts';
import { nameUncompressed } from '../maker/compile-selection.ts';
import { resume } from './resume.ts';
import type { SelectedFile } from './select-files.ts';

/** A file whose first bytes were read. */
export interface OpenFile {
  /** Undefined for what is of no format that is known. */
  readonly format: FileFormat | undefined;
  /** All of it, from the beginning; can be gone through once. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** What formats are told by. */
const headBytes = 64 * 1024;

/**
 * Opens a file and finds out its format, unless the selection tells: by content, else by name. JSON below the folder of
 * an entry type is of entries, however little of one it has.
 *
 * Errors: what reading it throws.
 */
export async function openFile({ file, selection, path }: SelectedFile): Promise<OpenFile> {
  if (selection.format !== undefined) return { format: selection.format, chunks: file.read() };
  const rest = file.read()[Symbol.asyncIterator]();
  const taken: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  while (length < headBytes && !isWhole) {
    const next = await rest.next();
    if (next.done === true) isWhole = true;
    else {
      taken.push(next.value);
      length += next.value.length;
    }
  }
  const head = Buffer.concat(taken).subarray(0, headBytes);
  const found = detectFileFormat(path, head, isWhole && length <= headBytes);
  const isEntry = selection.idFolder !== undefined && (found === undefined || found === 'table');
  const format = isEntry && /^\s*[[{]/.test(head.toString('latin1', 0, 1024)) ? 'optimade' : found;
  return { format: format ?? formatOfName(path), chunks: resume(taken, rest) };
}

const names: readonly (readonly [RegExp, FileFormat])[] = [
  [/\.m?cif$/i, 'cif'],
  [/\.(?:ext)?xyz$/i, 'xyz'],
  [/\.(?:vasp|poscar)$|(?:^|\/)(?:POSCAR|CONTCAR)$/i, 'poscar'],
];

/** What a name promises. Its reader can tell what of that is not kept. */
function formatOfName(path: string): FileFormat | undefined {
  const bare = nameUncompressed(path) ?? path;
  return names.find(([pattern]) => pattern.test(bare))?.[1];
}

/** Gives up a file that is not read, or not to its end. */
export async function abandon({ chunks }: OpenFile): Promise<void> {
  await chunks[Symbol.asyncIterator]().return?.();
}
