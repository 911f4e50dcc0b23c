/**
 * Values of a YAML document with the places where they stand, for readers that say exactly what is wrong. The text is
 * read as YAML 1.1, as the programs read it that `optimade.yaml` is made for: `no` is a boolean, 2020-01-01 a date.
 */
import type { Document } from 'yaml';
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { limits, suggest } from '../../../base/index.ts';

/** What ends the reading of a document, beginning with line and column. */
export class YamlProblem extends Error {}

interface YamlText {
  readonly document: Document;
  readonly lines: LineCounter;
  /** How many places have been looked at: aliases can make any number of a short text. */
  visits: number;
}

/** A value at its place. Errors: `YamlProblem` of every method that finds something else than it is asked for. */
export class YamlPlace {
  readonly #text: YamlText;
  readonly #path: readonly (string | number)[];
  readonly #value: unknown;

  private constructor(text: YamlText, path: readonly (string | number)[], value: unknown) {
    this.#text = text;
    this.#path = path;
    this.#value = value;
    text.visits += 1;
    if (text.visits > limits.makerConfigItemsMax) {
      this.fail(`there are more than the ${limits.makerConfigItemsMax} items that are read`);
    }
  }

  /** Parses a text. Keys that stand twice in a mapping are told of; the last one counts. */
  static parse(source: string, onDoubt: (sentence: string) => void): YamlPlace {
    const lines = new LineCounter();
    const text = { lines, visits: 0 };
    const faultAt = (position: number, sentence: string) => `${placed(lines, position)}: ${sentence}`;
    try {
      const document = parseDocument(source, {
        version: '1.1',
        lineCounter: lines,
        prettyErrors: false,
        logLevel: 'silent',
      });
      for (const { code, message, pos } of document.errors) {
        if (code !== 'DUPLICATE_KEY') {
          const fault = code === 'RESOURCE_EXHAUSTION' ? 'nests too deep' : `is no YAML: ${message}`;
          throw new YamlProblem(faultAt(pos[0], fault));
        }
        onDoubt(faultAt(pos[0], 'the key stands there a second time; what comes last counts'));
      }
      return new YamlPlace({ ...text, document }, [], document.toJS({ maxAliasCount: 100 }));
    } catch (error) {
      if (error instanceof YamlProblem) throw error;
      // Nesting beyond all reason, aliases of aliases.
      throw new YamlProblem(faultAt(0, 'is no YAML that can be read'));
    }
  }

  get isNull(): boolean {
    return this.#value === null || this.#value === undefined;
  }

  get isList(): boolean {
    return Array.isArray(this.#value);
  }

  get isMapping(): boolean {
    return typeof this.#value === 'object' && !this.isNull && !this.isList && !(this.#value instanceof Date);
  }

  /**
   * The members of a mapping that may have these keys and no others; those that are null count as absent. Some more keys
   * may be there without a meaning.
   */
  mapping<Key extends string>(
    keys: readonly Key[],
    ignored: readonly string[] = [],
  ): Partial<Record<Key, YamlPlace>> {
    const members = this.#members('a mapping');
    const found: Partial<Record<string, YamlPlace>> = {};
    for (const key of Object.keys(members)) {
      if (ignored.includes(key)) continue;
      if (!keys.some((known) => known === key)) this.#failAtKey(key, keys);
      const member = new YamlPlace(this.#text, [...this.#path, key], members[key]);
      if (!member.isNull) found[key] = member;
    }
    return found as Partial<Record<Key, YamlPlace>>;
  }

  /** Whether a mapping has the key at all, be it null. */
  has(key: string): boolean {
    return this.isMapping && Object.hasOwn(this.#value as object, key);
  }

  /** A mapping of anything, for others to make sense of. */
  anyMapping(): Readonly<Record<string, unknown>> {
    return this.#members('a mapping');
  }

  list(): YamlPlace[] {
    if (!Array.isArray(this.#value)) return this.#failAsKind('a list');
    return this.#value.map((item, index) => new YamlPlace(this.#text, [...this.#path, index], item));
  }

  text(): string {
    const value = this.#value;
    if (typeof value === 'string') return value;
    const { source } = this.#node() as { source?: string };
    // A lone dot, which the library takes for a number without digits.
    if (Number.isNaN(value) && source !== undefined && !/^\.nan$/i.test(source)) return source;
    if (typeof value === 'object' && !(value instanceof Date)) return this.#failAsKind('text');
    const shown = JSON.stringify((source ?? String(value)).slice(0, 50));
    return this.fail(
      `${shown} is ${kindOf(value)} in YAML 1.1, where there should be text; put it in quotes`,
    );
  }

  get isText(): boolean {
    return typeof this.#value === 'string';
  }

  number(): number {
    return typeof this.#value === 'number' ? this.#value : this.#failAsKind('a number');
  }

  flag(): boolean {
    return typeof this.#value === 'boolean' ? this.#value : this.#failAsKind('true or false');
  }

  /** One of a few words. */
  word<Word extends string>(words: readonly Word[]): Word {
    const text = this.text();
    const found = words.find((word) => word === text);
    if (found !== undefined) return found;
    const meant = suggest(text, words);
    const hint = meant === undefined ? `; there is ${words.join(', ')}` : `; did you mean "${meant}"?`;
    return this.fail(`${shownText(text)} means nothing here${hint}`);
  }

  fail(sentence: string): never {
    const [start] = (this.#node() as { range?: readonly number[] }).range ?? [0];
    throw new YamlProblem(`${placed(this.#text.lines, start ?? 0)}: ${sentence}`);
  }

  #members(kind: string): Readonly<Record<string, unknown>> {
    if (!this.isMapping) return this.#failAsKind(kind);
    return this.#value as Readonly<Record<string, unknown>>;
  }

  #failAsKind(wanted: string): never {
    const name = this.#path.at(-1);
    const subject = typeof name === 'string' ? `"${name.slice(0, 50)}"` : 'it';
    return this.fail(`${subject} is ${kindOf(this.#value)}, where there should be ${wanted}`);
  }

  #failAtKey(key: string, keys: readonly string[]): never {
    const meant = suggest(key, keys);
    const hint = meant === undefined ? `; there is ${keys.join(', ')}` : `; did you mean "${meant}"?`;
    const map = this.#node();
    const pair = isMap(map)
      ? map.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
      : 0;
    const [start] = (pair && isNode(pair.key) ? pair.key.range : undefined) ?? [undefined];
    const sentence = `${shownText(key)} is no key that can stand here${hint}`;
    if (start === undefined) return this.fail(sentence);
    throw new YamlProblem(`${placed(this.#text.lines, start)}: ${sentence}`);
  }

  /** The node of this value, or the nearest around it, where a merge brought it from elsewhere. */
  #node(): unknown {
    const { document } = this.#text;
    let node: unknown = document.contents;
    for (const step of this.#path) {
      if (isAlias(node)) node = node.resolve(document);
      const next = isMap(node) || isSeq(node) ? node.get(step, true) : undefined;
      if (!isNode(next)) break;
      node = next;
    }
    return node ?? {};
  }
}

function placed(lines: LineCounter, position: number): string {
  const { line, col } = lines.linePos(position);
  // Of an empty text there is no line to find.
  return `line ${Math.max(line, 1)}, column ${Math.max(col, 1)}`;
}

function shownText(text: string): string {
  return JSON.stringify(text.slice(0, 50));
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Date) return 'a date';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'string') return 'text';
  return typeof value === 'boolean' ? 'a boolean' : 'a number';
}
