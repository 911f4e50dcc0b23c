import { nameUncompressed } from '../maker/compile-selection.ts';

/** Endings that say what a file is and are no part of an id. */
const formatEnding = /\.(?:json|jsonl|cif|mcif|xyz|extxyz|vasp|poscar|bib)$/i;
/** Names that say the same: the id is that of their folder. */
const formatName = /\/(?:POSCAR|CONTCAR)$/;

/**
 * The id of the entry that a file is whose name is its id: the path below the folder, without endings of format and
 * compression. What is percent-encoded in it is decoded, since a name can hold neither `/` nor, on some systems, `:`;
 * an id may as well be spread over folders.
 *
 *     structures/  structures/mp-1.json.gz      →  mp-1
 *     structures/  structures/set%2F1.cif       →  set/1
 *     structures/  structures/set/1/POSCAR      →  set/1
 */
export function idOfPath(path: string, folder: string): string {
  const below = path.startsWith(folder) ? path.slice(folder.length) : path;
  const bare = (nameUncompressed(below) ?? below).replace(formatEnding, '').replace(formatName, '');
  try {
    return decodeURIComponent(bare);
  } catch {
    // A percent sign that encodes nothing stands for itself.
    return bare;
  }
}
