/**
 * A tar archive as a tree, plain or compressed. It can only be read from its beginning to its end, so that every walk
 * and every search reads it anew.
 */
import type { Compression } from '../compression/compression.ts';
import { decompress } from '../compression/decompress.ts';
import { SourceError } from '../source-error.ts';
import type { FileTree, TreeFault, TreeFile, WalkOptions } from './file-tree.ts';
import { PathIndex } from './path-index.ts';
import type { TarEntry } from './tar-entries.ts';
import { tarEntries } from './tar-entries.ts';
import type { TarMember } from './tar-member.ts';
import { tarMember } from './tar-member.ts';
import { TreeCount } from './tree-count.ts';
import type { StoredFile } from './tree-file.ts';
import { treeFile } from './tree-file.ts';
import { WalkProgress } from './walk-progress.ts';

interface TarArchive {
  readonly file: StoredFile;
  readonly compression: Compression | undefined;
}

export function tarTree(
  file: StoredFile,
  compression: Compression | undefined,
  openInner: FileTree['openBundle'],
): FileTree {
  const archive = { file, compression };
  return {
    kind: compression === undefined ? 'a tar archive' : `a tar archive compressed by ${compression}`,
    files: (options) => files(archive, options),
    find: (path) => find(archive, path),
    openBundle: openInner,
    close: async () => {},
  };
}

type TarFile = Extract<TarMember, { kind: 'file' }>;

/** Errors: `SourceError`. Limits: `treeFilesMax`, `treeBytesMax`. */
async function* files(archive: TarArchive, options: WalkOptions = {}): AsyncGenerator<TreeFile> {
  const { location } = archive.file;
  const seen = new PathIndex();
  const count = new TreeCount(location);
  const told = (fault: TreeFault) => options.onFault?.(fault);
  let place = 0;
  for await (const entry of entriesOf(archive, options)) {
    options.signal?.throwIfAborted();
    const found = tarMember(entry.header);
    place += 1;
    count.add(entry.header.size);
    if (found.kind === 'file' && seen.add(found.path, place) === place) {
      yield memberFile(location, found, entry);
    } else if (found.kind === 'file') {
      told({ path: found.path, problem: 'has the path of another file in the archive' });
    } else if (found.kind === 'fault') {
      told({ path: found.path, problem: found.problem });
    }
    // What was not read of it is passed over.
    entry.resume();
  }
}

function entriesOf({ file, compression }: TarArchive, options: WalkOptions): AsyncGenerator<TarEntry> {
  const { location, sizeBytes = 0, path } = file;
  const stored = new WalkProgress(sizeBytes, options).watch(file.readStored());
  const content = compression === undefined ? stored : decompress(stored, compression, location);
  return tarEntries(content, location, () => {
    const problem = 'ends without the mark of its end; files may be missing';
    options.onFault?.({ path, problem });
  });
}

function memberFile(location: string, member: TarFile, entry: TarEntry): TreeFile {
  const shown = `${location}/${member.path}`;
  return treeFile({ ...member, location: shown, readStored: () => readEntry(entry, member, shown) });
}

async function* readEntry(
  entry: TarEntry,
  { sizeBytes }: TarFile,
  location: string,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const chunk of entry as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    yield chunk;
  }
  if (bytes < sizeBytes) throw new SourceError(location, 'is cut off');
}

/** The first file of that path, which can be read again and again: each time the archive is searched for it. */
async function find(archive: TarArchive, path: string): Promise<TreeFile | undefined> {
  for await (const { sizeBytes, modifiedAt } of only(archive, path)) {
    const location = `${archive.file.location}/${path}`;
    return treeFile({
      path,
      sizeBytes,
      modifiedAt,
      location,
      async *readStored() {
        for await (const file of only(archive, path)) yield* file.readStored();
      },
    });
  }
  return undefined;
}

async function* only(archive: TarArchive, path: string): AsyncGenerator<TreeFile> {
  for await (const file of files(archive)) {
    if (file.path !== path) continue;
    yield file;
    return;
  }
}
