import type { Source, SourceRecord } from '../../../src/ingest/index.ts';
import type { RecordFile } from '../../../src/ingest/reader/read-records.ts';
import { readRecords } from '../../../src/ingest/reader/read-records.ts';
import type { FileTree } from '../../../src/ingest/source/tree/file-tree.ts';
import { singleFileTree } from '../../../src/ingest/source/tree/single-file-tree.ts';
import { memoryTree } from '../source/tree/memory-tree.ts';

/** A source that was never a file, in the chunks as they are given. */
export function memorySource(...chunks: readonly (string | Uint8Array)[]): Source {
  return generatedSource(() =>
    chunks.map((chunk) => (typeof chunk === 'string' ? Buffer.from(chunk) : chunk)),
  );
}

/** A source whose chunks are made while it is read. */
export function generatedSource(chunks: () => Iterable<Uint8Array>): Source {
  const tree = singleFileTree({
    path: 'memory',
    location: 'memory',
    sizeBytes: undefined,
    modifiedAt: undefined,
    readStored: async function* () {
      yield* chunks();
    },
  });
  return sourceOf(tree);
}

/** A source of several files, by path. */
export function memoryFiles(contents: Readonly<Record<string, string | Uint8Array>>): Source {
  return sourceOf(memoryTree(contents));
}

function sourceOf(tree: FileTree): Source {
  return { location: 'memory', name: 'memory', sizeBytes: 0, checksum: async () => '', tree };
}

/** All records of a source of one file. */
export async function readAll(source: Source): Promise<SourceRecord[]> {
  return (await collect(readRecords(await onlyFile(source)))).flat();
}

export async function onlyFile({ location, tree }: Source): Promise<RecordFile> {
  const [file] = await collect(tree.files());
  return { location, read: () => file!.read() };
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const collected: Item[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}

/** Records in one line each, for tables: what they are and the most telling part of them. */
export function brief(record: SourceRecord): string {
  switch (record.kind) {
    case 'header':
      return `${record.line} header ${record.apiVersion}`;
    case 'meta':
      return `${record.line} meta ${JSON.stringify(record.meta)}`;
    case 'base-info':
      return `${record.line} base-info ${Object.keys(record.info).join()}`;
    case 'entry-info':
      return `${record.line} entry-info ${record.entryType} ${Object.keys(record.info).join()}`;
    case 'entry':
      return `${record.line} entry ${record.type} ${record.id} ${JSON.stringify(record.attributes)}`;
    case 'malformed':
      return `${record.line} malformed ${record.problem}`;
    case 'file-issue':
      return `${record.file} ${record.code} ${record.problem}`;
    case 'attachment':
      return `${record.file} attachment ${record.collection} ${record.name}`;
    case 'archive':
      return `${record.file} archive ${record.name} ${record.mainFile}`;
  }
}

export async function readBrief(...chunks: readonly (string | Uint8Array)[]): Promise<string[]> {
  return (await readAll(memorySource(...chunks))).map(brief);
}
