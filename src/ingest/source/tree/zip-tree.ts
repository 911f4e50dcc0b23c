/**
 * A zip archive as a tree, read where it lies by its directory. Only what the directory says counts; what lies between
 * the files is never looked at.
 */
import { limits } from '../../../base/index.ts';
import { expansionError } from '../compression/decompress.ts';
import type { Extent } from '../disk/extent.ts';
import { SourceError } from '../source-error.ts';
import type { FileTree, TreeFile, WalkOptions } from './file-tree.ts';
import { PathIndex } from './path-index.ts';
import { readZipMember, storedExtent } from './read-zip-member.ts';
import { TreeCount } from './tree-count.ts';
import { treeFile } from './tree-file.ts';
import { WalkProgress } from './walk-progress.ts';
import { readDirectory, readEntryAt } from './zip-directory.ts';
import type { ZipMember } from './zip-member.ts';
import { zipMember } from './zip-member.ts';

interface ZipArchive {
  readonly extent: Extent;
  readonly location: string;
  /** Place in the directory of the first entry of each path. */
  readonly places: PathIndex;
}

/**
 * Opens a zip archive and reads its directory once, to know what it amounts to.
 *
 * Errors: `SourceError` where the directory is damaged, files overlap, or all of them together expand beyond reason.
 * Limits: `treeFilesMax`, `treeBytesMax`, `sourceExpansionMax` beyond `sourceExpansionAllowedBytes`.
 */
export async function openZipTree(
  extent: Extent,
  location: string,
  openInner: FileTree['openBundle'],
): Promise<FileTree> {
  const archive = { extent, location, places: await survey(extent, location) };
  return {
    kind: 'a zip archive',
    files: (options) => files(archive, options),
    find: (path) => find(archive, path),
    openBundle: openInner,
    close: async () => {},
  };
}

async function survey(extent: Extent, location: string): Promise<PathIndex> {
  const places = new PathIndex();
  const count = new TreeCount(location);
  let storedBytes = 0;
  for await (const { entry, place } of readDirectory(extent, location)) {
    count.add(entry.uncompressedSize);
    // The bytes of two files are never the same: what is said to be so expands without end.
    storedBytes += entry.compressedSize;
    if (storedBytes > extent.sizeBytes) {
      throw new SourceError(location, 'the zip archive is damaged: the files in it overlap');
    }
    const found = zipMember(entry);
    if (found.kind === 'file') places.add(found.member.path, place);
  }
  const bytesMax = limits.sourceExpansionAllowedBytes + extent.sizeBytes * limits.sourceExpansionMax;
  if (count.bytes > bytesMax) throw expansionError(location);
  return places;
}

async function* files(archive: ZipArchive, options: WalkOptions = {}): AsyncGenerator<TreeFile> {
  const { extent, location, places } = archive;
  const progress = new WalkProgress(extent.sizeBytes, options);
  for await (const { entry, place } of readDirectory(extent, location)) {
    progress.check();
    const found = zipMember(entry);
    if (found.kind === 'file') {
      const { path } = found.member;
      if (places.get(path) === place) yield memberFile(archive, found.member, progress);
      else options.onFault?.({ path, problem: 'has the path of another file in the archive' });
    } else if (found.kind === 'fault') {
      options.onFault?.({ path: found.path, problem: found.problem });
    }
    progress.advance(entry.compressedSize);
  }
  progress.finish();
}

async function find(archive: ZipArchive, path: string): Promise<TreeFile | undefined> {
  const place = archive.places.get(path);
  if (place === undefined) return undefined;
  const entry = await readEntryAt(archive.extent, archive.location, place);
  const found = entry && zipMember(entry);
  return found?.kind === 'file' && found.member.path === path ? memberFile(archive, found.member) : undefined;
}

function memberFile({ extent, location }: ZipArchive, member: ZipMember, progress?: WalkProgress): TreeFile {
  const { path, sizeBytes, modifiedAt } = member;
  const shown = `${location}/${path}`;
  return treeFile({
    path,
    sizeBytes,
    modifiedAt,
    location: shown,
    readStored: () => readZipMember(extent, member, shown, progress),
    findExtent: () => storedExtent(extent, member, shown),
  });
}
