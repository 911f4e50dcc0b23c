import { limits } from '../../base/index.ts';
import type { IngestIssue, IssueAction, IssueCode, ReportIssue } from '../issue.ts';
import type { RawEntry } from '../reader/source-record.ts';

/** What is to be said of a stored key, once for all entries that have it. */
export interface KeyRemark {
  readonly issue: IngestIssue;
  count: number;
  /** The first few entries. */
  readonly examples: Pick<IngestIssue, 'id' | 'line' | 'file'>[];
}

/**
 * Reports issues of the entry at hand. One is used for all entries, so that an entry without issues costs
 * nothing.
 */
export class EntryScribe {
  entryType = '';
  id: string | undefined;
  line = 0;
  file: string | undefined;
  /** Served name of the property at hand. */
  property: string | undefined;
  /** Whether the value at hand is a moment, although nothing defines its property as one. */
  valueIsDate = false;
  readonly #report: ReportIssue;

  constructor(report: ReportIssue) {
    this.#report = report;
  }

  start({ id, line, file }: Pick<RawEntry, 'id' | 'line' | 'file'>): void {
    this.entryType = '';
    this.id = id;
    this.line = line;
    this.file = file;
    this.property = undefined;
  }

  tell(code: IssueCode, action: IssueAction, detail: string, rule?: string): void {
    const { entryType, id, line, file, property } = this;
    this.#report({ code, action, detail, entryType, property, rule, id, line, file });
  }

  readonly tellAdjusted = (detail: string): void => this.tell('value-adjusted', 'changed', detail);

  noteKey(remark: KeyRemark): void {
    remark.count += 1;
    if (remark.examples.length < limits.issueExamplesMax)
      remark.examples.push({ id: this.id, line: this.line, file: this.file });
  }
}
