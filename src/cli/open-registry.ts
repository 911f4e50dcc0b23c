import type { Settings } from '../config/index.ts';
import type { RegistryLog } from '../registry/index.ts';
import { DatabaseFileError, DatabaseRegistry } from '../registry/index.ts';
import { CliError } from './cli-error.ts';
import { userAgent } from './package-version.ts';
import { prepareHome } from './prepare-home.ts';

/**
 * Opens the registry of the home.
 *
 * @param ingests whether this process takes ingestions from the queue
 *
 * Errors: `CliError`.
 */
export function openRegistry(
  { home, lifeCycle, control, repositoryTokens, workers }: Settings,
  log: RegistryLog,
  ingests: boolean,
): DatabaseRegistry {
  prepareHome(home);
  const { timeToLiveSeconds, ...budgets } = lifeCycle;
  try {
    return DatabaseRegistry.open({
      home,
      // Each worker keeps blocks of its own.
      budgets: { ...budgets, memoryBytesMax: Math.floor(budgets.memoryBytesMax / workers) },
      timeToLiveSeconds,
      policy: { folders: control.allowedPaths, hosts: control.allowedHosts },
      tokens: repositoryTokens,
      userAgent: userAgent(),
      ingests,
      log,
      now: () => new Date(),
    });
  } catch (error) {
    if (error instanceof DatabaseFileError) throw new CliError(error.message, 1);
    throw error;
  }
}
