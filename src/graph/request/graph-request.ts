/**
 * A request that was understood: settings inherited, keys taken apart, tokens told from keys of data. Plain
 * data that knows no database. `pointer` is the JSON Pointer of a node in the request as it was sent.
 */

/**
 * From the first position to the last, both included; negative ones count from the end, undefined ones are
 * open.
 */
export interface IndexRange {
  readonly start: number | undefined;
  readonly end: number | undefined;
  /** `[3]`, and not `[3, 3]`. */
  readonly isSingle: boolean;
}

/** A test of keys: `include` and `exclude`. */
export type KeyFilter = (key: string) => boolean;

/** The `m_request` of a node with what it inherited. Undefined limits are none. */
export interface Settings {
  readonly directive: 'plain' | 'resolved';
  /** Of the keys of this node; undefined lets all pass. Not inherited. */
  readonly keys: KeyFilter | undefined;
  readonly depth: number | undefined;
  readonly maxListSize: number | undefined;
  readonly maxDictSize: number | undefined;
  /** Not inherited; stands before the index in the key. */
  readonly index: IndexRange | undefined;
  /** How many targets one chain of references may enter; 0 stands for no limit, as undefined does. */
  readonly resolveDepth: number | undefined;
  readonly resolveType: 'upload' | 'entry' | undefined;
  readonly alwaysRewriteReferences: boolean;
  readonly includeQuantities: boolean;
  /** Page of a list of sections. Not inherited. */
  readonly listPage: ListPage | undefined;
  /**
   * Page size of lists of sections that are met below, from page 1. A walk passes it on to what it meets, a
   * child that is named does not have it from its parent.
   */
  readonly listPageSize: number | undefined;
}

export interface ListPage {
  readonly pageSize: number;
  readonly page: number;
  /** Position of an item; its page is meant. */
  readonly pageContaining: number | undefined;
}

/** A node of an archive. */
export interface ArchiveRequest {
  readonly pointer: string;
  /** Whether the node itself is asked for, and not only children of it. */
  readonly isFetched: boolean;
  readonly settings: Settings;
  /** In the order of the request. Several may be of one name. */
  readonly children: readonly ArchiveChildRequest[];
}

export interface ArchiveChildRequest {
  /** As it was written, for messages. */
  readonly key: string;
  /** Without its index. */
  readonly name: string;
  /** Of the key. */
  readonly index: IndexRange | undefined;
  readonly request: ArchiveRequest;
}

/** A flat record. */
export interface RecordRequest {
  readonly pointer: string;
  /** Whether all fields that pass `settings.keys` are asked for. */
  readonly isFetched: boolean;
  readonly settings: Settings;
  /** Fields that are asked for by name. */
  readonly fields: readonly FieldRequest[];
}

/** One field; `resolved` with `resolveType` puts the record that it is the id of in its place. */
export interface FieldRequest {
  readonly name: string;
  readonly pointer: string;
  readonly settings: Settings;
}

/** Tokens keep the word that they were asked for by, which is the key in the answer. */
export interface Token<Request> {
  readonly word: string;
  readonly request: Request;
}

export interface EntryRequest extends RecordRequest {
  readonly kind: 'entry';
  readonly archives: readonly Token<ArchiveRequest>[];
  /** The resource object of the entry, asked for like an archive. */
  readonly metadata: readonly Token<ArchiveRequest>[];
  /** `upload`, `uploads`, or `upload_id` with a nested request. */
  readonly uploads: readonly Token<UploadRequest>[];
  /** `entry_id` with a nested request. */
  readonly entries: readonly Token<EntryRequest>[];
}

export interface UploadRequest extends RecordRequest {
  readonly kind: 'upload';
  readonly entries: readonly Token<ListingRequest<EntryRequest>>[];
  readonly uploads: readonly Token<UploadRequest>[];
}

export interface HitRequest extends RecordRequest {
  readonly kind: 'hit';
  readonly entries: readonly Token<EntryRequest>[];
  readonly uploads: readonly Token<UploadRequest>[];
}

export interface ListingRequest<Request> {
  readonly pointer: string;
  /** Whether the ids themselves are asked for: nothing is named below, `*` neither. */
  readonly isFetched: boolean;
  /** Whether the token has settings or a page of its own, which `m_response` repeats. */
  readonly hasSettings: boolean;
  readonly settings: Settings;
  /** Undefined where none was asked for: the first page of the usual size. */
  readonly page: RecordPage | undefined;
  readonly query: RecordQuery;
  /** Of `*`. */
  readonly wildcard: Request | undefined;
  /** By id as it was written. */
  readonly members: ReadonlyMap<string, Request>;
}

/** At most one of `page`, `pageOffset` and `pageAfterValue` is there, none where `pageSize` is 0. */
export interface RecordPage {
  readonly pointer: string;
  readonly pageSize: number;
  readonly order: 'asc' | 'desc';
  /**
   * As it was sent: for entries `entry_id`, `mainfile` or `mainfile_path`, for uploads `upload_id`; never
   * there for `search`, which goes up only.
   */
  readonly orderBy: string | undefined;
  readonly page: number | undefined;
  readonly pageOffset: number | undefined;
  readonly pageAfterValue: string | undefined;
}

export interface RecordQuery {
  /** Of the filter where there is one. */
  readonly pointer: string;
  /** An OPTIMADE filter; `search` only. */
  readonly optimadeFilter: string | undefined;
  /** Entry type that the filter is about; `search` only. */
  readonly entryType: string | undefined;
  /** Uploads to which the listing is narrowed: `upload_id` of the query of `uploads`. */
  readonly uploadIds: readonly string[] | undefined;
}

export interface GraphRequest {
  readonly uploads: readonly Token<ListingRequest<UploadRequest>>[];
  readonly entries: readonly Token<ListingRequest<EntryRequest>>[];
  readonly search: readonly Token<ListingRequest<HitRequest>>[];
}

/** A place in one archive, asked for by a URL. */
export interface ArchivePathRequest {
  /** Keys and positions from the root; which is which the data tell. Empty for the root. */
  readonly path: readonly string[];
  /** Of what is at the end of the path; has no children. */
  readonly request: ArchiveRequest;
  readonly isStrict: boolean;
  /** Whether URLs of the internal strings are asked for. */
  readonly wantsLinks: boolean;
}
