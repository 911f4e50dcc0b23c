import type { FileTree } from './tree/file-tree.ts';

/** Where data come from, opened. Knows files and bytes, not what they mean. */
export interface Source {
  /** As the user gave it, for messages. */
  readonly location: string;
  /** Base name without the endings of compression and format, e.g. `mydata` of `/tmp/mydata.jsonl.gz`. */
  readonly name: string;
  /** Size on disk in bytes, compressed as it is; of a folder, of all its files. */
  readonly sizeBytes: number;
  /** SHA-256 of the bytes that are on disk at the first call, in hex; of a folder, of its paths and their bytes. */
  checksum(): Promise<string>;
  /** The files that it consists of; for a file that is no bundle, that file alone under its name. */
  readonly tree: FileTree;
}
