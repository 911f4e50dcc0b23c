import type { Stats } from 'node:fs';
import { lstat } from 'node:fs/promises';
import type { Place } from '../disk/disk-error.ts';
import { diskError } from '../disk/disk-error.ts';
import { SourceError } from '../source-error.ts';
import { diskFile } from './disk-tree-file.ts';
import type { FileTree, TreeFault, WalkOptions } from './file-tree.ts';
import { bundlePath, fitForMessages, isHidden } from './member-path.ts';
import { openInnerBundle } from './open-bundle.ts';
import { TreeCount } from './tree-count.ts';
import { WalkProgress } from './walk-progress.ts';

/** A file on disk under the name that its owner gave it. */
export interface ListedFile {
  /** As the owner has it; may be hostile. */
  readonly path: string;
  readonly filePath: string;
}

interface KnownFile {
  readonly path: string;
  readonly place: Place;
  readonly status: Stats;
}

/**
 * Some files on disk, such as those that were fetched of a record, as a tree in the order of their paths.
 *
 * Errors: `SourceError` where one of them is not there or no regular file.
 */
export async function fileListTree(
  files: readonly ListedFile[],
  kind: string,
  location: string,
): Promise<FileTree> {
  const known = new Map<string, KnownFile>();
  const faults: TreeFault[] = [];
  const count = new TreeCount(location);
  for (const file of files) {
    const path = bundlePath(file.path);
    const told = (problem: string) => faults.push({ path: fitForMessages(file.path), problem });
    if (typeof path !== 'string') told(path.problem);
    else if (known.has(path)) told('has the path of another file');
    else if (!isHidden(path)) {
      const place = { path: file.filePath, location: `${location}/${path}` };
      const status = await statusOf(place);
      count.add(status.size);
      known.set(path, { path, place, status });
    }
  }
  const sorted = [...known.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
  return {
    kind,
    async *files(options: WalkOptions = {}) {
      for (const fault of faults) options.onFault?.(fault);
      const progress = new WalkProgress(count.bytes, options);
      for (const { path, place, status } of sorted) {
        progress.check();
        yield diskFile(path, place, status, progress);
        progress.advance(status.size);
      }
      progress.finish();
    },
    async find(path) {
      const file = known.get(path);
      return file && diskFile(path, file.place, file.status);
    },
    openBundle: openInnerBundle,
    close: async () => {},
  };
}

async function statusOf(place: Place): Promise<Stats> {
  const status = await lstat(place.path).catch((error: unknown) => {
    throw diskError(place, error);
  });
  if (!status.isFile()) throw new SourceError(place.location, 'is no regular file');
  return status;
}
