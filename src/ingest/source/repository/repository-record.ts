/** A record of a repository, whichever of the shapes it came in. */
export interface RepositoryRecord {
  /** Origin, such as `https://zenodo.org`. */
  readonly repository: string;
  /** Of this very version, also where the id of all versions was asked for. */
  readonly id: string;
  /** For people. */
  readonly pageUrl: string;
  readonly doi?: string;
  readonly version?: string;
  readonly title?: string;
  readonly description?: string;
  /** As the repository writes it, such as `cc-by-4.0`. */
  readonly license?: string;
  readonly access: RecordAccess;
  readonly files: readonly RecordFile[];
}

/** Who may have the files of a record. */
export interface RecordAccess {
  readonly state: 'open' | 'embargoed' | 'restricted' | 'closed' | 'metadata-only';
  /** Day on which an embargo ends. */
  readonly until?: string;
}

export interface RecordFile {
  /** Its key in the record, which may hold slashes. */
  readonly name: string;
  readonly sizeBytes: number | undefined;
  /** As the repository writes it: `md5:` and hex, or hex alone. */
  readonly checksum: string | undefined;
  readonly url: string;
}
