import type { BibtexValue } from './scan-bibtex.ts';

/** Three letters each, by which all styles know the months. */
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Length of what an abbreviation stands for; those of abbreviations would else double with each. */
const lengthMax = 10_000;

/** What `@string` defines, and the months. Counts from its definition on, in any case of its letters. */
export class Abbreviations {
  readonly #texts = new Map(months.map((month) => [month.slice(0, 3).toLowerCase(), month]));

  define(name: string, value: BibtexValue): void {
    this.#texts.set(name, this.textOf(value).slice(0, lengthMax));
  }

  /** The parts put together; one that nothing defines stands for itself. */
  textOf(value: BibtexValue): string {
    return value
      .map((part) => ('text' in part ? part.text : (this.#texts.get(part.abbreviation) ?? part.abbreviation)))
      .join('');
  }
}
