/**
 * An XYZ frame as a tree:
 *
 *     {"count": 2, "comment": "energy=-1.50", "info": {"energy": -1.50},
 *      "columns": {"species": ["H", "H"], "pos": [[0, 0, 0], [0, 0, 0.74]]}}
 *
 * Numbers keep their digits, NaN is null. `others` has what stands behind the columns that are known, as words. Words of the comment that belong to no key stand in the comment alone.
 */
import { LineCursor } from '../finding/line-cursor.ts';
import { wordsOf } from '../finding/written-number.ts';
import type { FilePiece } from '../format/format-reader.ts';
import { DistinctKeys } from '../tree/distinct-keys.ts';
import type { FinishedTree } from '../tree/json-tree.ts';
import { JsonTree } from '../tree/json-tree.ts';
import type { AtomColumn, AtomLayout } from './atom-columns.ts';
import { valueOfComment } from './comment-value.ts';
import type { CommentValue, FrameComment } from './read-comment.ts';

/** Of a line of an atom. */
const wordsMax = 10_000;

/** @param piece a frame that could be read */
export function frameTree(piece: FilePiece, comment: FrameComment, layout: AtomLayout): FinishedTree {
  const lines = new LineCursor(piece);
  const count = (lines.nextFilled() ?? '').trim();
  const tree = new JsonTree().openMap().key('count').number(count);
  tree.key('comment').text(lines.next() ?? '');
  tree.key('info').openMap();
  for (const [name, value] of comment.values) writeValue(tree.key(name), name, value);
  tree.closeMap().key('columns').openMap();
  const rows: (readonly string[])[] = [];
  while (rows.length < Number(count)) rows.push(wordsOf(lines.nextFilled() ?? '', wordsMax));
  for (const column of columnsOf(layout)) {
    tree.key(column.name).openList();
    for (const words of rows) writeWords(tree, column, words);
    tree.closeList();
  }
  tree.closeMap();
  if (rows.some(({ length }) => length > layout.columns)) {
    tree.key('others').openList();
    for (const words of rows) tree.texts(words.slice(layout.columns));
    tree.closeList();
  }
  return tree.closeMap().finish();
}

function columnsOf({ species, position, others }: AtomLayout): AtomColumn[] {
  const all = [species, position, ...others].sort((left, right) => left.start - right.start);
  const names = new DistinctKeys();
  return all.map((column) => ({ ...column, name: names.take(column.name) }));
}

function writeWords(tree: JsonTree, { type, start, width }: AtomColumn, words: readonly string[]): void {
  const write = (word: string) => (type === 'R' || type === 'I' ? tree.number(word) : tree.text(word));
  if (width === 1) write(words[start] ?? '');
  else {
    tree.openList();
    for (const word of words.slice(start, start + width)) write(word);
    tree.closeList();
  }
}

/** Numbers as they are written; all else as it is read. */
function writeValue(tree: JsonTree, name: string, value: CommentValue): void {
  // By no name that has a meaning of its own, which would have nine numbers turned.
  const read = valueOfComment(`info ${name}`, value);
  const words = value.text.split(value.form === 'bare' ? /\s+/ : /[\s,]+/).filter((word) => word !== '');
  const isNumbers = Array.isArray(read) && read.every((item) => typeof item === 'number' || item === null);
  if (typeof read === 'number' || read === null) tree.number(value.text.trim());
  else if (isNumbers && read.length === words.length && value.form !== 'brackets') tree.numbers(words);
  else tree.json(JSON.stringify(read));
}
