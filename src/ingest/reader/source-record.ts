import type { JsonObject, JsonValue } from '../../base/index.ts';

/** An entry as the source has it: its shape is settled (members apart, wrappers gone), its content is not. */
export interface RawEntry {
  readonly kind: 'entry';
  /** 1-based line, or element number of a list. */
  readonly line: number;
  /** Undefined where the source gives none. */
  readonly type: string | undefined;
  readonly id: string | undefined;
  /** Hostile keys are possible: a null-prototype object. */
  readonly attributes: Readonly<Record<string, JsonValue>>;
  readonly relationships: JsonValue | undefined;
  readonly links: JsonValue | undefined;
  readonly meta: JsonValue | undefined;
  /** Dotted paths of attributes that came as `$date`, e.g. `last_modified`. */
  readonly datePaths: readonly string[];
  /** What the reader had to change: NaN tokens made null, integers beyond 2^53 kept as text, … */
  readonly remarks: readonly ReaderRemark[];
}

export interface ReaderRemark {
  readonly code:
    | 'not-a-number'
    | 'number-range'
    | 'integer-precision'
    | 'unknown-wrapper'
    | 'not-utf8'
    | 'unsafe-key'
    | 'id-not-text';
  /** A sentence for the report. */
  readonly message: string;
  readonly count: number;
}

/** One element of a source, told apart by what it is. */
export type SourceRecord =
  | RawEntry
  | { readonly kind: 'header'; readonly line: number; readonly apiVersion: string | undefined }
  | { readonly kind: 'meta'; readonly line: number; readonly meta: JsonObject }
  | { readonly kind: 'base-info'; readonly line: number; readonly info: JsonObject }
  | {
      readonly kind: 'entry-info';
      readonly line: number;
      /** Undefined in files of old tools, where neither id nor description names a type. */
      readonly entryType: string | undefined;
      /** The object that holds `description`, `properties`, `formats`, …. */
      readonly info: JsonObject;
    }
  | {
      readonly kind: 'malformed';
      readonly line: number;
      /** A sentence: what is wrong and, where it helps, the start of the text. */
      readonly problem: string;
    };
