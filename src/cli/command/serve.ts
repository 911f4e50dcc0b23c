import { isIP } from 'node:net';
import type { ServiceSettings, Settings } from '../../config/index.ts';
import type { RunningServer } from '../../http/index.ts';
import { createApp, PortUnavailableError, startServer } from '../../http/index.ts';
import { DatabaseRegistry } from '../../registry/index.ts';
import { formatBanner } from '../banner.ts';
import { CliError } from '../cli-error.ts';
import type { Flags } from '../gather-settings.ts';
import { describeSettings, gatherSettings, packageVersion } from '../gather-settings.ts';
import { requestLog } from '../request-log.ts';
import { stoppable } from '../stop-signals.ts';
import type { Terminal } from '../terminal.ts';
import { formatDuration } from '../terminal.ts';
import type { NamedSource } from './build-databases.ts';
import { bundledExamples, openSources, spawnDatabases } from './build-databases.ts';

/** `respawn serve`: settings → databases → server → banner; ends by a signal. */
export async function runServe(args: readonly string[], flags: Flags, terminal: Terminal): Promise<void> {
  const started = performance.now();
  const gathered = gatherSettings(args, flags);
  const { settings } = gathered;
  for (const warning of gathered.warnings) terminal.error.write(`warning: ${warning}\n`);
  if (flags['print-config'] === true) {
    terminal.out.write(`${describeSettings(gathered)}\n`);
    return;
  }
  const locations = settings.sources.length > 0 ? settings.sources : bundledExamples();
  const registry = new DatabaseRegistry({ home: settings.home });
  try {
    const sources = await openSources(locations, settings.id);
    const service = {
      ...settings.service,
      implementation: { name: 'Respawn', version: packageVersion(), ...settings.service.implementation },
      rootDatabase: rootDatabase(settings, sources),
    };
    await stoppable(terminal, async (signal) => {
      await spawnDatabases(registry, sources, settings.ingest, signal, terminal);
      const server = await listen(registry, settings, service, terminal);
      const readyIn = formatDuration(performance.now() - started);
      await announce(server, registry, sources, settings, service, readyIn, terminal);
      await aborted(signal);
      await server.close();
    });
  } finally {
    registry.close();
  }
}

/**
 * The database at `/`. It leaves no room for others: what lies below a base URL belongs to its database.
 *
 * @spec OPTIMADE 1.3.0, "Base URL"
 */
function rootDatabase({ root }: Settings, sources: readonly NamedSource[]): string | undefined {
  if (!root) return undefined;
  if (sources.length === 1) return sources[0]!.id;
  const ids = sources.map(({ id }) => id).join(', ');
  throw new CliError(`--root serves one database at /, but there are ${sources.length} here: ${ids}.`, 2);
}

async function listen(
  registry: DatabaseRegistry,
  settings: Settings,
  service: ServiceSettings,
  terminal: Terminal,
): Promise<RunningServer> {
  const now = () => new Date();
  const app = createApp({
    directory: registry,
    settings: service,
    now,
    log: requestLog(settings.log, terminal),
  });
  try {
    return await startServer({ app, host: settings.host, port: settings.port, now });
  } catch (error) {
    if (error instanceof PortUnavailableError) throw new CliError(error.message, 2);
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new CliError(`cannot listen on ${settings.host}: ${message}.`, 2);
    }
    throw error;
  }
}

async function announce(
  server: RunningServer,
  registry: DatabaseRegistry,
  sources: readonly NamedSource[],
  settings: Settings,
  service: ServiceSettings,
  readyIn: string,
  terminal: Terminal,
): Promise<void> {
  if (settings.log === 'json') {
    const event = { event: 'listening', url: server.url, databases: sources.map(({ id }) => id) };
    terminal.out.write(`${JSON.stringify(event)}\n`);
    return;
  }
  const origin = `${service.baseUrl ?? server.url}/`;
  const databases = await Promise.all(
    sources.map(async ({ id, source }) => ({
      id,
      source: source.location,
      description: (await registry.open(id))!.description,
      url: id === service.rootDatabase ? origin : `${origin}${id}/`,
    })),
  );
  terminal.out.write(
    formatBanner(
      { version: packageVersion(), readyIn, url: origin, localOnly: isLoopback(settings.host), databases },
      terminal,
    ),
  );
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
