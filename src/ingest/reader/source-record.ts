import type { JsonObject, JsonValue } from '../../base/index.ts';

/** An entry as the source has it: its shape is settled (members apart, wrappers gone), its content is not. */
export interface RawEntry {
  readonly kind: 'entry';
  /** 1-based line, or element number of a list. */
  readonly line: number;
  /** Path in the tree, where the source has several files. */
  readonly file?: string | undefined;
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
  /** The record that it was made from, as valid JSON in UTF-8, its digits and the order of its keys unchanged. */
  readonly source?: Uint8Array | undefined;
}

export interface ReaderRemark {
  readonly code:
    | 'not-a-number'
    | 'number-range'
    | 'integer-precision'
    | 'unknown-wrapper'
    | 'not-utf8'
    | 'unsafe-key'
    | 'id-not-text'
    | 'structure-assumed'
    | 'structure-doubtful'
    | 'formula-differs'
    | 'archive-too-large'
    | 'symmetry-unknown'
    | 'value-unreadable'
    | 'publication-unknown';
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
      /** Undefined where it is from a configuration. */
      readonly line: number | undefined;
      /** Path in the tree, where the source has several files. */
      readonly file?: string | undefined;
      /** Undefined in files of old tools, where neither id nor description names a type. */
      readonly entryType: string | undefined;
      /** The object that holds `description`, `properties`, `formats`, …. */
      readonly info: JsonObject;
    }
  | {
      readonly kind: 'malformed';
      readonly line: number;
      readonly file?: string | undefined;
      /** A sentence: what is wrong and, where it helps, the start of the text. */
      readonly problem: string;
    }
  | {
      /** Something about files rather than entries; goes into the report as it is. */
      readonly kind: 'file-issue';
      readonly code: FileIssueCode;
      readonly line?: number | undefined;
      readonly file: string | undefined;
      /** A sentence without its subject. */
      readonly problem: string;
      readonly count?: number;
    }
  | {
      /** Bytes that are kept beside the entries and served as they are. Can be read until the next record is asked for. */
      readonly kind: 'attachment';
      readonly collection: 'file';
      /** Path below `files/`. */
      readonly name: string;
      readonly file: string;
      readonly sizeBytes: number | undefined;
      readonly modifiedAt: string | undefined;
      read(): AsyncIterable<Uint8Array>;
    }
  | {
      /** The full source document of an entry, or of none. Can be read until the next record is asked for. */
      readonly kind: 'archive';
      /** `type/id` or `id`. */
      readonly name: string;
      /** Path below `archive/`. */
      readonly mainFile: string;
      readonly file: string;
      read(): AsyncIterable<Uint8Array>;
    };

export type FileIssueCode =
  | 'file-unreadable'
  | 'archive-unreadable'
  | 'file-refused'
  | 'file-skipped'
  | 'part-unreadable'
  | 'frames-skipped'
  | 'table-doubtful'
  | 'row-unmatched'
  | 'column-unused'
  | 'property-absent'
  | 'publications-assumed'
  | 'dataset-doubtful';
