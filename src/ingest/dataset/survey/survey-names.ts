/** The first look at a tree: its names, and the configurations that lie at its top. */
import { limits } from '../../../base/index.ts';
import type { FileTree, TreeFile, WalkOptions } from '../../source/tree/file-tree.ts';
import { FolderScheme } from '../scheme/folder-scheme.ts';
import { isConfigName } from './config-names.ts';

export interface TreeNames {
  readonly count: number;
  /** The first file, which is the only one where the count is 1. */
  readonly first: TreeFile | undefined;
  /** Folder that all files lie in, with the `/` at its end; `''` where there is none, or the only file is in it. */
  readonly topFolder: string;
  /** Whether it is an AiiDA archive, unpacked or looked into. */
  readonly isAiida: boolean;
  /** Configurations at the top or in the top folder, by path. */
  readonly configs: ReadonlyMap<string, string>;
  /** What the folder scheme finds in the tree, and in the top folder. */
  readonly scheme: FolderScheme;
  readonly schemeBelow: FolderScheme;
}

/** By programs that pack archives, beside each file. */
const litter = /^__MACOSX\//;

/** Whether a file is there for the program that packed it, and not for readers. */
export function isLitter(path: string): boolean {
  return litter.test(path);
}

/**
 * Walks over the names once; of the contents only configurations are read.
 *
 * Errors: `SourceError` where the tree is damaged.
 * Limits: a configuration that is longer than `makerConfigBytesMax` is cut there, which its reader then tells.
 */
export async function surveyNames(tree: FileTree, options: WalkOptions): Promise<TreeNames> {
  const configs = new Map<string, string>();
  const scheme = new FolderScheme();
  const schemeBelow = new FolderScheme();
  const archiveParts = new Set<string>();
  let count = 0;
  let first: TreeFile | undefined;
  let topFolder: string | undefined;
  for await (const file of tree.files(options)) {
    const { path } = file;
    if (isLitter(path)) continue;
    count += 1;
    first ??= file;
    const folder = path.slice(0, path.indexOf('/') + 1);
    topFolder ??= folder;
    if (folder !== topFolder) topFolder = '';
    scheme.add(path);
    if (folder !== '' && folder === topFolder) schemeBelow.add(path.slice(folder.length));
    const isAtTop = !path.includes('/', folder.length);
    if (isAtTop && isConfigName(path)) configs.set(path, await readConfig(file));
    if (aiidaParts.includes(path)) archiveParts.add(path);
  }
  const isAiida = aiidaParts.every((path) => archiveParts.has(path));
  return { count, first, topFolder: topFolder ?? '', isAiida, configs, scheme, schemeBelow };
}

const aiidaParts: readonly string[] = ['metadata.json', 'db.sqlite3'];

async function readConfig(file: TreeFile): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of file.read()) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > limits.makerConfigBytesMax) break;
  }
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}
