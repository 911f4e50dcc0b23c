/** Files that are kept beside the entries: their bytes go to the writer, what is wrong with them into the report. */
import type { DatabaseWriter } from '../backend/index.ts';
import { fileEntry } from './entry/file-entry.ts';
import type { IngestOptions } from './ingest-options.ts';
import type { RawEntry, SourceRecord } from './reader/source-record.ts';
import type { ReportCollector } from './report.ts';
import type { Source } from './source/source.ts';
import type { SourceErrorReason } from './source/source-error.ts';
import { SourceError } from './source/source-error.ts';

type AttachmentRecord = Extract<SourceRecord, { readonly kind: 'attachment' }>;
type ArchiveRecord = Extract<SourceRecord, { readonly kind: 'archive' }>;

interface Keeper {
  readonly writer: DatabaseWriter;
  readonly report: ReportCollector;
}

interface KeepOptions {
  readonly source: Source;
  readonly options: Pick<IngestOptions, 'onError'>;
}

/**
 * Keeps a raw file; `take` is given the entry that tells of it.
 *
 * Errors: `SourceError` where a file that cannot be kept ends the ingestion.
 */
export async function keepAttachment(
  record: AttachmentRecord,
  { writer, report }: Keeper,
  how: KeepOptions,
  take: (entry: RawEntry) => void,
): Promise<void> {
  const { collection, name, file } = record;
  const problem = await problemOf(file, how, async () => {
    const stored = await writer.attach({ collection, name }, record.read());
    if (stored === undefined) return 'has a name that is too long, or the same as that of another file';
    take(fileEntry(record, stored));
    return undefined;
  });
  if (problem !== undefined)
    report.addFileIssue({ kind: 'file-issue', code: 'file-unreadable', file, problem });
}

/** Keeps an archive. Errors: as of `keepAttachment`. */
export async function keepArchive(
  record: ArchiveRecord,
  { writer, report }: Keeper,
  how: KeepOptions,
): Promise<void> {
  const { name, mainFile, file } = record;
  const problem = await problemOf(file, how, async () => {
    const stored = await writer.archive(name, mainFile, record.read());
    if (typeof stored === 'string') return stored;
    const { notANumbers: count } = stored;
    const detail = 'NaN and Infinity, which are no JSON, became null.';
    if (count > 0) report.add({ code: 'not-a-number', action: 'changed', detail, file, count });
    return undefined;
  });
  if (problem !== undefined)
    report.addFileIssue({ kind: 'file-issue', code: 'archive-unreadable', file, problem });
}

/** What keeps a file from being kept, a sentence without its subject. */
async function problemOf(
  file: string,
  { source, options }: KeepOptions,
  keep: () => Promise<string | undefined>,
): Promise<string | undefined> {
  let problem: string | undefined;
  let reason: SourceErrorReason = 'unreadable';
  try {
    problem = await keep();
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    ({ problem, reason } = error);
  }
  if (problem !== undefined && options.onError === 'fail')
    throw new SourceError(source.location, `the file ${file} ${problem}`, { reason });
  return problem;
}
