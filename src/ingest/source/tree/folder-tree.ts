/**
 * A folder on disk as a tree. Hidden files and folders are passed over without a word, for they belong to programs;
 * links are not followed, since what they lead to is not what was named.
 */
import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { limits } from '../../../base/index.ts';
import { diskError } from '../disk/disk-error.ts';
import { readDiskFile } from '../disk/read-disk-file.ts';
import { SourceError } from '../source-error.ts';
import type { FileTree, TreeFault, TreeFile, WalkOptions } from './file-tree.ts';
import { fitForMessages, memberPath } from './member-path.ts';
import { treeFile } from './tree-file.ts';
import { fractionOf } from './watched.ts';

export interface FolderTree extends FileTree {
  /** Of all files, as they were when the folder was opened. */
  readonly sizeBytes: number;
}

/**
 * Opens a folder and adds up the sizes of its files.
 *
 * Errors: `SourceError` where a folder cannot be read.
 * Limits: `treeFilesMax`, `treeDepthMax`.
 */
export async function openFolderTree(
  path: string,
  location: string,
  signal?: AbortSignal,
): Promise<FolderTree> {
  const folder: Folder = { path, location };
  let totalBytes = 0;
  for await (const { status } of walk(folder, () => {})) {
    signal?.throwIfAborted();
    totalBytes += status.size;
  }
  return {
    kind: 'a folder',
    sizeBytes: totalBytes,
    files: (options) => files(folder, totalBytes, options),
    find: (name) => find(folder, name),
    openBundle: async () => undefined,
    close: async () => {},
  };
}

interface Folder {
  readonly path: string;
  readonly location: string;
}

interface FoundFile {
  readonly path: string;
  readonly status: Stats;
}

async function* files(
  folder: Folder,
  totalBytes: number,
  { signal, onProgress, onFault = () => {} }: WalkOptions = {},
): AsyncGenerator<TreeFile> {
  let bytes = 0;
  for await (const found of walk(folder, onFault)) {
    signal?.throwIfAborted();
    yield folderFile(folder, found);
    bytes += found.status.size;
    onProgress?.(fractionOf(bytes, totalBytes));
  }
}

async function* walk(folder: Folder, onFault: (fault: TreeFault) => void): AsyncGenerator<FoundFile> {
  let count = 0;
  for await (const found of walkBelow(folder, '', 0, onFault)) {
    count += 1;
    if (count > limits.treeFilesMax) {
      throw new SourceError(folder.location, `holds more than ${limits.treeFilesMax} files`, {
        reason: 'limit',
      });
    }
    yield found;
  }
}

async function* walkBelow(
  folder: Folder,
  above: string,
  depth: number,
  onFault: (fault: TreeFault) => void,
): AsyncGenerator<FoundFile> {
  const names = await readdir(join(folder.path, above)).catch((error: unknown) => {
    throw diskError({ path: folder.path, location: folder.location }, error);
  });
  for (const name of names.sort()) {
    if (name.startsWith('.')) continue;
    const told = (problem: string) => onFault({ path: fitForMessages(above + name), problem });
    const path = memberPath(above + name);
    if (typeof path !== 'string') {
      told(path.problem);
      continue;
    }
    const status = await lstat(join(folder.path, path)).catch(() => undefined);
    if (status === undefined) told('cannot be looked at, or went away');
    else if (status.isFile()) yield { path, status };
    else if (!status.isDirectory()) told(kindProblem(status));
    else if (depth >= limits.treeDepthMax) told(`lies more than ${limits.treeDepthMax} folders deep`);
    else yield* walkBelow(folder, `${path}/`, depth + 1, onFault);
  }
}

function kindProblem(status: Stats): string {
  return status.isSymbolicLink() ? 'is a symbolic link; links are not followed' : 'is no regular file';
}

/** As the walk would find it: nothing hidden, nothing behind a link. */
async function find(folder: Folder, path: string): Promise<TreeFile | undefined> {
  const segments = path.split('/');
  if (memberPath(path) !== path || segments.some((segment) => segment.startsWith('.'))) return undefined;
  for (let count = 1; count <= segments.length; count += 1) {
    const status = await lstat(join(folder.path, ...segments.slice(0, count))).catch(() => undefined);
    if (count === segments.length && status?.isFile()) return folderFile(folder, { path, status });
    if (!status?.isDirectory()) return undefined;
  }
  return undefined;
}

function folderFile(folder: Folder, { path, status }: FoundFile): TreeFile {
  const location = `${folder.location}/${path}`;
  return treeFile({
    path,
    sizeBytes: status.size,
    modifiedAt: new Date(status.mtimeMs).toISOString(),
    location,
    readStored: () => readDiskFile({ path: join(folder.path, path), location }, false),
  });
}
