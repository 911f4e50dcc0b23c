import type { FileTree, TreeFile } from '../../source/tree/file-tree.ts';

/** The files of a tree below one of its folders, with paths relative to it. Closing it closes the tree. */
export function treeBelow(tree: FileTree, folder: string): FileTree {
  if (folder === '') return tree;
  return {
    kind: tree.kind,
    async *files(options) {
      for await (const file of tree.files(options)) {
        if (file.path.startsWith(folder)) yield rebased(file, folder);
      }
    },
    find: async (path) => {
      const file = await tree.find(folder + path);
      return file && rebased(file, folder);
    },
    openBundle: async (file) => {
      const whole = file instanceof FileBelow ? file.whole : await tree.find(folder + file.path);
      return whole && tree.openBundle(whole);
    },
    close: () => tree.close(),
  };
}

function rebased(file: TreeFile, folder: string): TreeFile {
  return new FileBelow(file, file.path.slice(folder.length));
}

class FileBelow implements TreeFile {
  readonly whole: TreeFile;
  readonly path: string;

  constructor(whole: TreeFile, path: string) {
    this.whole = whole;
    this.path = path;
  }

  get sizeBytes() {
    return this.whole.sizeBytes;
  }

  get modifiedAt() {
    return this.whole.modifiedAt;
  }

  read() {
    return this.whole.read();
  }

  readStored() {
    return this.whole.readStored();
  }
}
