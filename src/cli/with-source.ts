import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { invariant } from '../base/index.ts';
import type { Settings } from '../config/index.ts';
import type { IngestHooks, IngestProgress, Source } from '../ingest/index.ts';
import { acquireSource, createHttpClient } from '../ingest/index.ts';
import { DatabaseFileError } from '../registry/index.ts';
import { CliError } from './cli-error.ts';
import { explainSource, locateSource } from './locate-source.ts';
import { userAgent } from './package-version.ts';
import type { ProgressState } from './progress.ts';
import { ProgressDisplay } from './progress.ts';
import { StoppedError } from './stop-signals.ts';
import type { Terminal } from './terminal.ts';

export interface SourceOptions {
  readonly text: string;
  /** Key of a file in a record. */
  readonly file: string | undefined;
  readonly settings: Settings;
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
}

/**
 * Lets `run` read a source, wherever it lies, with a progress display. What had to be fetched for it is not kept.
 *
 * Errors: `CliError` where it cannot be read, `StoppedError`.
 */
export async function withSource<Result>(
  options: SourceOptions,
  run: (source: Source, hooks: IngestHooks, show: (progress: ProgressState) => void) => Promise<Result>,
): Promise<Result> {
  const { text, signal } = options;
  const display = new ProgressDisplay(options.terminal, text);
  const show = (progress: ProgressState): void => display.update(progress);
  const downloadFolder = await mkdtemp(join(tmpdir(), 'respawn-'));
  try {
    const source = await acquire(options, downloadFolder, display);
    const hooks = {
      ingestedAt: new Date().toISOString(),
      signal,
      onProgress: (progress: IngestProgress) => show({ ...progress, bytes: 0 }),
    };
    return await run(source, hooks, show);
  } catch (error) {
    if (signal.aborted) throw new StoppedError();
    if (error instanceof DatabaseFileError) throw new CliError(error.message, 1);
    throw explainSource(text, error);
  } finally {
    display.end();
    await rm(downloadFolder, { recursive: true, force: true });
  }
}

async function acquire(
  { text, file, settings, signal }: SourceOptions,
  downloadFolder: string,
  display: ProgressDisplay,
): Promise<Source> {
  const { location, policy } = await locateSource(text, file);
  const client = createHttpClient({ allowedHosts: policy.hosts, userAgent: userAgent() });
  try {
    const acquired = await acquireSource(location, {
      policy,
      client,
      downloadFolder,
      downloadBytesMax: settings.lifeCycle.downloadBytesMax,
      tokens: settings.repositoryTokens,
      now: () => new Date(),
      signal,
      onProgress: ({ bytes, totalBytes }) => {
        const fraction = totalBytes === undefined ? undefined : bytes / Math.max(1, totalBytes);
        display.update({ stage: 'fetching', fraction, entries: 0, bytes });
      },
    });
    invariant(acquired.outcome === 'acquired', 'without an earlier file there is nothing to be unchanged');
    return acquired.source;
  } finally {
    await client.close();
  }
}
