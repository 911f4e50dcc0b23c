import { Buffer } from 'node:buffer';
import { limits } from '../../../base/index.ts';
import { entryOfFinding } from '../../parsing/entry-of-finding.ts';
import { AiidaError } from '../../reader/aiida/aiida-error.ts';
import type { AiidaFinding } from '../../reader/aiida/read-aiida.ts';
import { checkAiidaMetadata, readAiida } from '../../reader/aiida/read-aiida.ts';
import type { SourceRecord } from '../../reader/source-record.ts';
import { SourceError } from '../../source/source-error.ts';
import { openSqliteContent } from '../../source/sqlite/sqlite-content.ts';
import type { FileTree, TreeFile } from '../../source/tree/file-tree.ts';
import type { AiidaSelection, EntrySelection } from '../dataset-plan.ts';
import type { EntryAssembler } from './entry-assembler.ts';
import type { ReadingContext } from './reading-context.ts';

/** Structures that make one batch: some milliseconds of work. */
const batchLength = 100;

/**
 * The structures of an AiiDA archive. They are few beside what else is in an archive, so that no threads are asked.
 *
 * Errors: `SourceError` where it is none that can be read.
 */
export async function* readAiidaArchive(
  selection: EntrySelection,
  { file, group }: AiidaSelection,
  assembler: EntryAssembler,
  context: ReadingContext,
): AsyncGenerator<readonly SourceRecord[]> {
  const { tree, location, signal, onFile, settings } = context;
  const keepsSource = settings.archives === 'all';
  const archive = file === '' ? tree : await openArchive(file, context);
  try {
    const content = await findContent(archive, location);
    const database = await openSqliteContent(content, { signal });
    onFile();
    try {
      const take = (found: AiidaFinding) => recordsOf(found, content, file, assembler, context);
      let batch: SourceRecord[] = [];
      for (const found of readAiida(database, { group, properties: selection.properties, keepsSource })) {
        batch.push(...take(found));
        if (batch.length < batchLength) continue;
        yield batch;
        signal?.throwIfAborted();
        batch = [];
      }
      if (batch.length > 0) yield batch;
    } finally {
      database.close();
    }
  } catch (error) {
    if (!(error instanceof AiidaError)) throw error;
    throw new SourceError(location, file === '' ? error.message : `its ${file} ${error.message}`);
  } finally {
    if (archive !== tree) await archive.close();
  }
}

async function openArchive(path: string, { tree, location }: ReadingContext): Promise<FileTree> {
  const file = await tree.find(path);
  const archive = file && (await tree.openBundle(file));
  if (archive !== undefined) return archive;
  const problem = file === undefined ? 'is not there' : 'is no AiiDA archive';
  throw new SourceError(location, `its ${path} ${problem}`);
}

async function findContent(archive: FileTree, location: string): Promise<TreeFile> {
  const metadata = await archive.find('metadata.json');
  const problem = metadata && checkAiidaMetadata(await readText(metadata));
  if (problem !== undefined) throw new AiidaError(problem);
  const content = await archive.find('db.sqlite3');
  if (metadata !== undefined && content !== undefined) return content;
  throw new SourceError(location, 'is no AiiDA archive: it lacks metadata.json or db.sqlite3');
}

async function readText(file: TreeFile): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of file.read()) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > limits.sourceHeadBytesMax)
      throw new AiidaError('has a metadata.json of more than a mebibyte');
  }
  return Buffer.concat(chunks).toString();
}

/** @param path of the archive in the tree, `''` where it is the tree */
function recordsOf(
  found: AiidaFinding,
  content: TreeFile,
  path: string,
  assembler: EntryAssembler,
  { location, settings }: ReadingContext,
): SourceRecord[] {
  const shownPath = path === '' ? content.path : path;
  if ('finding' in found) {
    const selected = { file: content, selection: { file: path }, path: shownPath, placedPath: shownPath };
    const entry = entryOfFinding(found.finding, 0, settings);
    return assembler.assemble(entry, { selected, format: 'aiida', numbering: undefined, hasParts: false });
  }
  const { line, problem } = found.fault;
  if (settings.onError === 'fail') throw new SourceError(location, `${shownPath}: ${problem}`);
  return [{ kind: 'file-issue', code: 'part-unreadable', file: shownPath, line, problem }];
}
