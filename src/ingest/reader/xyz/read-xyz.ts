/**
 * Reads one frame of XYZ or extended XYZ: a count, a comment, a line for each atom. What the comment and further columns
 * hold becomes properties. A frame whose count and lines do not agree is not read: its composition would be a guess.
 */
import { limits } from '../../../base/index.ts';
import type { Occupant, Site } from '../../structure/structure.ts';
import { readAtomName, symbolOfNumber } from '../finding/atom-name.ts';
import { excerpt } from '../finding/excerpt.ts';
import { FoundProperties } from '../finding/found-properties.ts';
import { LineCursor } from '../finding/line-cursor.ts';
import { PieceProblem, readEach } from '../finding/piece-problem.ts';
import { readCount, readVector, wordsOf } from '../finding/written-number.ts';
import type { FilePiece, Finding, FindingRemark, PieceContext, Reading } from '../format/format-reader.ts';
import type { AtomLayout } from './atom-columns.ts';
import { plainLayout, readLayout } from './atom-columns.ts';
import { ColumnValues } from './column-values.ts';
import { valueOfComment } from './comment-value.ts';
import { frameBox } from './frame-box.ts';
import { frameTree } from './frame-tree.ts';
import type { FrameComment } from './read-comment.ts';
import { isKey, readComment, structuralText } from './read-comment.ts';

/** Å */
const tolerance = 1e-3;
/** Keys of the comment that say how the frame is built, in lower case. */
const structuralKeys = new Set(['properties', 'lattice', 'pbc']);

/**
 * Reads one frame as `XyzSplitter` cuts them. Its `part` is its number in the file, from 0.
 *
 * Limits: `xyzCommentLengthMax`.
 */
export function readXyz(piece: FilePiece, { keepsSource = false }: Partial<PieceContext> = {}): Reading {
  return readEach([piece], (frame) => readFrame(frame, keepsSource));
}

function readFrame(piece: FilePiece, keepsSource: boolean): Finding {
  const lines = new LineCursor(piece);
  const count = takeCount(lines);
  const line = lines.line;
  const commentLine = lines.next() ?? '';
  if (commentLine.length > limits.xyzCommentLengthMax) {
    throw new PieceProblem(lines.line, `has a comment of ${commentLine.length} characters`);
  }
  const comment = readComment(commentLine);
  const properties = commentProperties(commentLine, comment);
  const layout = layoutOf(comment, lines.line);
  const box = frameBox(comment);
  if (typeof box === 'string') throw new PieceProblem(lines.line, box);
  const columns = new ColumnValues(layout.others);
  const sites = takeAtoms(lines, { count, line }, layout, columns);
  columns.addTo(properties);
  const trailing = takeRest(lines, count, layout);
  const tree = keepsSource ? frameTree(piece, comment, layout) : undefined;
  return {
    line,
    part: String(piece.index),
    id: undefined,
    content: {
      kind: 'structure',
      structure: { lattice: box.lattice, periodic: box.periodic, sites, implicitAtoms: false, tolerance },
    },
    properties: properties.values,
    references: [],
    remarks: [...box.remarks, ...columns.remarks, ...trailing, ...(tree?.remarks ?? [])],
    source: tree?.source,
  };
}

function takeCount(lines: LineCursor): number {
  const text = lines.nextFilled() ?? '';
  const count = readCount(text.trim());
  if (count === undefined) {
    throw new PieceProblem(lines.line, `has ${excerpt(text)} where the number of atoms should stand`);
  }
  if (count === 0) throw new PieceProblem(lines.line, 'is a frame without atoms');
  return count;
}

function layoutOf(comment: FrameComment, line: number): AtomLayout {
  const described = structuralText(comment, 'properties');
  const layout = described === undefined ? plainLayout : readLayout(described);
  if (typeof layout === 'string') throw new PieceProblem(line, layout);
  return layout;
}

/** The pairs by their names; a comment that holds more than pairs is the title as well. */
function commentProperties(commentLine: string, comment: FrameComment): FoundProperties {
  const properties = new FoundProperties();
  const names = [...comment.values.keys()];
  const isExtended = names.some((name) => structuralKeys.has(name.toLowerCase()));
  for (const [name, value] of comment.values) {
    if (!structuralKeys.has(name.toLowerCase())) properties.add(name, valueOfComment(name, value));
  }
  // A word alone is a flag in extended XYZ.
  if (isExtended) for (const word of comment.words.filter(isKey)) properties.add(word, true);
  else if (comment.words.length > 0) properties.add('title', commentLine.trim());
  return properties;
}

interface Announcement {
  readonly count: number;
  readonly line: number;
}

function takeAtoms(
  lines: LineCursor,
  { count, line }: Announcement,
  layout: AtomLayout,
  columns: ColumnValues,
): Site[] {
  const sites: Site[] = [];
  const occupants = new Map<string, readonly Occupant[]>();
  while (sites.length < count) {
    const text = lines.nextFilled();
    if (text === undefined) {
      throw new PieceProblem(line, `announces ${count} atoms, of which ${sites.length} follow`);
    }
    const words = wordsOf(text, layout.columns);
    const position = readVector(words, layout.position.start);
    if (position === undefined || words.length < layout.columns) {
      throw new PieceProblem(lines.line, `has ${excerpt(text)} where ${atomOf(layout)} should stand`);
    }
    const name = words[layout.species.start]!;
    const known = occupants.get(name) ?? occupantsOf(name, lines.line);
    occupants.set(name, known);
    sites.push({ position, occupants: known });
    columns.take(words, lines.line);
  }
  return sites;
}

function atomOf(layout: AtomLayout): string {
  return layout === plainLayout ? 'an atom with three coordinates' : `an atom with ${layout.columns} columns`;
}

function occupantsOf(name: string, line: number): readonly Occupant[] {
  const symbol = /^\d{1,3}$/.test(name) ? symbolOfNumber(Number(name)) : undefined;
  const occupant = symbol === undefined ? readAtomName(name) : { symbol };
  if (occupant === undefined) throw new PieceProblem(line, `has ${excerpt(name)}, which names no element`);
  return [{ ...occupant, concentration: 1 }];
}

/** What stands behind the atoms. Errors: a problem where it goes on with atoms, so that the count is wrong. */
function takeRest(lines: LineCursor, count: number, layout: AtomLayout): readonly FindingRemark[] {
  const text = lines.nextFilled();
  if (text === undefined) return [];
  const { line } = lines;
  const words = wordsOf(text, layout.columns);
  const isAtom =
    readVector(words, layout.position.start) !== undefined && isName(words[layout.species.start] ?? '');
  if (isAtom)
    throw new PieceProblem(line, `goes on with ${excerpt(text)} after the ${count} atoms announced`);
  const message = `What follows the atoms was left out: ${excerpt(text)}.`;
  return [{ code: 'structure-doubtful', message, line }];
}

function isName(name: string): boolean {
  return /^\d{1,3}$/.test(name) || readAtomName(name) !== undefined;
}
