import type { SourceRecord } from '../../reader/source-record.ts';
import type { TreeFile } from '../../source/tree/file-tree.ts';
import type { AttachmentSelection } from '../dataset-plan.ts';
import { idOfPath } from '../scheme/id-of-path.ts';
import { isLitter } from '../survey/survey-names.ts';
import type { ReadingContext } from './reading-context.ts';

/** The files whose bytes are kept beside the entries, each in a batch of its own, since it is read before the next. */
export async function* readAttachments({
  plan,
  tree,
  settings,
  signal,
  onFile,
}: ReadingContext): AsyncGenerator<readonly SourceRecord[]> {
  const attachments = plan.attachments.filter(
    ({ collection }) => collection !== 'archive' || settings.archives !== 'none',
  );
  if (attachments.length === 0) return;
  for await (const file of tree.files({ signal })) {
    const selection = attachments.find(({ folder }) => file.path.startsWith(folder));
    if (selection === undefined || isLitter(file.path)) continue;
    onFile();
    yield [recordOf(file, selection)];
  }
}

/** Archives are documents, kept without their compression; raw files are kept byte by byte. */
function recordOf(file: TreeFile, { collection, folder }: AttachmentSelection): SourceRecord {
  const { path, sizeBytes, modifiedAt } = file;
  const below = path.slice(folder.length);
  if (collection === 'archive') {
    const name = idOfPath(path, folder);
    return { kind: 'archive', name, mainFile: below, file: path, read: () => file.read() };
  }
  return {
    kind: 'attachment',
    collection,
    name: below,
    file: path,
    sizeBytes,
    modifiedAt,
    read: () => file.readStored(),
  };
}
