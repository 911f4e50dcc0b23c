import type { JsonValue } from '../../../base/index.ts';
import { excerpt } from '../finding/excerpt.ts';
import type { FoundProperties } from '../finding/found-properties.ts';
import { readNumber } from '../finding/written-number.ts';
import type { FindingRemark } from '../format/format-reader.ts';
import type { AtomColumn } from './atom-columns.ts';

const booleans: ReadonlyMap<string, boolean> = new Map([
  ...['t', 'true', '1'].map((word) => [word, true] as const),
  ...['f', 'false', '0'].map((word) => [word, false] as const),
]);

/** Collects the further columns of atom lines: for each property a list with one value, or list of values, a site. */
export class ColumnValues {
  private readonly columns: readonly AtomColumn[];
  private readonly values: JsonValue[][];
  /** Columns with a word that is not of their type, by name; one word of each is shown. */
  private readonly unreadable = new Map<string, FindingRemark>();

  constructor(columns: readonly AtomColumn[]) {
    this.columns = columns;
    this.values = columns.map(() => []);
  }

  get remarks(): readonly FindingRemark[] {
    return [...this.unreadable.values()];
  }

  /** Takes the line of the next atom. */
  take(words: readonly string[], line: number): void {
    for (const [at, column] of this.columns.entries()) {
      const { start, width } = column;
      const items = words.slice(start, start + width).map((word) => this.read(column, word, line));
      this.values[at]!.push(width === 1 ? items[0]! : items);
    }
  }

  addTo(properties: FoundProperties): void {
    for (const [at, { name }] of this.columns.entries()) {
      properties.add(name, this.values[at], `site_${name}`);
    }
  }

  private read({ name, type }: AtomColumn, word: string, line: number): JsonValue {
    if (type === 'S') return word;
    const value = type === 'L' ? booleans.get(word.toLowerCase()) : readNumber(word);
    if (value !== undefined) return value;
    if (!/^[+-]?(?:nan|inf|infinity)$/i.test(word) && !this.unreadable.has(name)) {
      const message = `The column ${excerpt(name)} holds ${excerpt(word)}, which was read as unknown.`;
      this.unreadable.set(name, { code: 'structure-doubtful', message, line });
    }
    return null;
  }
}
