/** Names of authors and editors as BibTeX writes them. */
import { latexText } from './latex-text.ts';

/** @spec OPTIMADE 1.3.0, "References Entries" */
export interface Person {
  readonly name: string;
  readonly firstname?: string;
  readonly lastname?: string;
  // So that it is a value of JSON.
  readonly [key: string]: string | undefined;
}

/** Names of one work: the largest collaborations have some thousands. */
const peopleMax = 10_000;

/** `Ada Sample and de la Cruz, María and others`; others that nobody names are left out. */
export function readPeople(latex: string): Person[] {
  return splitOutsideBraces(latex, /^\s+and\s+/i)
    .slice(0, peopleMax)
    .filter((name) => !/^\s*others\s*$/i.test(name))
    .map(readPerson)
    .filter((person) => person !== undefined);
}

/** `First von Last`, `von Last, First` or `von Last, Jr, First`. */
function readPerson(latex: string): Person | undefined {
  const [one = '', two, ...more] = splitOutsideBraces(latex, /^,/);
  if (two === undefined) return readPlainName(splitOutsideBraces(one, /^[\s~]+/));
  const junior = more.length === 0 ? '' : two;
  return personOf(more.length === 0 ? two : more.join(' '), one, junior);
}

/** The last name begins with the first word in small letters, else it is the last word. */
function readPlainName(words: readonly string[]): Person | undefined {
  const filled = words.filter((word) => word !== '');
  const particle = filled.slice(0, -1).findIndex(isParticle);
  const split = particle === -1 ? filled.length - 1 : particle;
  if (filled.length < 2) return personOf('', filled.join(' '), '');
  return personOf(filled.slice(0, split).join(' '), filled.slice(split).join(' '), '');
}

/** Words in braces count for capitals, whatever is in them. */
function isParticle(word: string): boolean {
  return !/^\{[^\\]/.test(word) && /^\p{Ll}/u.test(latexText(word));
}

/** The parts of a name put together. Undefined where there is none. */
function personOf(first: string, last: string, junior: string): Person | undefined {
  const [firstname, surname, suffix] = [first, last, junior].map(latexText) as [string, string, string];
  const lastname = suffix === '' ? surname : `${surname} ${suffix}`;
  if (firstname === '') return lastname === '' ? undefined : { name: lastname };
  if (lastname === '') return { name: firstname };
  return { name: `${firstname} ${lastname}`, firstname, lastname };
}

/** Splits at what a separator matches outside of braces. */
function splitOutsideBraces(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  let index = 0;
  while (index < text.length) {
    const current = text[index]!;
    // Looking back from each blank of a long run for the rest of it would take the square of its length.
    const isCandidate = depth === 0 && /[\s~,]/.test(current) && !/\s/.test(text[index - 1] ?? '');
    const found = isCandidate ? separator.exec(text.slice(index, index + separatorLengthMax)) : null;
    if (found !== null) {
      parts.push(text.slice(start, index));
      index += found[0].length;
      start = index;
    } else {
      if (current === '{') depth += 1;
      else if (current === '}') depth -= 1;
      index += 1;
    }
  }
  return [...parts, text.slice(start)];
}

const separatorLengthMax = 64;
