/** How the bytes on disk are packed; told by their content. */
export type Compression = 'none' | 'gzip' | 'bzip2';

/** Where data come from, opened. Knows bytes, not what they mean. */
export interface Source {
  /** As the user gave it, for messages. */
  readonly location: string;
  /** Base name without the endings of compression and format, e.g. `mydata` of `/tmp/mydata.jsonl.gz`. */
  readonly name: string;
  /** Size on disk in bytes, compressed as it is. */
  readonly sizeBytes: number;
  readonly compression: Compression;
  /** SHA-256 of the bytes that are on disk at the first call, in hex. */
  checksum(): Promise<string>;
  /**
   * The decompressed bytes in chunks, none of which is written to again. May be called more than once; each
   * call starts over. `onProgress` hears how many bytes were read on disk so far.
   *
   * Errors: `SourceError` where the file cannot be read, is cut off or expands beyond all reason.
   */
  read(onProgress?: (bytesRead: number) => void): AsyncIterable<Uint8Array>;
}
