import type { DuplicateEntry, WrittenArchives } from '../backend/index.ts';
import { limits } from '../base/index.ts';
import type { IngestIssue, IssueAction, IssueCode, IssueSeverity } from './issue.ts';
import { issueTable } from './issue.ts';
import type { FileIssueCode, SourceRecord } from './reader/source-record.ts';

type FileIssue = Extract<SourceRecord, { readonly kind: 'file-issue' }>;

/** Equal issues of many entries. */
export interface IssueGroup {
  readonly code: IssueCode;
  readonly severity: IssueSeverity;
  readonly action: IssueAction;
  readonly entryType?: string;
  readonly property?: string;
  readonly rule?: string;
  readonly count: number;
  /** The first few, each with what is wrong there. */
  readonly examples: readonly IssueExample[];
}

export interface IssueExample {
  readonly id?: string;
  readonly line?: number;
  /** Path in the tree, where the source has several files. */
  readonly file?: string;
  readonly detail: string;
}

export interface EntryTypeCounts {
  readonly read: number;
  readonly stored: number;
  readonly rejected: number;
  /** How many values were derived, by property. */
  readonly derived: Readonly<Record<string, number>>;
}

/** All that ingestion has to say of a source. Holds plain JSON. */
export interface IngestReport {
  /** The source as the user gave it. */
  readonly source: string;
  /** What it was found to be, such as `OPTIMADE JSON Lines`. */
  readonly format: string;
  /** The own prefix, without underscores. */
  readonly prefix: string;
  readonly entryTypes: Readonly<Record<string, EntryTypeCounts>>;
  /** Entries with an archive, and archives that belong to no entry. */
  readonly archives: number;
  /** Those that belong to no entry. */
  readonly looseArchives: number;
  /** Files that were read. */
  readonly files: number;
  /** Lines, elements, files and parts of these that should have given an entry and did not. */
  readonly malformed: number;
  /** Most severe and frequent first. */
  readonly issues: readonly IssueGroup[];
  /** Issues by severity, whether or not their group was kept. */
  readonly counts: Readonly<Record<IssueSeverity, number>>;
  /** Issues whose group did not fit into the report. */
  readonly ungrouped: number;
  readonly hasErrors: boolean;
}

interface OpenGroup {
  readonly first: IngestIssue;
  count: number;
  readonly examples: IssueExample[];
}

interface OpenCounts {
  read: number;
  stored: number;
  rejected: number;
  readonly derived: Map<string, number>;
}

/**
 * Collects the issues and counts of one pass.
 *
 * Limits: `issueGroupsMax` groups of equal issues, `issueExamplesMax` examples of each; beyond them only
 * counted.
 */
export class ReportCollector {
  readonly #groups = new Map<string, OpenGroup>();
  readonly #entryTypes = new Map<string, OpenCounts>();
  readonly #counts: Record<IssueSeverity, number> = { error: 0, warning: 0, note: 0 };
  #ungrouped = 0;
  #malformed = 0;
  #files = 0;
  #archives: WrittenArchives = { count: 0, looseCount: 0 };

  readonly add = (issue: IngestIssue): void => {
    const { code, entryType, property, rule, action, reason, count = 1 } = issue;
    this.#counts[issueTable[code].severity] += count;
    const key = JSON.stringify([code, entryType, property, rule, action, reason]);
    const group = this.#groups.get(key);
    if (group === undefined) {
      if (this.#groups.size >= limits.issueGroupsMax) this.#ungrouped += count;
      else this.#groups.set(key, { first: issue, count, examples: [exampleOf(issue)] });
      return;
    }
    group.count += count;
    if (group.examples.length < limits.issueExamplesMax) group.examples.push(exampleOf(issue));
  };

  countRead(entryType: string): void {
    this.#countsOf(entryType).read += 1;
  }

  countStored(entryType: string): void {
    this.#countsOf(entryType).stored += 1;
  }

  /** An entry that was read but is not served. */
  countRejected(entryType: string): void {
    this.#countsOf(entryType).rejected += 1;
  }

  countMalformed(): void {
    this.#malformed += 1;
  }

  readonly countFile = (): void => {
    this.#files += 1;
  };

  /** Files read so far. */
  get files(): number {
    return this.#files;
  }

  /** Entries stored so far. */
  get stored(): number {
    let sum = 0;
    for (const { stored } of this.#entryTypes.values()) sum += stored;
    return sum;
  }

  /** Takes note of what is amiss with a file; equal but for names and numbers, it is told together. */
  addFileIssue({ code, line, file, problem, count = 1 }: FileIssue): void {
    if (issueTable[code].severity === 'error') this.#malformed += count;
    const reason = problem.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:e[-+]?\d+)?/g, '…');
    this.add({ code, action: fileActions[code], detail: problem, line, file, count, reason });
  }

  /** Takes back an entry that was stored and then found to be a duplicate. */
  addDuplicate({ type, id, origin, firstOrigin }: DuplicateEntry): void {
    const counts = this.#countsOf(type);
    counts.stored -= 1;
    counts.rejected += 1;
    const first = `line ${firstOrigin.line}${firstOrigin.file === undefined ? '' : ` of ${firstOrigin.file}`}`;
    const detail = `${first} has an entry of the same type and id already`;
    const { line, file } = origin;
    this.add({ code: 'entry-duplicate', action: 'entry rejected', detail, entryType: type, id, line, file });
  }

  /** Takes note of what was stored. That no entry belongs to an archive is worth a note where there are entries. */
  noteArchives(archives: WrittenArchives): void {
    this.#archives = archives;
    const { looseCount: count } = archives;
    const detail = 'no entry has the type and id that its name tells';
    if (count > 0 && this.stored > 0) this.add({ code: 'archive-unmatched', action: 'kept', detail, count });
  }

  countDerived(entryType: string, property: string): void {
    const { derived } = this.#countsOf(entryType);
    derived.set(property, (derived.get(property) ?? 0) + 1);
  }

  finish(origin: Pick<IngestReport, 'source' | 'format' | 'prefix'>): IngestReport {
    return {
      ...origin,
      entryTypes: Object.fromEntries(
        [...this.#entryTypes].map(([name, counts]) => [
          name,
          { ...counts, derived: Object.fromEntries(counts.derived) },
        ]),
      ),
      archives: this.#archives.count,
      looseArchives: this.#archives.looseCount,
      files: this.#files,
      malformed: this.#malformed,
      issues: [...this.#groups.values()].map(closeGroup).sort(bySeverityThenCount),
      counts: { ...this.#counts },
      ungrouped: this.#ungrouped,
      hasErrors: this.#counts.error > 0,
    };
  }

  #countsOf(entryType: string): OpenCounts {
    let counts = this.#entryTypes.get(entryType);
    if (counts === undefined) {
      counts = { read: 0, stored: 0, rejected: 0, derived: new Map() };
      this.#entryTypes.set(entryType, counts);
    }
    return counts;
  }
}

const fileActions: Readonly<Record<FileIssueCode, IssueAction>> = {
  'file-unreadable': 'left out',
  'archive-unreadable': 'left out',
  'file-refused': 'left out',
  'file-skipped': 'left out',
  'part-unreadable': 'left out',
  'frames-skipped': 'left out',
  'table-doubtful': 'kept',
  'row-unmatched': 'left out',
  'column-unused': 'left out',
  'property-absent': 'kept',
  'publications-assumed': 'changed',
  'dataset-doubtful': 'kept',
};

function exampleOf({ id, line, file, detail }: IngestIssue): IssueExample {
  return {
    ...(id === undefined ? {} : { id }),
    ...(line === undefined ? {} : { line }),
    ...(file === undefined ? {} : { file }),
    detail,
  };
}

function closeGroup({ first, count, examples }: OpenGroup): IssueGroup {
  const { code, action, entryType, property, rule } = first;
  return {
    code,
    severity: issueTable[code].severity,
    action,
    ...(entryType === undefined ? {} : { entryType }),
    ...(property === undefined ? {} : { property }),
    ...(rule === undefined ? {} : { rule }),
    count,
    examples,
  };
}

const severityOrder: Readonly<Record<IssueSeverity, number>> = { error: 0, warning: 1, note: 2 };

function bySeverityThenCount(left: IssueGroup, right: IssueGroup): number {
  return severityOrder[left.severity] - severityOrder[right.severity] || right.count - left.count;
}
