import type { FileTree } from '../../source/tree/file-tree.ts';

/** A tree of which the walk passes some files over. Closing it closes the tree. */
export function treeWithout(tree: FileTree, isPassedOver: (path: string) => boolean): FileTree {
  return {
    kind: tree.kind,
    async *files(options) {
      for await (const file of tree.files(options)) {
        if (!isPassedOver(file.path)) yield file;
      }
    },
    find: (path) => tree.find(path),
    openBundle: (file) => tree.openBundle(file),
    close: () => tree.close(),
  };
}
