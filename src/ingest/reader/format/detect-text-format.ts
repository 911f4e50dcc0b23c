/** Tells formats of plain text by how they begin. What comes first in a text and is no comment decides. */
import type { FileFormat } from './file-format.ts';

const number = String.raw`[-+]?(?:\d+\.?\d*|\.\d+)(?:[eEdD][-+]?\d+)?`;
const threeNumbers = new RegExp(String.raw`^\s*${number}\s+${number}\s+${number}(?:\s|$)`);
/** One number, or three: then one for each direction. */
const scale = new RegExp(String.raw`^\s*${number}(?:\s+${number}\s+${number})?\s*(?:[!#].*)?$`);
const atomLine = new RegExp(
  String.raw`^\s*(?:[A-Za-z][\w+*-]{0,15}|\d{1,3})\s+${number}\s+${number}\s+${number}(?:\s|$)`,
);
/** Lines of an XYZ file that are looked at: count, comment and some atoms. */
const atomsShown = 3;

/** Text that others of these formats could be mistaken for, by the ending of its name. */
const otherText = /\.(?:md|rst|py|js|ts|sh|html?|xml|log|out|in|tex|ipynb|ya?ml)$/i;

/** @param text without byte order mark; perhaps cut off */
export function detectTextFormat(path: string, text: string): FileFormat | undefined {
  const isOther = otherText.test(path);
  if (isCif(text, /\.m?cif\b/i.test(path))) return isOther ? undefined : 'cif';
  if (isBibtex(text, /\.bib\b/i.test(path))) return isOther ? undefined : 'bibtex';
  const lines = text.split(/\r\n|\n|\r/, linesShown);
  if (isXyz(lines, /\.(?:ext)?xyz\b/i.test(path))) return 'xyz';
  return isPoscar(lines) && !derivedFromPoscar.test(path) ? 'poscar' : undefined;
}

/** Enough for the head of a POSCAR file and its first site. */
const linesShown = 10;

/**
 * A block with something in it, at the beginning or after comments and text fields. Prose before it, such as the head
 * of a mail, is taken for a part of the file only where the name says that it is CIF.
 */
function isCif(text: string, isNamed: boolean): boolean {
  const start = /^[ \t]*data_\S*(?=\s|$)/im.exec(text);
  if (start === null) return false;
  const before = text.slice(0, start.index).replace(/^;[\s\S]*?^;/gm, '');
  const isPlain = before.split(/[\r\n]/).every((line) => /^\s*(?:#|$)/.test(line));
  const rest = text.slice(start.index + start[0].length);
  return (isPlain || isNamed) && (isNamed || /(?:^|\s)(?:_[A-Za-z]|loop_|save_)/.test(rest));
}

/** Text between the entries is a comment; only the name makes a text that begins with such a one a bibliography. */
function isBibtex(text: string, isNamed: boolean): boolean {
  const entry = /^[ \t]*@\s*(?:(?:string|preamble|comment)\s*[{(]|[A-Za-z]+\s*[{(]\s*[^\s,{}()"]*\s*,)/im;
  const found = entry.exec(text);
  if (found === null) return false;
  return isNamed || text.slice(0, found.index).replace(/%.*/g, '').trim() === '';
}

function isXyz(lines: readonly string[], isNamed: boolean): boolean {
  const [first = '', comment = '', ...others] = lines;
  if (!/^\s*\d{1,9}\s*$/.test(first)) return false;
  const count = Number(first);
  if (count === 0) return isNamed;
  const atoms = others.slice(0, Math.min(count, atomsShown));
  if (/\bProperties\s*=/i.test(comment)) return atoms[0] !== undefined && atoms[0].trim() !== '';
  return atoms.length > 0 && atoms.every((line) => atomLine.test(line));
}

/** Grids and trajectories, which begin as the structure that they belong to. */
const derivedFromPoscar =
  /(?:^|[/._-])(?:CHG|CHGCAR|PARCHG|LOCPOT|ELFCAR|AECCAR\d|XDATCAR|POT|TMPCAR)(?:[/._-][^/]*)?$/;

function isPoscar(lines: readonly string[]): boolean {
  const [, scaling = '', ...rest] = lines;
  const vectors = rest.slice(0, 3);
  if (!scale.test(scaling) || vectors.length < 3) return false;
  if (!vectors.every((line) => threeNumbers.test(line) && !atomLine.test(line))) return false;
  const counts = rest.slice(3);
  if (!isCounts(counts[0])) counts.shift();
  if (!isCounts(counts.shift())) return false;
  if (/^\s*s/i.test(counts[0] ?? '')) counts.shift();
  const [mode = '', site = ''] = counts;
  return /^\s*[A-Za-z]/.test(mode) && !/configuration\s*=/i.test(mode) && threeNumbers.test(site);
}

function isCounts(line = ''): boolean {
  return /^\s*\d+(?:\s+\d+)*\s*(?:[!#].*)?$/.test(line);
}
