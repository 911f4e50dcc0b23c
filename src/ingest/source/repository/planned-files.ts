import type { DatasetPlan, FileSelection } from '../../dataset/dataset-plan.ts';
import { compileSelection } from '../../dataset/maker/compile-selection.ts';
import { SourceError } from '../source-error.ts';
import { namedFile } from './choose-files.ts';
import type { RecordFile, RepositoryRecord } from './repository-record.ts';

/** What of a plan names files. */
type Named = Pick<DatasetPlan, 'selections' | 'attachments'>;

/**
 * The files of a record that a plan takes, each once, those of entries first. Patterns are matched with the names of the
 * record where they are not for what lies in a bundle.
 *
 * @param shown the location for messages
 * @param origin what the plan is from, such as `optimade.yaml`, for messages
 * Errors: `SourceError` of the reason `gone` for a name or pattern without a file.
 */
export function plannedFiles(
  { selections, attachments }: Named,
  record: RepositoryRecord,
  origin: string,
  shown: string,
): RecordFile[] {
  const byName = new Map(record.files.map((file) => [file.name, file]));
  const filesOf = (selection: FileSelection): RecordFile[] => {
    const file = byName.get(selection.file);
    if (file) return [file];
    if (selection.matches === undefined) {
      const complaint = `the ${origin} of the record names a file that is not there,`;
      return [namedFile(record, selection.file, complaint, shown)];
    }
    const { matches, unmatched } = compileSelection(selection);
    const found = record.files.filter(({ name }) => matches(name));
    const [complaint] = unmatched();
    if (complaint === undefined) return found;
    throw new SourceError(shown, `the ${origin} of the record cannot be followed: ${complaint}`, {
      reason: 'gone',
    });
  };
  const archives = selections.flatMap(({ aiida }) => (aiida ? [{ file: aiida.file }] : []));
  const entries = selections.flatMap(({ files }) => files);
  const tables = selections.flatMap((selection) => selection.tables);
  const attached = record.files.filter(({ name }) =>
    attachments.some(({ folder }) => name.startsWith(folder)),
  );
  return [...new Set([...[...entries, ...archives, ...tables].flatMap(filesOf), ...attached])];
}
