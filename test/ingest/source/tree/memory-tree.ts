import type { FileTree, TreeFile } from '../../../../src/ingest/source/tree/file-tree.ts';
import { treeFile } from '../../../../src/ingest/source/tree/tree-file.ts';
import { fractionOf } from '../../../../src/ingest/source/tree/watched.ts';

/** A tree of files that are in memory, by path, in the order of their paths. */
export function memoryTree(contents: Readonly<Record<string, string | Uint8Array>>): FileTree {
  const files = new Map(
    Object.entries(contents)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([path, content]) => [path, memoryFile(path, content)]),
  );
  return {
    kind: 'files in memory',
    async *files({ signal, onProgress } = {}) {
      let count = 0;
      for (const file of files.values()) {
        signal?.throwIfAborted();
        yield file;
        count += 1;
        onProgress?.(fractionOf(count, files.size));
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
