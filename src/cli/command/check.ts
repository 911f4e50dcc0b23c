import { formatReport } from '../../ingest/index.ts';
import { DatabaseRegistry } from '../../registry/index.ts';
import type { Flags } from '../gather-settings.ts';
import { gatherSettings } from '../gather-settings.ts';
import { stoppable } from '../stop-signals.ts';
import type { Terminal } from '../terminal.ts';
import { openOne, withProgress } from './build-databases.ts';

/** `respawn check`: the report of an ingestion, and no database. Exit code 1 where the data hold errors. */
export async function runCheck(location: string, flags: Flags, terminal: Terminal): Promise<void> {
  const { settings, warnings } = gatherSettings([location], flags);
  for (const warning of warnings) terminal.error.write(`warning: ${warning}\n`);
  const source = await openOne(location);
  const registry = new DatabaseRegistry({ home: settings.home });
  const report = await stoppable(terminal, (signal) =>
    withProgress(source, signal, terminal, (hooks) => registry.check(source, settings.ingest, hooks)),
  );
  terminal.out.write(
    `${flags.json === true ? JSON.stringify(report, undefined, 2) : formatReport(report)}\n`,
  );
  process.exitCode = report.hasErrors ? 1 : 0;
}
