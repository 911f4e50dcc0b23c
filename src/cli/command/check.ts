import { formatReport } from '../../ingest/without-reading.ts';
import type { Flags } from '../gather-settings.ts';
import { gatherSettings } from '../gather-settings.ts';
import { serverLog } from '../log/server-log.ts';
import { openRegistry } from '../open-registry.ts';
import { stoppable } from '../stop-signals.ts';
import type { Terminal } from '../terminal.ts';
import { withSource } from '../with-source.ts';

/** `respawn check`: the report of an ingestion, and no database. Exit code 1 where the data hold errors. */
export async function runCheck(text: string, flags: Flags, terminal: Terminal): Promise<void> {
  const { settings, warnings } = gatherSettings([text], flags);
  for (const warning of warnings) terminal.error.write(`warning: ${warning}\n`);
  const file = flags.file as string | undefined;
  const registry = openRegistry(settings, serverLog('none', terminal), false);
  try {
    const report = await stoppable(terminal, (signal) =>
      withSource({ text, file, settings, signal, terminal }, (source, hooks) =>
        registry.checkSource(source, settings.ingest, hooks),
      ),
    );
    const shown =
      flags.json === true ? JSON.stringify(report, undefined, 2) : formatReport(report, { withNotes: true });
    terminal.out.write(`${shown}\n`);
    process.exitCode = report.hasErrors ? 1 : 0;
  } finally {
    await registry.close();
  }
}
