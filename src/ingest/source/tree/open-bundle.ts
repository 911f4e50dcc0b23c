import { limits } from '../../../base/index.ts';
import type { Extent } from '../disk/extent.ts';
import { memoryExtent } from '../disk/extent.ts';
import { SourceError } from '../source-error.ts';
import { bundleKind } from './bundle-kind.ts';
import type { FileTree, TreeFile } from './file-tree.ts';
import { tarTree } from './tar-tree.ts';
import type { StoredFile } from './tree-file.ts';
import { storedFileOf } from './tree-file.ts';
import { openZipTree } from './zip-tree.ts';

/**
 * Opens a file as a bundle, if it is one by what it holds.
 *
 * @param openInner opens the files within the bundle in turn
 *
 * Errors: `SourceError` where it is a bundle that cannot be read.
 */
export async function openBundle(
  file: StoredFile,
  openInner: FileTree['openBundle'],
): Promise<FileTree | undefined> {
  const kind = await bundleKind(file.readStored(), file.location);
  if (kind === undefined) return undefined;
  if (kind.format === 'tar') return tarTree(file, kind.compression, openInner);
  return await openZipTree((await file.findExtent?.()) ?? (await inMemory(file)), file.location, openInner);
}

/**
 * Opens a file within a folder or bundle as a bundle of its own. What lies in that is not opened further: a bundle that
 * holds itself would have no end.
 */
export async function openInnerBundle(file: TreeFile): Promise<FileTree | undefined> {
  return await openBundle(storedFileOf(file), refuseInnermost);
}

async function refuseInnermost(file: TreeFile): Promise<FileTree | undefined> {
  const { location, readStored } = storedFileOf(file);
  if ((await bundleKind(readStored(), location)) === undefined) return undefined;
  const problem =
    'is an archive in an archive within another archive or folder, which is not opened; unpack it';
  throw new SourceError(location, problem, { reason: 'limit' });
}

/** A zip archive is read from its end; one that comes as a stream has to be held. Limits: `innerBundleBytesMax`. */
async function inMemory({ location, sizeBytes, readStored }: StoredFile): Promise<Extent> {
  const refuse = () => {
    const most = `${limits.innerBundleBytesMax} bytes`;
    const problem = `is a zip archive that is compressed again or lies in a tar archive, and has over ${most}; unpack it`;
    return new SourceError(location, problem, { reason: 'limit' });
  };
  if ((sizeBytes ?? 0) > limits.innerBundleBytesMax) throw refuse();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of readStored()) {
    bytes += chunk.length;
    if (bytes > limits.innerBundleBytesMax) throw refuse();
    chunks.push(chunk);
  }
  return memoryExtent(Buffer.concat(chunks));
}
