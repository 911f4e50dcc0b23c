/**
 * Text for people out of LaTeX as bibliographies have it: accents become letters, marks of fonts and of grouping go,
 * formulas become plain (`$\alpha$-Fe$_2$O$_3$` → `α-Fe2O3`).
 */
import { letterCommands, symbolCommands } from './latex-letters.ts';

/** Mark behind the backslash → combining character on the letter after it. */
const accents: Readonly<Record<string, string>> = {
  "'": '\u0301',
  '`': '\u0300',
  '^': '\u0302',
  '"': '\u0308',
  '~': '\u0303',
  '=': '\u0304',
  '.': '\u0307',
  c: '\u0327',
  v: '\u030c',
  H: '\u030b',
  u: '\u0306',
  k: '\u0328',
  r: '\u030a',
  d: '\u0323',
  b: '\u0331',
};

const letter = String.raw`(\\[ij](?![A-Za-z])|\p{L})`;
/** `\'e`, `\'{e}`, `\' e`. */
const markedByMark = new RegExp(String.raw`\\(['\x60^"~=.])\s*(?:\{\s*${letter}\s*\}|${letter})`, 'gu');
/** `\v{s}`, `\v s`; without either it is the name of another command. */
const markedByName = new RegExp(String.raw`\\([cvHukrdb])(?:\s*\{\s*${letter}\s*\}|\s+${letter})`, 'gu');
const command = /\\([A-Za-z]+)\*?(\s*)(?=(\{?))/g;
const formula = /(?<!\\)\$([^$]*)(?<!\\)\$/g;
const escaped = /\\([^A-Za-z])|[{}$]/g;

/** An empty text where there is nothing but blanks. */
export function latexText(latex: string): string {
  const line = latex.replace(/\s+/g, ' ').trim();
  if (!/[\\{}$~`]|--|''/.test(line)) return line;
  return line
    .replace(formula, (_, content: string) => content.replace(/(^|[^\\])[_^]/g, '$1'))
    .replace(markedByMark, accented)
    .replace(markedByName, accented)
    .replace(command, commandText)
    .replace(/(^|[^\\])~/g, '$1\u00a0')
    .replace(/``|''/g, (marks) => (marks === '``' ? '“' : '”'))
    .replace(/---?/g, (dashes) => (dashes.length === 3 ? '—' : '–'))
    .replace(escaped, (_, sign?: string) => (sign === undefined ? '' : (spaces[sign] ?? sign)))
    .replace(/\s+/g, ' ')
    .trim();
}

/** Signs behind a backslash that stand for space, or for where a word may be broken. */
const spaces: Readonly<Record<string, string>> = {
  '\\': ' ',
  ' ': ' ',
  ',': ' ',
  ';': ' ',
  ':': ' ',
  '!': '',
  '-': '',
  '/': '',
};

function accented(_: string, mark: string, inBraces?: string, bare?: string): string {
  const base = (inBraces ?? bare)!.replace(/^\\/, '');
  return (base + accents[mark]!).normalize('NFC');
}

/** A letter takes the blank behind its name along; of an unknown command what it is applied to is left, or its name. */
function commandText(_: string, name: string, blank: string, brace: string): string {
  const found = letterCommands.get(name);
  if (found !== undefined) return found;
  const symbol = symbolCommands.get(name);
  if (symbol !== undefined) return symbol + blank;
  return brace === '{' || fonts.has(name) ? '' : name + blank;
}

/** Commands that say how what follows looks. */
const fonts: ReadonlySet<string> = new Set([
  'it',
  'em',
  'bf',
  'rm',
  'sc',
  'sl',
  'tt',
  'sf',
  'upshape',
  'itshape',
]);

/** An address or identifier, in which only what LaTeX would stumble over is marked. */
export function latexVerbatim(latex: string): string {
  return latex
    .replace(/\\url\s*\{([^{}]*)\}/g, '$1')
    .replace(/\\([_%&#~{}$])/g, '$1')
    .replace(/[{}]|\\(?=[a-z]+\{)/g, '')
    .replace(/\s+/g, '');
}
