/**
 * The files that a source consists of, wherever they lie: a folder, a zip or tar archive (a bundle), the files of a
 * record, or one file alone. Nothing is ever unpacked to disk. Memory does not grow with the number of files.
 */

/** One file of a tree. */
export interface TreeFile {
  /** Segments joined by `/`, none of them empty, `.` or `..`; hostile names never come this far. */
  readonly path: string;
  /** Of the file as it lies in the tree; undefined where only reading would tell. */
  readonly sizeBytes: number | undefined;
  /** RFC 3339, where the tree tells. */
  readonly modifiedAt: string | undefined;
  /**
   * The content, without the file's own compression (gzip, bzip2, xz or zstd, told by content). In a tar archive it can
   * be read only until the next file of the walk is asked for.
   *
   * Errors: `SourceError` where it cannot be read, is cut off, expands beyond all reason or is larger than allowed.
   */
  read(): AsyncIterable<Uint8Array>;
  /** The bytes as they lie, compressed if they are. Errors and lifetime as of `read`. */
  readStored(): AsyncIterable<Uint8Array>;
}

/** Something in a tree that is not given out, and why. */
export interface TreeFault {
  /** Made fit for messages. */
  readonly path: string;
  /** A sentence without its subject, such as `is a symbolic link; links are not followed`. */
  readonly problem: string;
}

export interface WalkOptions {
  readonly signal?: AbortSignal | undefined;
  /** Hears how far the walk has come, 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Hears of what is left out: links, devices, hidden and encrypted files, names that lead elsewhere. */
  readonly onFault?: ((fault: TreeFault) => void) | undefined;
}

export interface FileTree {
  /** What it is, for people: `a folder`, `a zip archive`, `a gzip-compressed tar archive`, `a file`, …. */
  readonly kind: string;
  /**
   * Walks over all files, each once, in an order that does not change between walks. May be called again and again.
   *
   * Errors: `SourceError` where the tree itself is damaged or against a limit.
   */
  files(options?: WalkOptions): AsyncGenerator<TreeFile>;
  /**
   * One file by its path; quick but in tar archives, which are walked for it. Errors: `SourceError` where a link on disk
   * leads to it.
   */
  find(path: string): Promise<TreeFile | undefined>;
  /**
   * The bundle that a file of this tree is, opened in place; undefined where it is none. The paths within are relative
   * to the bundle. A tar bundle is walked through its file, so the file must be had by `find`.
   */
  openBundle(file: TreeFile): Promise<FileTree | undefined>;
  /** Closes what is open. The tree is not used afterwards. */
  close(): Promise<void>;
}
