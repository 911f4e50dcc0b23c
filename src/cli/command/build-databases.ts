import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { IngestHooks, IngestOptions, Source } from '../../ingest/index.ts';
import { formatReport, openSource, SourceError } from '../../ingest/index.ts';
import type { DatabaseRegistry, SpawnResult } from '../../registry/index.ts';
import { DatabaseFileError, databaseIdFrom } from '../../registry/index.ts';
import { CliError } from '../cli-error.ts';
import { ProgressDisplay } from '../progress.ts';
import { StoppedError } from '../stop-signals.ts';
import type { Terminal } from '../terminal.ts';
import { styled } from '../terminal.ts';

/** A source and the id of its database. */
export interface NamedSource {
  readonly id: string;
  readonly source: Source;
}

/** The data files of the examples that come with the program. */
export function bundledExamples(): readonly string[] {
  const folder = join(import.meta.dirname, '..', '..', '..', 'examples');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(jsonl?)$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/**
 * Opens sources and gives each database an id: the one that was asked for, else from the file's name; a second one of
 * the same name gets a number.
 *
 * Errors: `CliError` where a source cannot be read.
 */
export async function openSources(
  locations: readonly string[],
  id: string | undefined,
): Promise<NamedSource[]> {
  if (id !== undefined && locations.length > 1) {
    throw new CliError(`--id names one database, but ${locations.length} sources are given.`, 2);
  }
  const named: NamedSource[] = [];
  for (const location of locations) {
    const source = await openOne(location);
    const wanted = id ?? databaseIdFrom(source.name);
    let free = wanted;
    for (let number = 2; named.some((other) => other.id === free); number += 1) free = `${wanted}-${number}`;
    named.push({ id: free, source });
  }
  return named;
}

export async function openOne(location: string): Promise<Source> {
  try {
    return await openSource(location);
  } catch (error) {
    if (error instanceof SourceError) throw new CliError(error.message, 1);
    throw error;
  }
}

/** Builds or finds the file of each database, one after the other, and says what happened. */
export async function spawnDatabases(
  registry: DatabaseRegistry,
  sources: readonly NamedSource[],
  options: IngestOptions,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<void> {
  for (const { id, source } of sources) {
    const result = await withProgress(source, signal, terminal, (hooks) =>
      registry.spawn({ id, source, options }, hooks),
    );
    terminal.error.write(describeOutcome(result, source, terminal));
    if (result.outcome === 'refused') {
      throw new CliError(
        `nothing is served, since --strict was asked for and the data hold errors. All of them: ${result.reportPath}`,
        1,
      );
    }
  }
}

/** Runs an ingestion with a progress display; what cannot be read or written at all ends the program with a message. */
export async function withProgress<Result>(
  source: Source,
  signal: AbortSignal,
  terminal: Terminal,
  run: (hooks: IngestHooks) => Promise<Result>,
): Promise<Result> {
  const display = new ProgressDisplay(terminal, source.name);
  try {
    return await run({
      ingestedAt: new Date().toISOString(),
      signal,
      onProgress: (progress) => display.update(progress),
    });
  } catch (error) {
    if (signal.aborted) throw new StoppedError();
    if (error instanceof SourceError || error instanceof DatabaseFileError) {
      throw new CliError(error.message, 1);
    }
    throw error;
  } finally {
    display.end();
  }
}

function describeOutcome(result: SpawnResult, source: Source, { error }: Terminal): string {
  if (result.outcome === 'reused') {
    return `${result.id}: not read again, ${source.location} is unchanged since the last start\n`;
  }
  const reason =
    result.rebuildReason === undefined ? '' : `${result.id}: built anew, ${result.rebuildReason}\n`;
  const title = styled(error, 'bold', `${result.id}: ${source.location}`);
  const report = formatReport(result.report).replaceAll(/^/gm, '  ');
  return `${reason}${title}\n${report}\n  Full report: ${result.reportPath}\n`;
}
