import type { LocationPolicy } from './location/location.ts';
import type { HttpClient } from './network/http-client.ts';
import type { Source } from './source.ts';

/** Where the bytes of a database came from, kept with it. Plain JSON; holds no path of this machine. */
export interface Provenance {
  /** The location as it may be shown. */
  readonly location: string;
  /** URL of the bytes, where they came over the network. */
  readonly url?: string;
  readonly etag?: string;
  readonly lastModified?: string;
  /** Bytes as fetched. */
  readonly sizeBytes: number;
  /** SHA-256 of the bytes as fetched, hex; of several files, of a list of their checksums and names. */
  readonly checksum: string;
  /** RFC 3339. */
  readonly fetchedAt: string;
  readonly record?: RecordProvenance;
}

/** The record of a repository that the bytes are from. */
export interface RecordProvenance {
  readonly repository: string;
  readonly id: string;
  readonly doi?: string;
  readonly version?: string;
  readonly title?: string;
  readonly license?: string;
  /** The file, or the first of them. */
  readonly file: string;
  /** Page of the record. */
  readonly url: string;
  /** Of the file, as the repository tells it, such as `md5:` and hex. */
  readonly checksum?: string;
  /** All of them, where several are served together. */
  readonly files?: readonly { readonly name: string; readonly checksum?: string }[];
}

export interface AcquireProgress {
  /** Bytes fetched so far. */
  readonly bytes: number;
  /** Undefined where the server does not tell. */
  readonly totalBytes: number | undefined;
}

export interface AcquireOptions {
  readonly policy: LocationPolicy;
  readonly client: HttpClient;
  /** For this location alone. What is half fetched stays here, so that the next try goes on from there. */
  readonly downloadFolder: string;
  readonly downloadBytesMax: number;
  /** Of the database's present file: where the data are the same still, nothing is fetched. */
  readonly previous?: Provenance;
  /** By origin, such as `https://zenodo.org`: sent there only, never shown. */
  readonly tokens: Readonly<Record<string, string>>;
  readonly now: () => Date;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: AcquireProgress) => void;
}

export type Acquired =
  | { readonly outcome: 'unchanged' }
  | {
      readonly outcome: 'acquired';
      readonly source: Source;
      readonly provenance: Provenance;
      /** What the location itself says of its data: for people, where the data say nothing. */
      readonly title?: string;
      readonly description?: string;
      /** Removes what was fetched. */
      release(): Promise<void>;
    };
