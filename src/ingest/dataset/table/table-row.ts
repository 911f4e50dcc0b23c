import type { JsonValue } from '../../../base/index.ts';

export interface TableRow {
  /** 1-based line, or element of a JSON table. */
  readonly line: number;
  /** The columns of the table, or the keys of this row of JSON; the same object for rows that share them. */
  readonly names: readonly string[];
  /** Texts of a table of text, values of one of JSON; undefined where the row is too short. */
  readonly cells: readonly (JsonValue | undefined)[];
  /** Whether cells are values of JSON rather than texts. */
  readonly isTyped: boolean;
}

/** Hears of what is wrong: a sentence without its subject, and whether something is lost by it. */
export type ReportRow = (line: number, problem: string, isLost: boolean) => void;
