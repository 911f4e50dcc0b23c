/** The databases that a command line or a file names: registered, made where need be, and told of. */
import { realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Settings } from '../../config/index.ts';
import type { AuthorizedLocation } from '../../ingest/index.ts';
import { formatReport, SourceError } from '../../ingest/without-reading.ts';
import type { Completion, DatabaseRecord, DatabaseRegistry } from '../../registry/index.ts';
import { RegistryError } from '../../registry/index.ts';
import { CliError } from '../cli-error.ts';
import { explainSource, locateSource } from '../locate-source.ts';
import { ProgressDisplay } from '../progress.ts';
import { StoppedError } from '../stop-signals.ts';
import type { Terminal } from '../terminal.ts';
import { styled } from '../terminal.ts';

export interface NamedDatabase {
  readonly id: string;
  /** As it was written. */
  readonly source: string;
}

/** A source that is there, or one that is gone and whose database is there still. */
type KnownSource =
  | { readonly text: string; readonly location: AuthorizedLocation }
  | { readonly text: string; readonly servedId: string };

export interface NamingOptions {
  readonly registry: DatabaseRegistry;
  readonly settings: Settings;
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
}

/**
 * Registers sources and makes their databases, one after the other. What cannot be read now is served as it was read
 * before.
 *
 * Errors: `CliError` where there is nothing to serve of one of them; all are looked for before the first is read.
 */
export async function nameDatabases(
  sources: readonly string[],
  options: NamingOptions,
): Promise<NamedDatabase[]> {
  const { id } = options.settings;
  if (id !== undefined && sources.length > 1) {
    throw new CliError(`--id names one database, but ${sources.length} sources are given.`, 2);
  }
  const known: KnownSource[] = [];
  for (const text of sources) known.push(await findSource(text, options));
  const named: NamedDatabase[] = [];
  for (const source of known) {
    const used = 'servedId' in source ? source.servedId : await makeDatabase(source, options);
    named.push({ id: used, source: source.text });
  }
  return named;
}

async function findSource(text: string, { registry, terminal }: NamingOptions): Promise<KnownSource> {
  try {
    return { text, location: (await locateSource(text, undefined)).location };
  } catch (error) {
    if (!(error instanceof SourceError) || error.reason !== 'gone') throw explainSource(text, error);
    const record = registry.findByKey(await placeOf(text));
    if (record === undefined || !hasFile(record)) throw explainSource(text, error);
    warnOfOldData(record, `${text}: ${error.problem}`, terminal);
    return { text, servedId: record.id };
  }
}

/** The real path of a file that is gone: its key when it was there. */
async function placeOf(path: string): Promise<string> {
  const folder = await realpath(dirname(path)).catch(() => resolve(dirname(path)));
  return join(folder, basename(path));
}

/** The id of the database. */
async function makeDatabase(
  { text, location }: { readonly text: string; readonly location: AuthorizedLocation },
  { registry, settings, signal, terminal }: NamingOptions,
): Promise<string> {
  const { outcome, record } = register(registry, settings, location);
  const display = new ProgressDisplay(terminal, record.id);
  let completion: Completion | undefined;
  try {
    completion = await registry.complete(record.id, {
      signal,
      onProgress: (progress) => display.update(progress),
    });
  } catch (error) {
    if (!signal.aborted) throw error;
    // Whoever called it off does not want it read the next time that anything is served.
    if (outcome === 'registered') registry.remove(record.id);
    throw new StoppedError();
  } finally {
    display.end();
  }
  // Nobody wants to meet a misspelled address again.
  if (completion?.outcome === 'failed' && outcome === 'registered') registry.remove(record.id);
  if (completion === undefined) throw new CliError(`${record.id} was removed while it was made.`, 1);
  tell(completion, text, terminal);
  return record.id;
}

function register(
  registry: DatabaseRegistry,
  { id, ingest }: Settings,
  location: AuthorizedLocation,
): ReturnType<DatabaseRegistry['spawn']> {
  try {
    return registry.spawn({
      location,
      origin: 'command',
      presentation: { aggregate: 'ok' },
      options: ingest,
      id: id ?? registry.suggestId(location),
    });
  } catch (error) {
    if (error instanceof RegistryError) throw new CliError(error.message, 1);
    throw error;
  }
}

/** Errors: `CliError` where nothing is to be served. */
function tell(completion: Completion, text: string, terminal: Terminal): void {
  const { outcome, record, failure } = completion;
  if (outcome === 'failed') {
    // The message names the location as strangers may see it.
    const remedy = failure?.reason === 'ambiguous' ? '. Name one by its URL, which ends in /files/NAME' : '';
    const said = failure?.message.replace(`${record.location}: `, '') ?? 'cannot be read';
    const problem = `${text}: ${said}${remedy}`;
    if (!hasFile(record)) throw new CliError(problem, 1);
    warnOfOldData(record, problem, terminal);
    return;
  }
  terminal.error.write(describe(completion, text, terminal));
  if (outcome === 'refused') {
    throw new CliError(
      'nothing is served, since --strict was asked for and the data hold errors. All of them: ' +
        completion.reportPath,
      1,
    );
  }
}

function describe(
  { outcome, record: { id }, report, reportPath, rebuildReason }: Completion,
  text: string,
  { error }: Terminal,
): string {
  if (outcome === 'reused') return `${id}: not read again, ${text} is unchanged since the last start\n`;
  const reason = rebuildReason === undefined ? '' : `${id}: built anew, ${rebuildReason}\n`;
  const title = styled(error, 'bold', `${id}: ${text}`);
  const indented = report === undefined ? '' : `${formatReport(report).replaceAll(/^/gm, '  ')}\n`;
  return `${reason}${title}\n${indented}  Full report: ${reportPath}\n`;
}

function hasFile({ state }: DatabaseRecord): boolean {
  return state === 'live' || state === 'dormant';
}

function warnOfOldData({ id, contents }: DatabaseRecord, problem: string, { error }: Terminal): void {
  const time = contents === undefined ? 'before' : `on ${contents.ingestedAt}`;
  error.write(`warning: ${problem}. ${id} is served as it was read ${time}.\n`);
}
