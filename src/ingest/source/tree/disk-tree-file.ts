import type { Stats } from 'node:fs';
import type { Place } from '../disk/disk-error.ts';
import { diskExtent } from '../disk/extent.ts';
import { readDiskFile } from '../disk/read-disk-file.ts';
import type { TreeFile } from './file-tree.ts';
import { timestamp, treeFile } from './tree-file.ts';
import type { WalkProgress } from './walk-progress.ts';

/** A file on disk, as a file of a tree; links are not followed, whatever was there when it was looked at. */
export function diskFile(path: string, place: Place, status: Stats, progress?: WalkProgress): TreeFile {
  const read = () => readDiskFile(place, false);
  return treeFile({
    path,
    sizeBytes: status.size,
    modifiedAt: timestamp(status.mtimeMs),
    location: place.location,
    readStored: () => (progress === undefined ? read() : progress.watch(read())),
    findExtent: async () => diskExtent(place, status.size, false),
  });
}
