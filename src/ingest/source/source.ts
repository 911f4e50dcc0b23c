/** Where data come from, opened. Knows bytes, not what they mean. */
export interface Source {
  /** As the user gave it, for messages. */
  readonly location: string;
  /** Base name without the endings of compression and format, e.g. `mydata` of `/tmp/mydata.jsonl.gz`. */
  readonly name: string;
  /** Size on disk in bytes, compressed as it is. */
  readonly sizeBytes: number;
  /** SHA-256 of the bytes on disk, in hex. */
  checksum(): Promise<string>;
  /**
   * The decompressed bytes in chunks. May be called more than once; each call starts over.
   * `onProgress` hears of bytes read on disk.
   */
  read(onProgress?: (bytesRead: number) => void): AsyncIterable<Uint8Array>;
}
