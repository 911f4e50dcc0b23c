import { limits } from '../base/index.ts';

/**
 * Everything that is answered although it looks wrong: code, title and the sentence of the detail, in which `{name}`
 * stands for a value. On the wire a code carries the provider's prefix.
 *
 * @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields", warnings
 */
export const warningTable = {
  'parameter-ignored': {
    title: 'Parameter ignored',
    detail: 'The parameter "{parameter}" has a prefix that no known provider uses. It was ignored.',
  },
  'property-unrecognized': {
    title: 'Unrecognized prefix',
    detail:
      '"{property}" has a prefix that no known provider uses. It counts as unknown (null) in all entries.',
  },
  'timestamp-exact': {
    title: 'Timestamps compared exactly',
    detail:
      '"=" and "!=" compare "{property}" to the last digit: 12:00:00.250Z is not 12:00:00Z. Ranges need no such care.',
  },
  'sort-key-ignored': {
    title: 'Sort key ignored',
    detail: '"{property}" is a property of another provider. Entries are not sorted by it.',
  },
  'page-number-low': {
    title: 'Page number too low',
    detail: 'Pages are counted from 1. This is the first page.',
  },
  'api-hint-malformed': {
    title: 'Hint ignored',
    detail: 'The api_hint "{value}" has not the form v1 or v1.3. It was ignored.',
  },
} as const satisfies Record<string, { title: string; detail: string }>;

export type WarningCode = keyof typeof warningTable;

/** One row of the warning table with its values filled in. */
export interface QueryWarning {
  readonly code: WarningCode;
  readonly title: string;
  readonly detail: string;
  /** The query parameter that it is about. */
  readonly parameter?: string;
}

const valueLengthMax = 200;

/** The warnings of one request, each once and no more than `warningsMax`. */
export class WarningList {
  readonly #byDetail = new Map<string, QueryWarning>();

  add(code: WarningCode, parameter: string, values: Readonly<Record<string, string>> = {}): void {
    if (this.#byDetail.size >= limits.warningsMax) return;
    const { title, detail: template } = warningTable[code];
    const detail = template.replace(/\{(\w+)\}/g, (_, name: string) =>
      (values[name] ?? '').slice(0, valueLengthMax),
    );
    this.#byDetail.set(`${parameter} ${detail}`, { code, title, detail, parameter });
  }

  get all(): readonly QueryWarning[] {
    return [...this.#byDetail.values()];
  }
}
