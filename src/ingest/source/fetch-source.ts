/** Fetches bytes over the network and opens them: one file as it is, or several as one tree. */
import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { invariant } from '../../base/index.ts';
import type { Acquired, AcquireOptions, Provenance } from './acquired-source.ts';
import type { Download } from './network/download.ts';
import { download } from './network/download.ts';
import type { ExpectedContent, PreviousDownload } from './network/expected-content.ts';
import { openSource } from './open-source.ts';
import type { RepositorySession } from './repository/repository-session.ts';
import type { Source } from './source.ts';
import { SourceError } from './source-error.ts';
import { sourceName } from './source-name.ts';
import { fileListTree } from './tree/file-list-tree.ts';

/** What is fetched, and what is known of it beforehand. */
export interface WantedFile {
  readonly url: string;
  /** As its owner calls it. */
  readonly fileName: string;
  readonly expected: ExpectedContent;
}

type Downloaded = Extract<Download, { outcome: 'downloaded' }>;

/** One file. What is half fetched stays for the next try; what is whole and of no use does not. */
export async function fetchFile(
  { url, fileName, expected }: WantedFile,
  previous: PreviousDownload | undefined,
  session: RepositorySession,
  options: AcquireOptions,
): Promise<Acquired> {
  const { client, downloadFolder, now } = options;
  const { shown } = session;
  const fetched = await download(client, url, {
    ...options,
    folder: downloadFolder,
    shown,
    bytesMax: options.downloadBytesMax,
    headers: session.headersFor(url),
    expected,
    previous,
  });
  return await opened(options, async () => {
    if (fetched.outcome === 'unchanged') return undefined;
    const { path, checksum, sizeBytes, etag, lastModified } = fetched;
    await refuseWebPage(path, shown);
    const source = await openSource(path, { location: shown, fileName });
    const provenance: Provenance = {
      location: shown,
      url: fetched.url,
      ...(etag === undefined ? {} : { etag }),
      ...(lastModified === undefined ? {} : { lastModified }),
      sizeBytes,
      checksum,
      fetchedAt: now().toISOString(),
    };
    return { source, provenance };
  });
}

/** Several files as one tree, under the names that their owner gave them. The first one gives the source its name. */
export async function fetchFiles(
  files: readonly [WantedFile, ...WantedFile[]],
  previous: PreviousDownload | undefined,
  session: RepositorySession,
  options: AcquireOptions,
): Promise<Acquired> {
  const { shown } = session;
  const fetched = await downloadAll(files, session, options);
  return await opened(options, async () => {
    const sizeBytes = fetched.reduce((sum, file) => sum + file.sizeBytes, 0);
    const checksum = checksumOfList(files, fetched);
    if (previous?.checksum === checksum && previous.sizeBytes === sizeBytes) return undefined;
    for (const { path } of fetched) await refuseWebPage(path, shown);
    const listed = files.map(({ fileName }, index) => ({ path: fileName, filePath: fetched[index]!.path }));
    const tree = await fileListTree(listed, `${files.length} files of a record`, shown);
    const source: Source = {
      location: shown,
      name: sourceName(files[0].fileName),
      sizeBytes,
      checksum: async () => checksum,
      tree,
    };
    const fetchedAt = options.now().toISOString();
    return { source, provenance: { location: shown, sizeBytes, checksum, fetchedAt } };
  });
}

/** Each in a folder of its own, so that a later try goes on where this one breaks off, whatever else is wanted then. */
async function downloadAll(
  files: readonly WantedFile[],
  session: RepositorySession,
  options: AcquireOptions,
): Promise<Downloaded[]> {
  const { client, downloadFolder, downloadBytesMax, onProgress } = options;
  const totalBytes = sumOfSizes(files);
  const all: Downloaded[] = [];
  let bytesBefore = 0;
  for (const { url, fileName, expected } of files) {
    const fetched = await download(client, url, {
      ...options,
      folder: join(downloadFolder, createHash('sha256').update(fileName).digest('hex').slice(0, 16)),
      shown: session.shown,
      bytesMax: downloadBytesMax - bytesBefore,
      headers: session.headersFor(url),
      expected,
      previous: undefined,
      onProgress: onProgress && (({ bytes }) => onProgress({ bytes: bytesBefore + bytes, totalBytes })),
    });
    invariant(fetched.outcome === 'downloaded', 'nothing is unchanged that is compared with nothing');
    bytesBefore += fetched.sizeBytes;
    all.push(fetched);
  }
  return all;
}

function sumOfSizes(files: readonly WantedFile[]): number | undefined {
  const total = files.reduce((sum, { expected }) => sum + (expected.sizeBytes ?? Number.NaN), 0);
  return Number.isNaN(total) ? undefined : total;
}

/** Of the names and the bytes, in an order that does not depend on who named them first. */
function checksumOfList(files: readonly WantedFile[], fetched: readonly Downloaded[]): string {
  const lines = files.map(
    ({ fileName }, index) => `${fetched[index]!.checksum} ${JSON.stringify(fileName)}\n`,
  );
  return createHash('sha256').update(lines.sort().join('')).digest('hex');
}

/** Opens what was fetched, or undefined where nothing of it is new; removes it where it is of no use. */
async function opened(
  { downloadFolder }: AcquireOptions,
  open: () => Promise<{ readonly source: Source; readonly provenance: Provenance } | undefined>,
): Promise<Acquired> {
  const release = () => rm(downloadFolder, { recursive: true, force: true });
  try {
    const result = await open();
    if (result === undefined) {
      await release();
      return { outcome: 'unchanged' };
    }
    const { source, provenance } = result;
    // It was taken on the way.
    const checksum = async () => provenance.checksum;
    return { outcome: 'acquired', source: { ...source, checksum }, provenance, release };
  } catch (error) {
    // Whole, and of no use: the next try should not begin with it.
    await release();
    throw error;
  }
}

const pageBytes = 1_024;

async function refuseWebPage(path: string, shown: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(pageBytes), 0, pageBytes, 0);
    const start = buffer.toString('latin1', 0, bytesRead);
    const page = /^(?:\u00ef\u00bb\u00bf)?\s*(?:<!--[^>]*-->\s*)?<(?:!doctype html|html|head|body)\b/i;
    if (!page.test(start)) return;
  } finally {
    await handle.close();
  }
  const advice = 'open it in a browser and copy the link of the data file itself';
  throw new SourceError(shown, `the server answers with a web page in place of data; ${advice}`);
}
