/**
 * Cuts BibTeX text into its entries. Tolerant: what is wrong with one entry is told, and the next one begins at the next
 * line that looks like a beginning.
 *
 *     @article { key , name = value # value , … }        @string { name = value }
 *     value:  {text}   "text"   123   name
 */
import { excerpt } from '../finding/excerpt.ts';

export interface BibtexEntry {
  /** 1-based. */
  readonly line: number;
  /** In lower case; `string` for an abbreviation, which is its only field. */
  readonly type: string;
  readonly key: string;
  /** By name in lower case; of two of one name the first. */
  readonly fields: ReadonlyMap<string, BibtexValue>;
}

/** Parts that are put together: text as it stands there, or the name of an abbreviation. */
export type BibtexValue = readonly ({ readonly text: string } | { readonly abbreviation: string })[];

interface BibtexFault {
  readonly line: number;
  /** A sentence without its subject. */
  readonly problem: string;
}

export interface BibtexScan {
  readonly entries: readonly BibtexEntry[];
  readonly faults: readonly BibtexFault[];
}

const beginning = /^[ \t]*@[ \t]*[A-Za-z]/gm;

export function scanBibtex(text: string, firstLine: number): BibtexScan {
  const entries: BibtexEntry[] = [];
  const faults: BibtexFault[] = [];
  const starts = [0, ...[...text.matchAll(beginning)].map(({ index }) => index), text.length];
  let line = firstLine;
  for (const [index, start] of starts.slice(0, -1).entries()) {
    const scanner = new EntryScanner(text.slice(start, starts[index + 1]), line);
    scanPart(scanner, entries, faults);
    line = scanner.lineAtEnd;
  }
  return { entries, faults };
}

/** Takes the entries of a part, mostly one. What no entry begins in is a comment. */
function scanPart(scanner: EntryScanner, entries: BibtexEntry[], faults: BibtexFault[]): void {
  for (let line = scanner.findEntry(); line !== undefined; line = scanner.findEntry()) {
    try {
      const entry = scanner.takeEntry(line);
      if (entry !== undefined) entries.push(entry);
    } catch (error) {
      if (!(error instanceof EntryProblem)) throw error;
      faults.push({ line, problem: error.message });
      return;
    }
  }
}

class EntryProblem extends Error {}

const head = /@\s*([A-Za-z][\w-]*)\s*([{(])/y;
const fieldName = /\s*([^\s=,{}()"#%]+)\s*=\s*/y;
const bareWord = /[^\s=,{}()"#]+/y;

class EntryScanner {
  readonly #text: string;
  #position = 0;
  /** Of the position that lines were last counted up to. */
  #line: number;
  #newline: number;

  constructor(text: string, line: number) {
    this.#text = text;
    this.#line = line;
    this.#newline = text.indexOf('\n');
  }

  get lineAtEnd(): number {
    return this.#lineAt(this.#text.length);
  }

  /** Goes on to the next `@` that an entry begins with, and gives its line; one in an address of mail is none. */
  findEntry(): number | undefined {
    for (;;) {
      const at = this.#text.indexOf('@', this.#position);
      if (at === -1) return undefined;
      this.#position = at;
      head.lastIndex = at;
      if (this.#isFirst(at) || (head.test(this.#text) && !this.#isCommented(at))) return this.#lineAt(at);
      this.#position += 1;
    }
  }

  /** Whether something that must be an entry begins here: nothing is before it in its part. */
  #isFirst(at: number): boolean {
    return this.#text.slice(0, at).trim() === '' && !/^@\s*comment\b/i.test(this.#text.slice(at, at + 20));
  }

  /** Whether a percent sign stands before it, by which people, but not BibTeX, mean a comment. */
  #isCommented(at: number): boolean {
    const before = this.#text.slice(Math.max(0, at - commentLengthMax), at);
    return before.slice(before.lastIndexOf('\n') + 1).includes('%');
  }

  /** Undefined for what holds no fields: a preamble, and what is called a comment, in which entries count all the same. */
  takeEntry(line: number): BibtexEntry | undefined {
    const [, name, bracket] = this.#match(head) ?? [];
    if (name === undefined) throw new EntryProblem('has no brace behind its type');
    const type = name.toLowerCase();
    if (type === 'comment') return undefined;
    const close = bracket === '{' ? '}' : ')';
    if (type === 'preamble') {
      this.#position -= 1;
      this.#bracketed(close);
      return undefined;
    }
    const key = type === 'string' ? '' : this.#takeKey(close);
    return { line, type, key, fields: this.#takeFields(close) };
  }

  #takeKey(close: string): string {
    const rest = this.#text.slice(this.#position, this.#position + keyLengthMax + 1);
    const end = rest.search(/[,}=\n]/);
    // `)` may stand in a key, unless nothing else ends it.
    const key = rest.slice(0, end === -1 ? undefined : end).trim();
    if (end === -1 || rest[end] === '\n')
      throw new EntryProblem(`has no comma after its key ${excerpt(key)}`);
    if (rest[end] === '=') return '';
    this.#position += rest[end] === ',' ? end + 1 : end;
    return close === ')' ? key.replace(/\)$/, '') : key;
  }

  #takeFields(close: string): Map<string, BibtexValue> {
    const fields = new Map<string, BibtexValue>();
    for (;;) {
      this.#match(/[\s,]*/y);
      if (this.#text[this.#position] === close) {
        this.#position += 1;
        return fields;
      }
      if (this.#position === this.#text.length)
        throw new EntryProblem('is not closed before the next one begins');
      const name = this.#match(fieldName)?.[1];
      if (name === undefined) {
        const shown = excerpt(this.#text.slice(this.#position, this.#position + 30));
        throw new EntryProblem(`has ${shown} where the name of a field and = are expected`);
      }
      const value = this.#takeValue(name);
      if (!fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), value);
    }
  }

  #takeValue(name: string): BibtexValue {
    const parts: BibtexValue[number][] = [];
    do {
      const first = this.#text[this.#position];
      if (first === '{') parts.push({ text: this.#bracketed('}') });
      else if (first === '"') parts.push({ text: this.#quoted(name) });
      else {
        const word = this.#match(bareWord)?.[0];
        if (word === undefined) throw new EntryProblem(`has no value for its ${JSON.stringify(name)}`);
        parts.push(/^\d+$/.test(word) ? { text: word } : { abbreviation: word.toLowerCase() });
      }
    } while (this.#match(/\s*#\s*/y) !== undefined);
    return parts;
  }

  /** Text between brackets, in which braces pair off, whatever stands before them. */
  #bracketed(close: string): string {
    const start = this.#position + 1;
    let depth = 0;
    for (let index = start; index < this.#text.length; index += 1) {
      const current = this.#text[index];
      if (current === close && depth === 0) {
        this.#position = index + 1;
        return this.#text.slice(start, index);
      }
      if (current === '{') depth += 1;
      else if (current === '}') depth -= 1;
    }
    throw new EntryProblem('has a brace that is not closed before the next entry begins');
  }

  #quoted(name: string): string {
    const start = this.#position + 1;
    let depth = 0;
    for (let index = start; index < this.#text.length; index += 1) {
      const current = this.#text[index];
      if (current === '"' && depth === 0) {
        this.#position = index + 1;
        return this.#text.slice(start, index);
      }
      if (current === '{') depth += 1;
      else if (current === '}') depth -= 1;
    }
    throw new EntryProblem(`has no quotation mark at the end of its ${JSON.stringify(name)}`);
  }

  #lineAt(position: number): number {
    while (this.#newline !== -1 && this.#newline < position) {
      this.#line += 1;
      this.#newline = this.#text.indexOf('\n', this.#newline + 1);
    }
    return this.#line;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text);
    if (found === null) return undefined;
    this.#position = pattern.lastIndex;
    return found;
  }
}

/** Characters before an entry on its line that are looked at. */
const commentLengthMax = 200;
/** Length of a citation key: programs make them of names and years. */
const keyLengthMax = 1_000;
