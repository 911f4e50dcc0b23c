/**
 * A POSCAR as a tree of its parts, in the order of its lines:
 *
 *     {"comment": "…", "scale": [1.0], "lattice": [[…], […], […]], "species": ["Na", "Cl"], "counts": [4, 4],
 *      "selective_dynamics": true, "coordinates": "Direct", "positions": [[0.0, 0.0, 0.0], …],
 *      "flags": [["T", "T", "F"], …], "rest": ["…"]}
 *
 * `species` is there where the file names them, `flags` with selective dynamics; else `labels` may stand behind the
 * coordinates, a list of words for each. `rest` has the lines that follow, as they stand.
 */
import { LineCursor } from '../finding/line-cursor.ts';
import { readNumber, wordsOf } from '../finding/written-number.ts';
import type { FilePiece } from '../format/format-reader.ts';
import type { FinishedTree } from '../tree/json-tree.ts';
import { JsonTree } from '../tree/json-tree.ts';

/** Of a line; a site has seven, a line of species or counts any number. */
const wordsMax = 10_000;

/** @param piece a file that could be read, of so many atoms */
export function poscarTree(piece: FilePiece, atoms: number, isSelective: boolean): FinishedTree {
  const lines = new LineCursor(piece);
  const words = () => wordsOf(lines.next() ?? '', wordsMax);
  const tree = new JsonTree()
    .openMap()
    .key('comment')
    .text(lines.next() ?? '');
  tree.key('scale').numbers(leadingNumbers(words()));
  tree.key('lattice').openList();
  for (let vector = 0; vector < 3; vector += 1) tree.numbers(words().slice(0, 3));
  tree.closeList();
  let counts = words();
  if (!/^\d/.test(counts[0] ?? '')) {
    tree.key('species').texts(counts);
    counts = words();
  }
  tree.key('counts').numbers(leadingNumbers(counts));
  if (isSelective) lines.next();
  tree.key('selective_dynamics').json(String(isSelective));
  tree.key('coordinates').text((lines.next() ?? '').trim());
  const sites = Array.from({ length: atoms }, words);
  tree.key('positions').openList();
  for (const site of sites) tree.numbers(site.slice(0, 3));
  tree.closeList();
  writeOthers(tree, sites, isSelective);
  tree.key('rest').openList();
  for (let line = lines.next(); line !== undefined; line = lines.next()) tree.text(line);
  return tree.closeList().closeMap().finish();
}

/** What stands behind the coordinates: three flags, then labels. */
function writeOthers(tree: JsonTree, sites: readonly (readonly string[])[], isSelective: boolean): void {
  const flagsEnd = isSelective ? 6 : 3;
  if (isSelective) writeWords(tree, 'flags', sites, 3, flagsEnd);
  if (sites.some((site) => site.length > flagsEnd)) writeWords(tree, 'labels', sites, flagsEnd, wordsMax);
}

function writeWords(
  tree: JsonTree,
  key: string,
  sites: readonly (readonly string[])[],
  start: number,
  end: number,
): void {
  tree.key(key).openList();
  for (const site of sites) tree.texts(site.slice(start, end));
  tree.closeList();
}

/** Up to the first word that is none; behind them may stand a remark. */
function leadingNumbers(words: readonly string[]): readonly string[] {
  const end = words.findIndex((word) => readNumber(word) === undefined);
  return end === -1 ? words : words.slice(0, end);
}
