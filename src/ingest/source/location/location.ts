/**
 * Where data may lie, and who may have it read. Three steps, each of which knows nothing of the next: a text is
 * parsed into a `Location`, a location is authorized under a policy, and what is authorized is acquired.
 */

/** A location as it was written, understood but not looked at. */
export type Location =
  | {
      readonly kind: 'file';
      /** As written, absolute or relative, without `file://`. */
      readonly path: string;
    }
  | {
      readonly kind: 'url';
      /** http or https, normalized, without fragment and without credentials. */
      readonly url: string;
    }
  | RecordLocation;

/** A record of a repository that speaks the interface of InvenioRDM, as Zenodo does. */
export interface RecordLocation {
  readonly kind: 'record';
  /** Origin of the repository, such as `https://zenodo.org`. */
  readonly repository: string;
  /** Id of the record, or the DOI where only that is known and the repository has to be asked. */
  readonly record: { readonly id: string } | { readonly doi: string };
  /** The newest version of the record was asked for, not this one. */
  readonly latest: boolean;
  /** Key of the one file that was asked for. */
  readonly file: string | undefined;
}

/** What may be read, and from where. */
export interface LocationPolicy {
  /** Folders below which files may be read, absolute; `any` for an operator's own commands. */
  readonly folders: readonly string[] | 'any';
  /** `name`, `name:port`, `address` or `address:port` that may be asked although their addresses are not public. */
  readonly hosts: readonly string[];
}

/** A location that the policy allows, with the names that it goes by. */
export interface AuthorizedLocation {
  /** Equal keys mean the same data: real path, normalized URL, or repository and record. */
  readonly key: string;
  readonly location: Location;
  /** Fit for answers: no absolute path, no token. */
  readonly shown: string;
  /** What an id is made of: the path below its folder, the URL without its scheme, `zenodo-123`. */
  readonly name: string;
  /**
   * The paths below the server's root under which the original program served such a location, without slashes
   * around them: absolute path, path as written, host and path of a URL.
   */
  readonly aliases: readonly string[];
}
