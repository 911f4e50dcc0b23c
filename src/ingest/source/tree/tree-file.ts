import { readContent } from '../compression/decompress.ts';
import type { TreeFile } from './file-tree.ts';

/** What a tree knows of one of its files. */
export interface StoredFile {
  readonly path: string;
  readonly sizeBytes: number | undefined;
  readonly modifiedAt: string | undefined;
  /** What the file is called in messages. */
  readonly location: string;
  readStored(): AsyncIterable<Uint8Array>;
}

/** A file of a tree, made of what is stored: its content is that without its own compression. */
export function treeFile(stored: StoredFile): TreeFile {
  const { path, sizeBytes, modifiedAt, location } = stored;
  return {
    path,
    sizeBytes,
    modifiedAt,
    read: () => readContent(stored.readStored(), location),
    readStored: () => stored.readStored(),
  };
}
