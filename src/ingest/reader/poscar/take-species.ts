/** Which species a POSCAR has and how many atoms of each; VASP 4 wrote the counts alone. */
import type { Occupant } from '../../structure/structure.ts';
import { readAtomName } from '../finding/atom-name.ts';
import { excerpt } from '../finding/excerpt.ts';
import type { LineCursor } from '../finding/line-cursor.ts';
import { PieceProblem } from '../finding/piece-problem.ts';
import { readCount, wordsOf } from '../finding/written-number.ts';
import type { FindingRemark } from '../format/format-reader.ts';

export interface SpeciesCounts {
  /** One a count, or undefined where the file has none. */
  readonly occupants: readonly Occupant[] | undefined;
  readonly counts: readonly number[];
  /** Sum of the counts. */
  readonly total: number;
  /** 1-based line of the counts. */
  readonly line: number;
}

export interface AtomOccupants {
  /** One an atom. */
  readonly occupants: readonly Occupant[];
  readonly remarks: readonly FindingRemark[];
}

/** Groups of equal atoms in a row; relaxed alloys have hundreds. */
const groupsMax = 10_000;

/** Takes the line of symbols, if there is one, and the line of counts. Errors: `PieceProblem`. */
export function takeSpecies(lines: LineCursor): SpeciesCounts {
  const text = lines.next() ?? '';
  const words = beforeRemark(wordsOf(text, groupsMax));
  if (/^\d/.test(words[0] ?? '')) {
    return { occupants: undefined, ...countsOf(words, text, lines.line), line: lines.line };
  }
  const occupants = words.map((word) => occupantOfWord(word, lines.line));
  const countText = lines.next() ?? '';
  const counts = countsOf(wordsOf(countText, groupsMax), countText, lines.line);
  if (occupants.length !== counts.counts.length) {
    const problem = `has ${counts.counts.length} counts for ${occupants.length} symbols: ${excerpt(countText)}`;
    throw new PieceProblem(lines.line, problem);
  }
  return { occupants, ...counts, line: lines.line };
}

/** `Fe`, `Fe_pv`, or either with the checksum of its potential behind a slash. */
function occupantOfWord(word: string, line: number): Occupant {
  const occupant = occupantOfName(word.replace(/\/.*$/s, ''));
  if (occupant === undefined) {
    throw new PieceProblem(line, `has ${excerpt(word)} where a symbol or a count should stand`);
  }
  return occupant;
}

function occupantOfName(name: string): Occupant | undefined {
  const found = readAtomName(name);
  return found && { ...found, concentration: 1 };
}

/** Counts up to the first word that is none. */
function countsOf(words: readonly string[], text: string, line: number): { counts: number[]; total: number } {
  const counts: number[] = [];
  for (const word of words) {
    const count = readCount(word);
    if (count === undefined) break;
    counts.push(count);
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) throw new PieceProblem(line, `has ${excerpt(text)} where counts of atoms should stand`);
  return { counts, total };
}

function beforeRemark(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word) => word.startsWith('!') || word.startsWith('#'));
  return at === -1 ? words : words.slice(0, at);
}

/**
 * What sits on each atom: as the line of symbols says, else as all labels behind the coordinates say, else as the
 * comment says if it lists elements, one a count.
 *
 * Errors: `PieceProblem` where none of them tells. No element is made up.
 */
export function occupantsOf(
  species: SpeciesCounts,
  labels: readonly (string | undefined)[],
  comment: string,
): AtomOccupants {
  if (species.occupants !== undefined) {
    return { occupants: repeated(species.occupants, species.counts), remarks: [] };
  }
  const labelled = labels.map((label) => (label === undefined ? undefined : occupantOfName(label)));
  if (labelled.every((occupant) => occupant !== undefined)) return { occupants: labelled, remarks: [] };
  const named = fromComment(comment, species.counts);
  if (named === undefined) {
    const advice = 'put a line with the symbols above the counts, as VASP 5 and later write it';
    throw new PieceProblem(species.line, `has counts of atoms but names no elements; ${advice}`);
  }
  const message = `The elements were taken from the comment ${excerpt(comment)}: the file has no line of symbols.`;
  return {
    occupants: repeated(named, species.counts),
    remarks: [{ code: 'structure-assumed', message, line: species.line }],
  };
}

/** `Na Cl` or `Na4 Cl4`, where numbers are equal to the counts. */
function fromComment(comment: string, counts: readonly number[]): readonly Occupant[] | undefined {
  const words = wordsOf(comment, counts.length + 1);
  if (words.length !== counts.length) return undefined;
  const occupants: Occupant[] = [];
  for (const [at, word] of words.entries()) {
    const [, symbol = '', count] = /^([A-Z][a-z]?)(\d*)$/.exec(word) ?? [];
    const found = occupantOfName(symbol);
    const isElement = found?.symbol === symbol && found.symbol !== 'X';
    if (!isElement || (count !== '' && Number(count) !== counts[at])) return undefined;
    occupants.push(found);
  }
  return occupants;
}

function repeated(occupants: readonly Occupant[], counts: readonly number[]): readonly Occupant[] {
  return occupants.flatMap((occupant, at) => Array<Occupant>(counts[at]!).fill(occupant));
}
