/**
 * A tar archive as a tree, plain or compressed. It can only be read from its beginning to its end, so that every walk
 * and every search reads it anew, and so does reading a file that the walk does not stand at.
 */
import type { Compression } from '../compression/compression.ts';
import { decompress } from '../compression/decompress.ts';
import type { FileTree, TreeFault, TreeFile, WalkOptions } from './file-tree.ts';
import { PathIndex } from './path-index.ts';
import { TarCurrentEntry } from './tar-current-entry.ts';
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
      const current = new TarCurrentEntry(entry, `${location}/${found.path}`);
      yield memberFile(archive, found, current);
      current.pass();
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

/** A file that the walk stands at, or for which the archive is searched anew. */
function memberFile(archive: TarArchive, member: TarFile, current?: TarCurrentEntry): TreeFile {
  const { path } = member;
  return treeFile({
    ...member,
    location: `${archive.file.location}/${path}`,
    async *readStored() {
      const here = current?.read();
      if (here !== undefined) yield* here;
      else for await (const file of only(archive, path)) yield* file.readStored();
    },
  });
}

/** The first file of that path. */
async function find(archive: TarArchive, path: string): Promise<TreeFile | undefined> {
  for await (const { sizeBytes = 0, modifiedAt } of only(archive, path)) {
    return memberFile(archive, { kind: 'file', path, sizeBytes, modifiedAt });
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
