import type { FileTree, TreeFile } from './file-tree.ts';
import type { StoredFile } from './tree-file.ts';
import { treeFile } from './tree-file.ts';
import { WalkProgress } from './walk-progress.ts';

/** A tree of one file that is no bundle, wherever its bytes come from. */
export function singleFileTree(file: StoredFile): FileTree {
  return {
    kind: 'a file',
    async *files(options = {}): AsyncGenerator<TreeFile> {
      const progress = new WalkProgress(file.sizeBytes ?? 0, options);
      progress.check();
      yield treeFile({ ...file, readStored: () => progress.watch(file.readStored()) });
      progress.finish();
    },
    find: async (path) => (path === file.path ? treeFile(file) : undefined),
    openBundle: async () => undefined,
    close: async () => {},
  };
}
