/**
 * What can go wrong with data: one row a kind of issue. `error` means that something of the source is not
 * served as it stands; `warning` that it is served but doubtful; `note` that it was read in another spelling,
 * without loss. docs/reference/issues.md shows the same table.
 */
export const issueTable = {
  'record-malformed': { severity: 'error', title: 'Not a record that can be read' },
  'id-missing': { severity: 'error', title: 'Entry without an id' },
  'id-too-long': { severity: 'error', title: 'Id too long' },
  'id-unusable': { severity: 'error', title: 'Id that no URL can hold' },
  'type-missing': { severity: 'error', title: 'Entry without a type' },
  'type-assumed': { severity: 'note', title: 'Type of the entry assumed' },
  'type-renamed': { severity: 'warning', title: 'Entry type renamed' },
  'type-invalid': { severity: 'error', title: 'Name that no entry type can have' },
  'entry-duplicate': { severity: 'error', title: 'Another entry has the same type and id' },
  'value-invalid': { severity: 'error', title: 'Value against the definition of its property' },
  'rule-broken': { severity: 'error', title: 'Values against a rule of the standard' },
  'rule-doubtful': { severity: 'warning', title: 'Doubtful values' },
  'value-adjusted': { severity: 'note', title: 'Value read in another spelling' },
  'property-prefixed': { severity: 'note', title: 'Property served under the own prefix' },
  'property-renamed': { severity: 'warning', title: 'Property renamed' },
  'property-dropped': { severity: 'error', title: 'Property not served' },
  'definition-inferred': { severity: 'note', title: 'Definition made from the data' },
  'definition-mixed': { severity: 'warning', title: 'Values of different kinds' },
  'definition-doubtful': { severity: 'warning', title: 'Definition changed' },
  'relationship-malformed': { severity: 'error', title: 'Relationship not understood' },
  'relationship-dangling': { severity: 'warning', title: 'Related entry not in the source' },
  'member-malformed': { severity: 'warning', title: 'Member of an entry left out' },
  'prefix-unregistered': { severity: 'warning', title: 'Unregistered prefix' },
  'nothing-stored': { severity: 'error', title: 'No entries to serve' },
  'not-a-number': { severity: 'warning', title: 'NaN or Infinity' },
  'number-range': { severity: 'warning', title: 'Number too large' },
  'unsafe-key': { severity: 'warning', title: 'Key that programs could trip over' },
  'id-not-text': { severity: 'note', title: 'Id that is a number' },
  'integer-precision': { severity: 'warning', title: 'Integer beyond 2^53' },
  'unknown-wrapper': { severity: 'warning', title: 'Unknown extended JSON' },
  'file-unreadable': { severity: 'error', title: 'File that cannot be read' },
  'archive-unreadable': { severity: 'error', title: 'Archive that cannot be kept' },
  'archive-unmatched': { severity: 'note', title: 'Archives of no entry' },
  'archive-too-large': { severity: 'warning', title: 'Record too large for an archive' },
  'file-refused': { severity: 'error', title: 'File that must not be read' },
  'file-skipped': { severity: 'note', title: 'File that holds no entries' },
  'part-unreadable': { severity: 'error', title: 'Part of a file that cannot be read' },
  'frames-skipped': { severity: 'note', title: 'Frames left out' },
  'table-doubtful': { severity: 'warning', title: 'Table with doubtful rows' },
  'row-unmatched': { severity: 'warning', title: 'Rows of a table without an entry' },
  'column-unused': { severity: 'warning', title: 'Column that nothing defines' },
  'property-absent': { severity: 'warning', title: 'Property that no file has' },
  'publications-assumed': { severity: 'note', title: 'Publications taken to be about all entries' },
  'publication-unknown': { severity: 'warning', title: 'Publication that no bibliography has' },
  'dataset-doubtful': { severity: 'warning', title: 'Description of the data in doubt' },
  'structure-assumed': { severity: 'note', title: 'Structure completed by convention' },
  'structure-doubtful': { severity: 'warning', title: 'Doubtful structure' },
  'formula-differs': { severity: 'warning', title: 'Formula that the sites do not give' },
  'symmetry-unknown': { severity: 'note', title: 'Symmetry not told' },
  'value-unreadable': { severity: 'warning', title: 'Value that is not of the declared type' },
  'not-utf8': { severity: 'warning', title: 'Text that is not UTF-8' },
} as const satisfies Record<string, { severity: IssueSeverity; title: string }>;

export type IssueCode = keyof typeof issueTable;

export type IssueSeverity = 'error' | 'warning' | 'note';

/** What was done about it. */
export type IssueAction =
  | 'entry rejected'
  | 'set to unknown'
  | 'recomputed'
  | 'left out'
  | 'changed'
  | 'kept';

/** One fault of the data, where it stands, and what was done about it. */
export interface IngestIssue {
  readonly code: IssueCode;
  readonly action: IssueAction;
  /** A sentence that says what is wrong with this entry, without where. */
  readonly detail: string;
  readonly entryType?: string | undefined;
  /** Served name. */
  readonly property?: string | undefined;
  /** Id of the broken rule. */
  readonly rule?: string | undefined;
  /** Id of the entry. */
  readonly id?: string | undefined;
  /** 1-based line or element number in the source, or in the file where there are several. */
  readonly line?: number | undefined;
  /** Path in the tree, where the source has several files. */
  readonly file?: string | undefined;
  /** What issues of the same code are told apart by beside the names above; not shown. */
  readonly reason?: string | undefined;
  /** How often, where one issue stands for many; 1 unless given. */
  readonly count?: number;
}

/** Where issues go. */
export type ReportIssue = (issue: IngestIssue) => void;
