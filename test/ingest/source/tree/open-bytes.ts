import { memoryExtent } from '../../../../src/ingest/source/disk/extent.ts';
import type { FileTree, TreeFault, TreeFile } from '../../../../src/ingest/source/tree/file-tree.ts';
import { openBundle, openInnerBundle } from '../../../../src/ingest/source/tree/open-bundle.ts';
import type { StoredFile } from '../../../../src/ingest/source/tree/tree-file.ts';

/** Opens bytes as a file that was named, in chunks as a disk gives them. */
export async function openBytes(bytes: Buffer, path = 'data'): Promise<FileTree | undefined> {
  const file: StoredFile = {
    path,
    sizeBytes: bytes.length,
    modifiedAt: undefined,
    location: path,
    async *readStored() {
      for (let from = 0; from < bytes.length; from += 10_000) yield bytes.subarray(from, from + 10_000);
    },
    findExtent: async () => memoryExtent(bytes),
  };
  return await openBundle(file, openInnerBundle);
}

export interface Walk {
  /** What is in each file by its path, or the message of the error. */
  readonly contents: Readonly<Record<string, string>>;
  readonly faults: readonly TreeFault[];
}

/** Everything that a tree gives. Errors: those of the walk. */
export async function walk(tree: FileTree | undefined): Promise<Walk> {
  if (tree === undefined) throw new Error('It is no bundle.');
  const contents: Record<string, string> = {};
  const faults: TreeFault[] = [];
  for await (const file of tree.files({ onFault: (fault) => faults.push(fault) })) {
    contents[file.path] = await contentOf(file).catch((error: Error) => `${error.name}: ${error.message}`);
  }
  return { contents, faults };
}

export async function contentOf(file: TreeFile): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.read()) chunks.push(chunk);
  return Buffer.concat(chunks).toString('latin1');
}

export async function walkBytes(bytes: Buffer): Promise<Walk> {
  return await walk(await openBytes(bytes));
}
