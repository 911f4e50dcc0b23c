/**
 * One ingestion from its claim to its outcome, in whatever process: authorize → acquire → is the file of this build
 * there? → else ingest into a staged file, which the queue puts in its place. Knows nothing of leases and processes.
 */
import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createEmbeddedWriter, DatabaseFileError, readDatabaseFileProperties } from '../../backend/index.ts';
import type { Acquired, LocationPolicy, Provenance } from '../../ingest/index.ts';
import { acquireSource, createHttpClient, ingest } from '../../ingest/index.ts';
import { authorizeLocation } from '../../ingest/without-reading.ts';
import { buildKey } from '../build-key.ts';
import { describeContents } from './describe-contents.ts';
import { DownloadFolder } from './download-folder.ts';
import { explainFailure, explainRefusal } from './explain-failure.ts';
import type { IngestionContext, IngestionHooks } from './ingestion-context.ts';
import type { ClaimedIngestion, IngestionOutcome, IngestionResult } from './ingestion-queue.ts';
import { ProgressTeller } from './progress-teller.ts';

type AcquiredData = Extract<Acquired, { readonly outcome: 'acquired' }>;

/** An ingestion while it runs. */
interface Job {
  readonly claim: ClaimedIngestion;
  readonly context: IngestionContext;
  readonly hooks: IngestionHooks;
  readonly progress: ProgressTeller;
  /** Undefined where nothing is fetched. */
  readonly downloads: DownloadFolder | undefined;
}

/**
 * Makes the database of a claim, or finds that it is there.
 *
 * Errors: never throws; what goes wrong is the outcome. What was fetched stays for the next try where that may follow.
 */
export async function runIngestion(
  claim: ClaimedIngestion,
  context: IngestionContext,
  hooks: IngestionHooks,
): Promise<IngestionResult> {
  const progress = new ProgressTeller(hooks.onProgress);
  let downloads: DownloadFolder | undefined;
  const result = await attempt(claim, hooks, () => {
    if (claim.location.location.kind !== 'file') downloads = new DownloadFolder(claim);
    return makeDatabase({ claim, context, hooks, progress, downloads });
  });
  progress.end();
  try {
    await downloads?.leave(mayGoOn(result.outcome));
    if (result.outcome.outcome !== 'published') await rm(claim.stagedPath, { force: true });
    if (result.outcome.outcome === 'interrupted') await rm(claim.stagedReportPath, { force: true });
  } catch (error) {
    hooks.onFault(`cleaning up after the ingestion of ${claim.id}`, error);
  }
  return result;
}

function mayGoOn(outcome: IngestionOutcome): boolean {
  if (outcome.outcome === 'interrupted') return true;
  return outcome.outcome === 'failed' && outcome.failure.reason === 'unreachable';
}

async function attempt(
  claim: ClaimedIngestion,
  hooks: IngestionHooks,
  make: () => Promise<IngestionResult>,
): Promise<IngestionResult> {
  try {
    hooks.signal.throwIfAborted();
    const result = await make();
    hooks.signal.throwIfAborted();
    return result;
  } catch (error) {
    if (hooks.signal.aborted) return withoutReport({ outcome: 'interrupted', blamed: false });
    const failure = explainFailure(error, { claim, now: new Date(), onFault: hooks.onFault });
    return withoutReport({ outcome: 'failed', failure });
  }
}

async function makeDatabase(job: Job): Promise<IngestionResult> {
  const { claim, context, hooks, progress, downloads } = job;
  const policy = policyFor(claim, context);
  const authorized = await authorizeLocation(claim.location.location, policy, '/');
  const previous = providedAlready(claim, context);
  const client = createHttpClient({ allowedHosts: policy.hosts, userAgent: context.userAgent });
  try {
    const acquired = await acquireSource(
      { ...authorized, shown: claim.location.shown },
      {
        policy,
        client,
        downloadFolder: downloads?.path ?? claim.downloadFolder,
        downloadBytesMax: context.downloadBytesMax,
        ...(previous === undefined ? {} : { previous }),
        tokens: context.tokens,
        now: () => new Date(),
        signal: hooks.signal,
        onProgress: ({ bytes, totalBytes }) =>
          progress.update({
            bytes,
            fraction: totalBytes === undefined ? undefined : bytes / Math.max(1, totalBytes),
          }),
      },
    );
    if (acquired.outcome === 'unchanged' || acquired.provenance.checksum === previous?.checksum) {
      return withoutReport({ outcome: 'unchanged' });
    }
    return await build(job, acquired);
  } finally {
    await client.close();
  }
}

/** What a command names is the operator's own to read; what was spawned must be allowed still. */
function policyFor({ origin, location }: ClaimedIngestion, { policy }: IngestionContext): LocationPolicy {
  if (origin === 'spawned') return policy;
  const { kind } = location.location;
  if (kind === 'file') return { folders: 'any', hosts: policy.hosts };
  const url = kind === 'url' ? location.location.url : location.location.repository;
  return { folders: 'any', hosts: [...policy.hosts, new URL(url).host] };
}

/** Where the data of the present file came from, if that file is what they would give now. */
function providedAlready(
  { filePath, previous, options }: ClaimedIngestion,
  { archiveBytesMax }: IngestionContext,
): Provenance | undefined {
  if (previous === undefined) return undefined;
  try {
    const key = readDatabaseFileProperties(filePath).buildKey;
    return key === buildKey(previous.checksum, options, archiveBytesMax) ? previous : undefined;
  } catch (error) {
    if (error instanceof DatabaseFileError) return undefined;
    throw error;
  }
}

async function build(job: Job, acquired: AcquiredData): Promise<IngestionResult> {
  const { claim, context, hooks, progress } = job;
  const { source, provenance } = acquired;
  // An operator may have taken the folder away, with all that was in it.
  await mkdir(dirname(claim.stagedPath), { recursive: true });
  const { archiveBytesMax } = context;
  const properties = {
    buildKey: buildKey(provenance.checksum, claim.options, archiveBytesMax),
    source: claim.location.shown,
  };
  const { report, description } = await ingest(
    source,
    (referencePatterns) =>
      createEmbeddedWriter(claim.stagedPath, {
        properties,
        tuning: { fileBytesMax: context.fileBytesMax, archiveBytesMax },
        referencePatterns,
      }),
    claim.options,
    {
      ingestedAt: new Date().toISOString(),
      signal: hooks.signal,
      entriesMax: context.entriesMax,
      onProgress: (state) => progress.update(state),
    },
  );
  await writeFile(claim.stagedReportPath, `${JSON.stringify(report, undefined, 2)}\n`);
  if (description === undefined) {
    const failure = explainRefusal(report, claim, new Date());
    return { outcome: { outcome: 'failed', failure }, report };
  }
  const contents = describeContents({
    id: claim.id,
    location: claim.location.shown,
    description,
    report,
    provenance,
    fileBytes: (await stat(claim.stagedPath)).size,
    title: acquired.title,
    summary: acquired.description,
  });
  return { outcome: { outcome: 'published', contents, provenance }, report };
}

function withoutReport(outcome: IngestionOutcome): IngestionResult {
  return { outcome, report: undefined };
}
