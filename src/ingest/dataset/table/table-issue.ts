import type { FileIssueCode } from '../../reader/source-record.ts';

/** What a table makes doubtful, in the form in which the report takes it. */
export interface TableIssue {
  readonly code: Extract<FileIssueCode, 'file-unreadable' | 'part-unreadable' | 'table-doubtful'>;
  readonly file: string;
  /** 1-based line, or element of a JSON table. */
  readonly line?: number;
  /** A sentence without its subject. */
  readonly problem: string;
}
