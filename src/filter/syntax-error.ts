/** What is said to somebody whose filter does not parse: where, what was expected, and what was probably meant. */
import { OptimadeError, suggest } from '../base/index.ts';
import type { Span } from './ast.ts';
import type { Token } from './token.ts';
import { keywords } from './token.ts';

export function syntaxError(text: string, span: Span, problem: string, suggestion?: string): OptimadeError {
  return new OptimadeError(
    'filter-syntax',
    { column: span.start + 1, problem },
    { parameter: 'filter', excerpt: { text, start: span.start, end: span.end }, suggestion },
  );
}

interface Misspelling {
  readonly pattern: RegExp;
  readonly problem: string;
  readonly meant: (found: string) => string | undefined;
}

/** Spellings of other query languages, none of which begins a token here. */
export const misspellings: readonly Misspelling[] = [
  { pattern: /==+/y, problem: 'equality is written with one "="', meant: () => '=' },
  { pattern: /<>/y, problem: '"<>" is no operator', meant: () => '!=' },
  { pattern: /=[<>]/y, problem: 'the "=" of an operator comes last', meant: (found) => `${found[1]}=` },
  { pattern: /![ \t\n\r\v\f]+=/y, problem: 'no blank may stand inside "!="', meant: () => '!=' },
  { pattern: /!(?!=)/y, problem: '"!" is no operator', meant: () => 'NOT' },
  { pattern: /&&?/y, problem: 'conjunction is written AND', meant: () => 'AND' },
  { pattern: /\|\|?/y, problem: 'disjunction is written OR', meant: () => 'OR' },
  {
    pattern: /[≤≥≠]/y,
    problem: 'operators are written in ASCII',
    meant: (found) => plainOperators.get(found),
  },
  { pattern: /[[\]]/y, problem: 'lists of values are written without brackets', meant: () => undefined },
  { pattern: /'[^']{0,80}'?/y, problem: 'strings take double quotes', meant: doubleQuoted },
  { pattern: /[“”„«»][^“”„«»]{0,80}[“”„«»]?/y, problem: 'strings take straight quotes', meant: doubleQuoted },
];

const plainOperators = new Map([
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
]);

function doubleQuoted(found: string): string {
  return `"${found.replace(/['“”„«»"\\]/g, '')}"`;
}

/** Words of other query languages and of everyday use. */
const synonyms = new Map([
  ['LIKE', 'CONTAINS'],
  ['IN', 'HAS ANY'],
  ['NULL', 'UNKNOWN'],
  ['XOR', 'OR'],
]);

/** A word that is neither keyword nor identifier: it holds a capital or begins with a digit. */
export function misspelledWord(text: string, span: Span): OptimadeError {
  const found = text.slice(span.start, span.end);
  const lower = found.toLowerCase();
  const keyword = keywordFor(found);
  if (keyword === undefined && standsForValue(text, span)) {
    const problem = `"${found}" is neither a keyword nor a property; strings take double quotes`;
    return syntaxError(text, span, problem, `"${found}"`);
  }
  const meant = keyword ?? (found !== found.toUpperCase() && /^[a-z_]/.test(lower) ? lower : undefined);
  return syntaxError(
    text,
    span,
    `"${found}" is neither a keyword nor a property; keywords are upper case, properties lower case`,
    meant ?? suggest(found, keywords),
  );
}

/** Whether what stands before a word wants a value: `elements HAS Si`, `id=X1`. */
function standsForValue(text: string, { start }: Span): boolean {
  const before = text.slice(Math.max(0, start - beforeLengthMax), start).trimEnd();
  return /(?:[=<>]|\b(?:HAS|ALL|ANY|ONLY|CONTAINS|STARTS|ENDS|WITH)|["0-9] *,)$/.test(before);
}

/** A keyword and some blanks. */
const beforeLengthMax = 20;

export function invalidCharacter(text: string, at: number): OptimadeError {
  const point = text.codePointAt(at) ?? 0;
  const character = String.fromCodePoint(point);
  const code = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  const shown = /[\p{C}\p{Z}]/u.test(character) ? code : `"${character}"`;
  return syntaxError(text, { start: at, end: at + character.length }, `${shown} has no meaning here`);
}

/** A token that is right in itself, but not at its place. */
export function unexpectedToken(
  text: string,
  found: Token,
  previous: Token | undefined,
  expected: string,
): OptimadeError {
  if (previous?.kind === 'identifier' && previous.text === 'not') {
    return syntaxError(text, previous, 'keywords are upper case', 'NOT');
  }
  if (found.text === '=' && (previous?.text === '<' || previous?.text === '>')) {
    return syntaxError(text, found, `no blank may stand inside "${previous.text}="`, `${previous.text}=`);
  }
  return syntaxError(text, found, `expected ${expected}, found ${described(found)}`, meantBy(found));
}

function meantBy(found: Token): string | undefined {
  if (found.kind === 'identifier') return keywordFor(found.text) ?? suggest(found.text, keywords);
  return found.text === 'KNOWN' || found.text === 'UNKNOWN' ? `IS ${found.text}` : undefined;
}

function keywordFor(word: string): string | undefined {
  const upper = word.toUpperCase();
  return synonyms.get(upper) ?? keywords.find((keyword) => keyword === upper);
}

const describedLengthMax = 60;

function described(token: Token): string {
  const text =
    token.text.length <= describedLengthMax ? token.text : `${token.text.slice(0, describedLengthMax)}…`;
  switch (token.kind) {
    case 'end':
      return 'the end of the filter';
    case 'identifier':
      return `the property "${text}"`;
    case 'number':
      return `the number ${text}`;
    case 'string':
      return `the string ${text}`;
    case 'fixed':
      return /^[A-Z]/.test(text) ? text : `"${text}"`;
  }
}
