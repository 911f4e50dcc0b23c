import type { Flags } from '../gather-settings.ts';
import { gatherSettings } from '../gather-settings.ts';
import { serverLog } from '../log/server-log.ts';
import { openRegistry } from '../open-registry.ts';
import type { Terminal } from '../terminal.ts';
import { HomeDatabases } from './home-databases.ts';
import type { ManagedDatabases } from './managed-databases.ts';
import { ServerDatabases } from './server-databases.ts';

/** The databases of the server that --server names, else those of the home. Errors: `CliError`, `ConfigError`. */
export async function openDatabases(flags: Flags, terminal: Terminal): Promise<ManagedDatabases> {
  const { settings, warnings } = gatherSettings([], flags);
  for (const warning of warnings) terminal.error.write(`warning: ${warning}\n`);
  if (flags.server !== undefined) return new ServerDatabases(String(flags.server), settings);
  const registry = openRegistry(settings, serverLog('none', terminal), false);
  return new HomeDatabases(registry, settings);
}
