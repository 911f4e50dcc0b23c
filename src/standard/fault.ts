/** `error`: breaks a MUST of the standard. `warning`: breaks a SHOULD, or what only other tools demand. */
export type FaultSeverity = 'error' | 'warning';

/** What is wrong with a document or an entry. */
export interface Fault {
  /** The rule that is broken, named for what must be true, in kebab case. */
  readonly rule: string;
  readonly severity: FaultSeverity;
  /**
   * JSON Pointer (RFC 6901): from the root of a document, or from the attributes where an entry rule found
   * it.
   */
  readonly pointer: string;
  /** A sentence that stands alone. */
  readonly message: string;
  /** The attributes at fault, the one to doubt first in front. Empty where no attribute is at fault. */
  readonly properties: readonly string[];
}

/** A JSON Pointer of these steps. */
export function pointerOf(...steps: readonly (string | number)[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

const shownLengthMax = 60;

/** A value as it stands in a message: text quoted and cut short, lists and objects only named. */
export function shown(value: unknown): string {
  if (typeof value === 'string') {
    return JSON.stringify(value.length <= shownLengthMax ? value : `${value.slice(0, shownLengthMax)}…`);
  }
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (value === undefined) return 'nothing';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
