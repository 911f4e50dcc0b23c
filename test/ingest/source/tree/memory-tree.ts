import type { FileTree, TreeFile } from '../../../../src/ingest/source/tree/file-tree.ts';
import { treeFile } from '../../../../src/ingest/source/tree/tree-file.ts';
import { WalkProgress } from '../../../../src/ingest/source/tree/walk-progress.ts';

/** A tree of files that are in memory, by path, in the order of their paths. */
export function memoryTree(contents: Readonly<Record<string, string | Uint8Array>>): FileTree {
  const files = new Map(
    Object.entries(contents)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([path, content]) => [path, memoryFile(path, content)]),
  );
  return {
    kind: 'files in memory',
    async *files(options = {}) {
      const progress = new WalkProgress(files.size, options);
      for (const file of files.values()) {
        progress.check();
        yield file;
        progress.advance(1);
      }
    },
    find: async (path) => files.get(path),
    openBundle: async () => undefined,
    close: async () => {},
  };
}

function memoryFile(path: string, content: string | Uint8Array): TreeFile {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return treeFile({
    path,
    sizeBytes: bytes.length,
    modifiedAt: undefined,
    location: path,
    async *readStored() {
      if (bytes.length > 0) yield bytes;
    },
  });
}
