import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Place } from './disk/disk-error.ts';
import { diskError } from './disk/disk-error.ts';
import { readDiskFile } from './disk/read-disk-file.ts';
import type { Source } from './source.ts';
import { SourceError } from './source-error.ts';
import { sourceName } from './source-name.ts';
import type { FileTree } from './tree/file-tree.ts';
import { openFolderTree } from './tree/folder-tree.ts';
import { fitForMessages } from './tree/member-path.ts';
import { singleFileTree } from './tree/single-file-tree.ts';

interface OpenOptions {
  /** In messages, in place of the path, where that is not for everybody to see. */
  readonly location?: string;
  /** Name of the file as its owner knows it, in place of the one on disk. */
  readonly fileName?: string;
  /** Ends the opening of a large folder and the taking of the checksum. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens a local file or folder: looks at what it is, by content, and reads no further.
 *
 * Errors: `SourceError` where there is no such file (`gone`), where it is a device, may not be read, or is empty.
 */
export async function openSource(path: string, options: OpenOptions = {}): Promise<Source> {
  const { location = path, fileName = path, signal } = options;
  const place = { path, location };
  const { tree, sizeBytes } = await openTree(place, fileName, signal);
  // Asked for twice, before and after an ingestion: large files are not read once more for it.
  let known: Promise<string> | undefined;
  return {
    location,
    name: sourceName(fileName),
    sizeBytes,
    checksum: () => {
      known ??= tree.kind === 'a folder' ? folderChecksum(tree, signal) : fileChecksum(place, signal);
      return known;
    },
    tree,
  };
}

async function openTree(
  place: Place,
  fileName: string,
  signal: AbortSignal | undefined,
): Promise<{ tree: FileTree; sizeBytes: number }> {
  const { path, location } = place;
  if (/^(?:https?|ftp|s3):\/\//i.test(path)) {
    const problem = 'is a web address; download the file and name that';
    throw new SourceError(location, problem, { reason: 'malformed' });
  }
  const status = await stat(path).catch((error: unknown) => {
    throw diskError(place, error);
  });
  if (status.isDirectory()) {
    const tree = await openFolderTree(path, location, signal);
    if (tree.sizeBytes === 0) throw new SourceError(location, 'is a folder without files that hold anything');
    return { tree, sizeBytes: tree.sizeBytes };
  }
  if (!status.isFile()) throw new SourceError(location, 'is no regular file');
  if (status.size === 0) throw new SourceError(location, 'is empty');
  const tree = singleFileTree({
    path: fitForMessages(basename(fileName)),
    sizeBytes: status.size,
    modifiedAt: new Date(status.mtimeMs).toISOString(),
    location,
    readStored: () => readDiskFile(place, true),
  });
  return { tree, sizeBytes: status.size };
}

async function fileChecksum(place: Place, signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of readDiskFile(place, true)) {
    signal?.throwIfAborted();
    hash.update(chunk);
  }
  return hash.digest('hex');
}

/** Path, length and bytes of one file after the other, so that no two folders can give the same. */
async function folderChecksum(tree: FileTree, signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash('sha256');
  for await (const file of tree.files({ signal })) {
    const content = createHash('sha256');
    for await (const chunk of file.readStored()) {
      signal?.throwIfAborted();
      content.update(chunk);
    }
    hash.update(`${file.path}\0${content.digest('hex')}\n`);
  }
  return hash.digest('hex');
}
