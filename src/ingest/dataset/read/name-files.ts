/** Raw ids of files, and the ids that entries have by them. The names are gone through once before any id is known. */

import { SourceError } from '../../source/source-error.ts';
import type { FileTree } from '../../source/tree/file-tree.ts';
import type { FileSelection, IdScheme } from '../dataset-plan.ts';
import { nameUncompressed } from '../maker/compile-selection.ts';
import { pathNames, shortNames } from '../name/entry-names.ts';
import { cutFile } from './cut-file.ts';
import type { OpenFile } from './open-file.ts';
import { abandon, openFile } from './open-file.ts';
import type { SelectedFile, SelectOptions } from './select-files.ts';
import { selectFiles } from './select-files.ts';

export interface FileNames {
  /** Path of the file behind that of its bundle; the bundle alone where it gives no other file. */
  rawIdOf(selected: SelectedFile): string;
  /** The id for the raw id of a file, or of an element of it. */
  idOf(rawId: string): string;
}

/**
 * Names the files of a selection by a scheme. For the short one the files are walked over, and of JSON lists the first
 * elements read.
 *
 * Errors: `SourceError` where the tree is damaged. A file that cannot be read counts as one entry.
 */
export async function nameFiles(
  tree: FileTree,
  selections: readonly FileSelection[],
  scheme: IdScheme,
  options: SelectOptions,
): Promise<FileNames> {
  if (scheme === 'path') return { rawIdOf: (selected) => rawId(selected, false), idOf: pathNames().idOf };
  const names = shortNames();
  const addNames = (raw: string, { count, isList }: EntryCount) => {
    if (!isList) names.add(raw);
    // The rule sees no difference between two elements and more.
    for (let index = 0; index < (isList ? count : 0); index += 1) names.add(`${raw}/${index}`);
  };
  /** The only file so far that a selection means within a bundle. */
  const alone = new Map<FileSelection, { readonly selected: SelectedFile; readonly entries: EntryCount }>();
  const several = new Set<FileSelection>();
  for await (const selected of selectFiles(tree, selections, options)) {
    const { selection } = selected;
    if (selection.idFolder !== undefined) continue;
    const entries = await countEntries(selected);
    if (entries === undefined) continue;
    const first = alone.get(selection);
    if (first !== undefined) {
      several.add(selection);
      alone.delete(selection);
      addNames(rawId(first.selected, false), first.entries);
    }
    if (isWithin(selection) && !several.has(selection)) alone.set(selection, { selected, entries });
    else addNames(rawId(selected, false), entries);
  }
  for (const { selected, entries } of alone.values()) addNames(rawId(selected, true), entries);
  return {
    rawIdOf: (selected) => rawId(selected, alone.has(selected.selection)),
    idOf: (raw) => names.idOf(raw),
  };
}

function isWithin({ file, matches }: FileSelection): boolean {
  return file !== '' && matches !== undefined;
}

function rawId({ selection, placedPath }: SelectedFile, isAlone: boolean): string {
  if (!isWithin(selection)) return placedPath;
  return isAlone ? selection.file : `${selection.file}/${placedPath}`;
}

interface EntryCount {
  /** Up to 2. */
  readonly count: number;
  readonly isList: boolean;
}

/** Endings that leave no doubt, so that the file need not be opened for its name. */
const clearEnding = /\.(?:m?cif|xyz|extxyz|vasp|poscar)$/i;
const single: EntryCount = { count: 1, isList: false };

/** How many entries a file gives, as far as that matters for names; undefined for a file that gives none by its name. */
async function countEntries(selected: SelectedFile): Promise<EntryCount | undefined> {
  const { selection, path } = selected;
  if (selection.format === undefined && clearEnding.test(nameUncompressed(path) ?? path)) return single;
  if (selection.format !== undefined && selection.format !== 'pymatgen') return single;
  try {
    return await countElements(await openFile(selected));
  } catch (error) {
    if (error instanceof SourceError) return single;
    throw error;
  }
}

async function countElements(file: OpenFile): Promise<EntryCount | undefined> {
  const { format, chunks } = file;
  if (format === 'pymatgen') {
    const { numbering, isSeveral, pieces } = await cutFile(chunks, format);
    const isEmpty = !isSeveral && (await pieces.next()).done === true;
    await pieces.return();
    if (isEmpty) return { count: 0, isList: true };
    return { count: isSeveral || numbering === 'parts' ? 2 : 1, isList: numbering !== undefined };
  }
  await abandon(file);
  return format === undefined || format === 'table' || format === 'optimade' ? undefined : single;
}
