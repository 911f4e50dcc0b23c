import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Settings } from '../../config/index.ts';
import { isLoopback } from '../../config/index.ts';
import type { RunningServer } from '../../http/index.ts';
import { parseLocation } from '../../ingest/without-reading.ts';
import type { DatabaseRegistry } from '../../registry/index.ts';
import type { OfferedDatabase } from '../banner.ts';
import { formatBanner } from '../banner.ts';
import { bundledExamples, examplesFolder } from '../bundled-examples.ts';
import { CliError } from '../cli-error.ts';
import type { Flags } from '../gather-settings.ts';
import { describeSettings, gatherSettings } from '../gather-settings.ts';
import { jsonTerminal } from '../log/json-terminal.ts';
import type { ServerLog } from '../log/server-log.ts';
import { serverLog } from '../log/server-log.ts';
import { openRegistry } from '../open-registry.ts';
import { packageVersion } from '../package-version.ts';
import type { Serving } from '../serving/serving.ts';
import { stoppable } from '../stop-signals.ts';
import type { Terminal } from '../terminal.ts';
import { formatDuration } from '../terminal.ts';
import { nameDatabases } from './name-databases.ts';

/** What is served, as the banner tells of it. */
interface Offer {
  readonly settings: Settings;
  /** In the order of their sources. */
  readonly named: readonly OfferedDatabase[];
  /** Others of the home. */
  readonly otherCount: number;
}

/** `respawn serve`: settings → databases → server → banner; ends by a signal. */
export async function runServe(args: readonly string[], flags: Flags, terminal: Terminal): Promise<void> {
  const started = performance.now();
  const gathered = gatherSettings(args, flags);
  const form = gathered.settings.log;
  const spoken = form === 'json' ? jsonTerminal(terminal) : terminal;
  for (const warning of gathered.warnings) spoken.error.write(`warning: ${warning}\n`);
  const hint = hintOfFolder(gathered.settings.sources);
  if (hint !== undefined) spoken.error.write(`hint: ${hint}\n`);
  if (flags['print-config'] === true) {
    terminal.out.write(`${describeSettings(gathered)}\n`);
    return;
  }
  const log = serverLog(form, terminal);
  await stoppable(spoken, async (signal) => {
    const offer = await prepare(gathered.settings, log, signal, spoken);
    const { settings } = offer;
    const serving = await serve(settings, terminal, log);
    try {
      const metrics = await startMetrics(serving, settings);
      announce(offer, serving.url, formatDuration(performance.now() - started), terminal);
      await aborted(signal);
      await metrics?.close();
    } finally {
      await serving.close();
    }
  });
}

/** Whoever names the files of a folder one by one mostly wants them as one database. */
function hintOfFolder(sources: readonly string[]): string | undefined {
  const [folder, ...others] = new Set(sources.map((source) => dirname(source)));
  const areStructures = sources.every((source) => /^(?!\w+:).*\.(?:cif|xyz|vasp|poscar)$/i.test(source));
  if (sources.length < 2 || others.length > 0 || !areStructures) return undefined;
  return `each file becomes a database of its own; respawn serve ${folder} makes one of them all`;
}

/** Makes what is named, and decides what follows from it. */
async function prepare(
  settings: Settings,
  log: ServerLog,
  signal: AbortSignal,
  terminal: Terminal,
): Promise<Offer> {
  // People are told of each source as such.
  const quiet = settings.log === 'json' ? log : { ...log, audit: () => {} };
  const registry = openRegistry(settings, quiet, false);
  try {
    const sources = chooseSources(settings, registry);
    // Before hours of reading, not after them.
    if (settings.root && sources.length > 1) throw noRootAmong(sources);
    const named = await nameDatabases(sources, { registry, settings, signal, terminal });
    const ids = new Set(named.map(({ id }) => id));
    const others = registry.list().filter(({ id }) => !ids.has(id));
    const candidates = ids.size > 0 ? [...ids] : others.map(({ id }) => id);
    return {
      named: named.flatMap(({ id, source }) => {
        const record = registry.find(id);
        return record === undefined ? [] : [{ source, record }];
      }),
      otherCount: others.length,
      settings: completeSettings(settings, sources, candidates),
    };
  } finally {
    await registry.close();
  }
}

/** What is named, else what the home holds, else the examples. */
function chooseSources({ sources, empty }: Settings, registry: DatabaseRegistry): readonly string[] {
  if (sources.length > 0) return sources;
  const holdsAny = registry.list().some(({ state }) => state !== 'failed');
  return holdsAny || empty ? [] : bundledExamples();
}

/** Settles what depends on the databases that there are. */
function completeSettings(
  settings: Settings,
  sources: readonly string[],
  candidates: readonly string[],
): Settings {
  const { service, control, root } = settings;
  const allowedPaths = control.allowedPaths.length > 0 ? control.allowedPaths : foldersOf(sources);
  const implementation = { name: 'Respawn', version: packageVersion(), ...service.implementation };
  return {
    ...settings,
    service: { ...service, implementation, rootDatabase: root ? rootDatabase(candidates) : undefined },
    control: {
      ...control,
      // What lies below a base URL belongs to its database, so that there is no room for other endpoints.
      spawn: root ? 'off' : control.spawn,
      allowedPaths: [...new Set([...allowedPaths, examplesFolder])],
    },
  };
}

/** A folder itself, of a file the folder that it lies in. */
function foldersOf(sources: readonly string[]): readonly string[] {
  return sources.flatMap((source) => {
    const location = parseLocation(source);
    if (location.kind !== 'file') return [];
    const path = resolve(location.path);
    return [statSync(path, { throwIfNoEntry: false })?.isDirectory() === true ? path : dirname(path)];
  });
}

/**
 * The database at `/`. It leaves no room for others: what lies below a base URL belongs to its database.
 *
 * @spec OPTIMADE 1.3.0, "Base URL"
 */
function rootDatabase(ids: readonly string[]): string {
  const [only] = ids;
  if (only === undefined || ids.length > 1) throw noRootAmong(ids);
  return only;
}

function noRootAmong(names: readonly string[]): CliError {
  const known = names.length === 0 ? '' : `: ${names.join(', ')}`;
  return new CliError(`--root serves one database at /, but there are ${names.length} here${known}.`, 2);
}

/** A process that only looks after workers needs nothing of what they serve. */
async function serve(settings: Settings, terminal: Terminal, log: ServerLog): Promise<Serving> {
  if (settings.workers === 1) {
    const { serveHere } = await import('../serving/serve-here.ts');
    return serveHere(settings, log);
  }
  const { WorkerPool } = await import('../serving/worker-pool.ts');
  return WorkerPool.start(settings, terminal, log);
}

async function startMetrics(
  serving: Serving,
  { host, metricsPort }: Settings,
): Promise<RunningServer | undefined> {
  if (metricsPort === undefined) return undefined;
  const { serveMetrics } = await import('../serving/serve-metrics.ts');
  return serveMetrics(() => serving.metricsText(), host, metricsPort);
}

function announce(
  { settings, named, otherCount }: Offer,
  url: string,
  readyIn: string,
  terminal: Terminal,
): void {
  if (settings.log === 'json') {
    const event = { event: 'listening', url, databases: named.map(({ record }) => record.id) };
    terminal.out.write(`${JSON.stringify(event)}\n`);
    return;
  }
  const { host, service, control } = settings;
  terminal.out.write(
    formatBanner(
      {
        version: packageVersion(),
        readyIn,
        url: `${service.baseUrl ?? url}/`,
        localOnly: isLoopback(host),
        databases: named,
        otherCount,
        rootDatabase: service.rootDatabase,
        spawn: control.spawn,
      },
      terminal,
    ),
  );
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
