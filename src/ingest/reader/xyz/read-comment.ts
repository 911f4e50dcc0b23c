/**
 * Reads the second line of an XYZ frame: `key=value` pairs in the dialects of extended XYZ, and loose words. What values
 * mean is not decided here.
 */

/** The text of a value and what stood around it. */
export interface CommentValue {
  readonly text: string;
  readonly form: 'bare' | 'quotes' | 'braces' | 'brackets';
}

export interface FrameComment {
  /** By key as written; of equal keys the last one stands. */
  readonly values: ReadonlyMap<string, CommentValue>;
  /** What belongs to no pair. */
  readonly words: readonly string[];
}

/** The text of a key that says how the frame is built, given in lower case; files capitalize it as they like. */
export function structuralText({ values }: FrameComment, key: string): string | undefined {
  for (const [name, value] of values) if (name.toLowerCase() === key) return value.text;
  return undefined;
}

/** Whether a word without quotes may be a key. */
export function isKey(word: string): boolean {
  return /^[a-z_][\w.\-/:()]*$/i.test(word);
}

const bareWord = /[^\s=]+/y;
/** A bare value may hold `=`, and brackets that do not begin it. */
const bareText = /\S+/y;
const blanks = /\s+/y;

/** Reads a comment. Errors: none, everything is some comment. Its time grows with the length, whatever it holds. */
export function readComment(comment: string): FrameComment {
  const scanner = new CommentScanner(comment);
  const values = new Map<string, CommentValue>();
  const words: string[] = [];
  while (!scanner.isAtEnd()) {
    const name = scanner.takeName();
    const value = name.isKey ? scanner.takeValue() : undefined;
    if (value !== undefined) values.set(name.text, value);
    else if (name.text !== '') words.push(name.text);
  }
  return { values, words };
}

class CommentScanner {
  private readonly text: string;
  private at = 0;
  /** What opened without end: it is not looked for again, so that no comment takes long. */
  private readonly unclosed = new Set<string>();

  constructor(text: string) {
    this.text = text;
    this.take(blanks);
  }

  isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** A word, or a text in quotes, up to the next blank or `=`. */
  takeName(): { readonly text: string; readonly isKey: boolean } {
    const quoted = this.text[this.at] === '"' ? this.takeEnclosed() : undefined;
    const text = quoted?.text ?? this.take(bareWord);
    // A loose `=`.
    if (quoted === undefined && text === '') this.at += 1;
    return { text, isKey: quoted !== undefined || isKey(text) };
  }

  /** The value where `=` follows, else undefined; blanks behind either way are passed over. */
  takeValue(): CommentValue | undefined {
    const isApart = this.take(blanks) !== '';
    if (this.text[this.at] !== '=') return undefined;
    this.at += 1;
    // `a= b` gives a no value, as programs write it; `a = b` does.
    if (isApart) this.take(blanks);
    // `a = 1, b = 2`: the comma ends the value.
    const value = this.takeEnclosed() ?? { text: this.take(bareText).replace(/[,;]$/, ''), form: 'bare' };
    this.take(blanks);
    return value;
  }

  private takeEnclosed(): CommentValue | undefined {
    const { text, at, unclosed } = this;
    const opening = text[at] ?? '';
    if (!Object.hasOwn(endFinders, opening) || unclosed.has(opening)) return undefined;
    const finder = endFinders[opening as keyof typeof endFinders];
    const end = finder.endOf(text, at);
    if (end === -1) {
      unclosed.add(opening);
      return undefined;
    }
    this.at = end;
    return { text: finder.contentOf(text.slice(at, end)), form: finder.form };
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }
}

/** By what opens it: where a value ends, -1 for nowhere, and what is left of it without its marks. */
const endFinders = {
  '"': { form: 'quotes', endOf: endOfQuotes, contentOf: unquote },
  "'": { form: 'quotes', endOf: endOfQuotes, contentOf: unquote },
  '{': { form: 'braces', endOf: endOfBraces, contentOf: (text: string) => text.slice(1, -1) },
  '[': { form: 'brackets', endOf: endOfBrackets, contentOf: (text: string) => text },
} as const;

/** A backslash lets a quote be part of the text. */
function endOfQuotes(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === text[start]) return at + 1;
  }
  return -1;
}

function unquote(text: string): string {
  return text.slice(1, -1).replace(/\\(["'\\])/g, '$1');
}

function endOfBraces(text: string, start: number): number {
  return text.indexOf('}', start) + 1 || -1;
}

function endOfBrackets(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '[') depth += 1;
    if (text[at] === ']') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return -1;
}
