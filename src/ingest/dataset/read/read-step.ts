import type { FilePiece, PieceFault } from '../../reader/format/format-reader.ts';
import type { ParsedFormat } from '../../reader/format/format-table.ts';
import type { SourceRecord } from '../../reader/source-record.ts';
import type { Numbering } from './cut-file.ts';
import type { SelectedFile } from './select-files.ts';

/** Reading goes on in steps, which keep their order while pieces are parsed many at once. */
export type ReadStep =
  | { readonly kind: 'records'; readonly records: readonly SourceRecord[] }
  | {
      readonly kind: 'pieces';
      readonly file: FileAtWork;
      readonly pieces: readonly FilePiece[];
      /** What no piece could be made of. */
      readonly faults: readonly PieceFault[];
      /** Whether it is the last step of the file. */
      readonly isLast: boolean;
    };

/** A file while it is read. */
export interface FileAtWork {
  readonly selected: SelectedFile;
  readonly format: ParsedFormat;
  /** As of `CutFile`. */
  readonly numbering: Numbering | undefined;
  /** Whether what its reader calls the parts of it tells entries apart. */
  readonly hasParts: boolean;
  /** What came of the steps so far. */
  entries: number;
  readonly faults: PieceFault[];
  faultsUntold: number;
}
