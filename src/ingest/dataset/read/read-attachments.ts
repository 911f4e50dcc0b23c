import type { SourceRecord } from '../../reader/source-record.ts';
import type { TreeFile } from '../../source/tree/file-tree.ts';
import type { AttachmentSelection } from '../dataset-plan.ts';
import { nameUncompressed } from '../maker/compile-selection.ts';
import { idOfPath } from '../scheme/id-of-path.ts';
import { isLitter } from '../survey/survey-names.ts';
import type { ReadingContext } from './reading-context.ts';

/** The files whose bytes are kept beside the entries, each in a batch of its own, since it is read before the next. */
export async function* readAttachments({
  plan,
  tree,
  signal,
  onFile,
}: ReadingContext): AsyncGenerator<readonly SourceRecord[]> {
  const { attachments } = plan;
  if (attachments.length === 0) return;
  for await (const file of tree.files({ signal })) {
    const selection = attachments.find(({ folder }) => file.path.startsWith(folder));
    if (selection === undefined || isLitter(file.path)) continue;
    onFile();
    yield [attachmentOf(file, selection)];
  }
}

/** Archives are documents, kept without their compression; raw files are kept byte by byte. */
function attachmentOf(file: TreeFile, { collection, folder }: AttachmentSelection): SourceRecord {
  const { path, sizeBytes, modifiedAt } = file;
  const below = path.slice(folder.length);
  const isArchive = collection === 'archive';
  const bare = nameUncompressed(below);
  return {
    kind: 'attachment',
    collection,
    name: isArchive ? idOfPath(path, folder) : below,
    file: path,
    sizeBytes: isArchive && bare !== undefined ? undefined : sizeBytes,
    modifiedAt,
    read: () => (isArchive ? file.read() : file.readStored()),
  };
}
