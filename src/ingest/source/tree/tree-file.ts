import { readContent } from '../compression/decompress.ts';
import type { Extent } from '../disk/extent.ts';
import type { TreeFile } from './file-tree.ts';

/** What a tree knows of one of its files. */
export interface StoredFile {
  readonly path: string;
  readonly sizeBytes: number | undefined;
  readonly modifiedAt: string | undefined;
  /** What the file is called in messages. */
  readonly location: string;
  readStored(): AsyncIterable<Uint8Array>;
  /** Its bytes for reading anywhere, where they lie so that this is possible. */
  findExtent?(): Promise<Extent | undefined>;
}

/** A file of a tree, made of what is stored: its content is that without its own compression. */
export function treeFile(stored: StoredFile): TreeFile {
  const file: TreeFile = {
    path: stored.path,
    sizeBytes: stored.sizeBytes,
    modifiedAt: stored.modifiedAt,
    read: () => readContent(stored.readStored(), stored.location),
    readStored: () => stored.readStored(),
  };
  storedFiles.set(file, stored);
  return file;
}

const storedFiles = new WeakMap<TreeFile, StoredFile>();

/** What a file was made of; one that was made elsewhere tells less. */
export function storedFileOf(file: TreeFile): StoredFile {
  return storedFiles.get(file) ?? { ...file, location: file.path, readStored: () => file.readStored() };
}

/** RFC 3339, where a time makes sense at all. */
export function timestamp(milliseconds: number): string | undefined {
  const time = new Date(milliseconds);
  return Number.isNaN(time.getTime()) || time.getTime() <= 0 ? undefined : time.toISOString();
}
