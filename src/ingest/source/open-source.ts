import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Place } from './disk/disk-error.ts';
import { diskError } from './disk/disk-error.ts';
import { diskExtent } from './disk/extent.ts';
import { readDiskFile } from './disk/read-disk-file.ts';
import type { Source } from './source.ts';
import { SourceError } from './source-error.ts';
import { bundleNamed, sourceName } from './source-name.ts';
import type { FileTree } from './tree/file-tree.ts';
import { openFolderTree } from './tree/folder-tree.ts';
import { fitForMessages } from './tree/member-path.ts';
import { openBundle, openInnerBundle } from './tree/open-bundle.ts';
import { singleFileTree } from './tree/single-file-tree.ts';
import type { StoredFile } from './tree/tree-file.ts';
import { timestamp } from './tree/tree-file.ts';

interface OpenOptions {
  /** In messages, in place of the path, where that is not for everybody to see. */
  readonly location?: string;
  /** Name of the file as its owner knows it, in place of the one on disk. */
  readonly fileName?: string;
  /** Ends the opening of a large folder and the taking of the checksum. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens a local file, bundle or folder: looks at what it is, by content, and reads no further than that takes.
 *
 * Errors: `SourceError` where there is no such file (`gone`), where it is a device, may not be read, is empty, or is a
 * bundle that cannot be read.
 */
export async function openSource(path: string, options: OpenOptions = {}): Promise<Source> {
  const { location = path, fileName = path, signal } = options;
  const place = { path, location };
  const status = await statusOf(place);
  const isFolder = status.isDirectory();
  const { tree, sizeBytes } = isFolder
    ? await openFolder(place, signal)
    : { tree: await openFile(place, fileName, status), sizeBytes: status.size };
  // Asked for twice, before and after an ingestion: large files are not read once more for it.
  let known: Promise<string> | undefined;
  return {
    location,
    name: isFolder ? basename(resolve(fileName)) : sourceName(fileName),
    sizeBytes,
    checksum: () => {
      known ??= isFolder ? folderChecksum(tree, signal) : checksum(readDiskFile(place, true), signal);
      return known;
    },
    tree,
  };
}

async function statusOf(place: Place): Promise<Stats> {
  if (/^(?:https?|ftp|s3):\/\//i.test(place.path)) {
    const problem = 'is a web address; download the file and name that';
    throw new SourceError(place.location, problem, { reason: 'malformed' });
  }
  return await stat(place.path).catch((error: unknown) => {
    throw diskError(place, error);
  });
}

async function openFolder(
  place: Place,
  signal: AbortSignal | undefined,
): Promise<{ tree: FileTree; sizeBytes: number }> {
  const tree = await openFolderTree(place, signal);
  if (tree.sizeBytes === 0)
    throw new SourceError(place.location, 'is a folder without files that hold anything');
  return { tree, sizeBytes: tree.sizeBytes };
}

async function openFile(place: Place, fileName: string, status: Stats): Promise<FileTree> {
  const { location } = place;
  if (!status.isFile()) throw new SourceError(location, 'is no regular file');
  if (status.size === 0) throw new SourceError(location, 'is empty');
  const file: StoredFile = {
    path: fitForMessages(basename(fileName)),
    sizeBytes: status.size,
    modifiedAt: timestamp(status.mtimeMs),
    location,
    readStored: () => readDiskFile(place, true),
    findExtent: async () => diskExtent(place, status.size, true),
  };
  const bundle = await openBundle(file, openInnerBundle);
  if (bundle !== undefined) return bundle;
  const kind = bundleNamed(fileName);
  if (kind === undefined) return singleFileTree(file);
  throw new SourceError(
    location,
    `is named like a ${kind} archive, but its content is none, or cut off or damaged`,
  );
}

async function checksum(chunks: AsyncIterable<Uint8Array>, signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of chunks) {
    signal?.throwIfAborted();
    hash.update(chunk);
  }
  return hash.digest('hex');
}

/** Of a list of the files: each path, which holds no control characters, and the checksum of its bytes. */
async function folderChecksum(tree: FileTree, signal: AbortSignal | undefined): Promise<string> {
  const hash = createHash('sha256');
  for await (const file of tree.files({ signal })) {
    hash.update(`${await checksum(file.readStored(), signal)} ${file.path}\n`);
  }
  return hash.digest('hex');
}
