/**
 * A folder on disk as a tree. Hidden files and folders are passed over without a word, for they belong to programs;
 * links are not followed, since what they lead to is not what was named.
 */
import type { Stats } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Place } from '../disk/disk-error.ts';
import { diskError } from '../disk/disk-error.ts';
import { SourceError } from '../source-error.ts';
import { diskFile } from './disk-tree-file.ts';
import type { FileTree, TreeFault, TreeFile, WalkOptions } from './file-tree.ts';
import { fitForMessages, isHidden, memberPath } from './member-path.ts';
import { openInnerBundle } from './open-bundle.ts';
import { TreeCount } from './tree-count.ts';
import { WalkProgress } from './walk-progress.ts';

export interface FolderTree extends FileTree {
  /** Of all files, as they were when the folder was opened. */
  readonly sizeBytes: number;
}

/**
 * Opens a folder and adds up the sizes of its files.
 *
 * Errors: `SourceError` where a folder cannot be read.
 * Limits: `treeFilesMax`, `treeBytesMax`, `treeDepthMax`.
 */
export async function openFolderTree(folder: Place, signal?: AbortSignal): Promise<FolderTree> {
  const { location } = folder;
  const count = new TreeCount(location);
  for await (const { status } of walkBelow(folder, '', () => {})) {
    signal?.throwIfAborted();
    count.add(status.size);
  }
  return {
    kind: 'a folder',
    sizeBytes: count.bytes,
    files: (options) => files(folder, count.bytes, options),
    find: (path) => find(folder, path),
    openBundle: openInnerBundle,
    close: async () => {},
  };
}

interface FoundFile {
  readonly path: string;
  readonly status: Stats;
}

async function* files(
  folder: Place,
  totalBytes: number,
  options: WalkOptions = {},
): AsyncGenerator<TreeFile> {
  const progress = new WalkProgress(totalBytes, options);
  const count = new TreeCount(folder.location);
  for await (const { path, status } of walkBelow(folder, '', options.onFault ?? (() => {}))) {
    progress.check();
    count.add(status.size);
    yield diskFile(path, below(folder, path), status, progress);
    progress.advance(status.size);
  }
  progress.finish();
}

function below(folder: Place, path: string): Place {
  return { path: join(folder.path, path), location: `${folder.location}/${path}` };
}

async function* walkBelow(
  folder: Place,
  above: string,
  onFault: (fault: TreeFault) => void,
): AsyncGenerator<FoundFile> {
  const names = await readdir(join(folder.path, above)).catch((error: unknown) => {
    throw diskError(below(folder, above), error);
  });
  // Of equal names in equal folders the order is the same on every system.
  for (const name of names.sort()) {
    if (isHidden(name)) continue;
    const told = (problem: string) => onFault({ path: fitForMessages(above + name), problem });
    const path = memberPath(above + name);
    if (typeof path !== 'string') {
      told(path.problem);
      continue;
    }
    const status = await lstat(join(folder.path, path)).catch(() => undefined);
    if (status?.isFile()) yield { path, status };
    else if (status?.isDirectory()) yield* walkBelow(folder, `${path}/`, onFault);
    else told(kindProblem(status));
  }
}

function kindProblem(status: Stats | undefined): string {
  if (status === undefined) return 'cannot be looked at, or went away';
  return status.isSymbolicLink() ? 'is a symbolic link; links are not followed' : 'is no regular file';
}

/** As the walk would find it: nothing hidden, nothing behind a link. */
async function find(folder: Place, path: string): Promise<TreeFile | undefined> {
  if (memberPath(path) !== path || isHidden(path)) return undefined;
  const segments = path.split('/');
  for (let count = 1; count <= segments.length; count += 1) {
    const place = below(folder, segments.slice(0, count).join('/'));
    const status = await lstat(place.path).catch(() => undefined);
    if (count === segments.length && status?.isFile()) return diskFile(path, place, status);
    if (status?.isDirectory()) continue;
    if (status === undefined || status.isFile()) return undefined;
    throw new SourceError(place.location, kindProblem(status), { reason: 'refused' });
  }
  return undefined;
}
