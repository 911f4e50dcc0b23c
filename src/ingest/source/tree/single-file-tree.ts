import type { FileTree, TreeFile, WalkOptions } from './file-tree.ts';
import type { StoredFile } from './tree-file.ts';
import { treeFile } from './tree-file.ts';
import { watched } from './watched.ts';

/** A tree of one file, wherever its bytes come from. */
export function singleFileTree(file: StoredFile): FileTree {
  const opened = (options: WalkOptions): TreeFile =>
    treeFile({ ...file, readStored: () => watched(file.readStored(), file.sizeBytes ?? 0, options) });
  return {
    kind: 'a file',
    async *files(options = {}) {
      options.signal?.throwIfAborted();
      yield opened(options);
    },
    find: async (path) => (path === file.path ? opened({}) : undefined),
    openBundle: async () => undefined,
    close: async () => {},
  };
}
