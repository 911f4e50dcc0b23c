import { statSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import type { Settings } from '../../config/index.ts';
import type { IngestReport } from '../../ingest/index.ts';
import { ingest, JsonLinesWriter } from '../../ingest/index.ts';
import { formatReport } from '../../ingest/without-reading.ts';
import type { DatabaseDescription } from '../../standard/index.ts';
import { CliError } from '../cli-error.ts';
import type { Flags } from '../gather-settings.ts';
import { gatherSettings } from '../gather-settings.ts';
import type { Output } from '../output/output.ts';
import { openOutput } from '../output/output.ts';
import { packageVersion } from '../package-version.ts';
import { stoppable } from '../stop-signals.ts';
import type { Terminal } from '../terminal.ts';
import { formatBytes, formatCount, styled } from '../terminal.ts';
import { whyNothing } from '../why-nothing.ts';
import { withSource } from '../with-source.ts';

interface Conversion {
  readonly report: IngestReport;
  /** What was written; undefined where nothing was. */
  readonly description: DatabaseDescription | undefined;
  /** Raw files and archives left out, since the format has no place for them. */
  readonly filesLeftOut: number;
}

/** `respawn convert`: any source as one file of OPTIMADE JSON Lines. Exit code 1 where nothing is written. */
export async function runConvert(text: string, flags: Flags, terminal: Terminal): Promise<void> {
  const { settings, warnings } = gatherSettings([text], flags);
  for (const warning of warnings) terminal.error.write(`warning: ${warning}\n`);
  const output = await openOutput({
    name: String(flags.output),
    replaceFlag: '--overwrite',
    replaces: flags.overwrite === true,
    terminal,
  });
  if (await liesWithin(output, text)) {
    terminal.error.write(
      'warning: the output is put into the folder that is read, as data for the next time\n',
    );
  }
  const { report, description, filesLeftOut } = await convert(text, flags, settings, output, terminal);
  terminal.error.write(`${styled(terminal.error, 'bold', text)}\n`);
  terminal.error.write(`${formatReport(report).replaceAll(/^/gm, '  ')}\n`);
  if (filesLeftOut > 0) {
    const files = filesLeftOut === 1 ? 'file' : 'files';
    const count = `${formatCount(filesLeftOut)} ${files} of archive/ and files/`;
    terminal.error.write(`  not written: ${count}, for which JSON Lines have no place\n`);
  }
  if (description === undefined) throw new CliError(`nothing is written: ${whyNothing(report)}`, 1);
  if (output.path !== undefined)
    terminal.out.write(`${describe(String(flags.output), output.path, description)}\n`);
}

function convert(
  text: string,
  flags: Flags,
  settings: Settings,
  output: Output,
  terminal: Terminal,
): Promise<Conversion> {
  const file = flags.file as string | undefined;
  const { provider, licenseUrl, availableLicenses, availableLicensesForEntries } = settings.service;
  const implementation = { name: 'Respawn', version: packageVersion(), ...settings.service.implementation };
  const licenses = { licenseUrl, availableLicenses, availableLicensesForEntries };
  return stoppable(terminal, (signal) =>
    withSource({ text, file, settings, signal, terminal }, async (source, hooks, show) => {
      let writer: JsonLinesWriter | undefined;
      const createWriter = () => {
        writer = new JsonLinesWriter({
          file: { provider, implementation, ...licenses },
          deliver: (content) => output.deliver(content, signal),
          onProgress: (fraction, entries) => show({ stage: 'writing', fraction, entries, bytes: 0 }),
        });
        return writer;
      };
      const entriesWanted = flags.limit as number | undefined;
      // Records as archives would be made for nothing; files of them are told of.
      const archives = settings.ingest.archives === 'none' ? 'none' : 'files';
      const options = { ...settings.ingest, archives } as const;
      const { report, description } = await ingest(source, createWriter, options, {
        ...hooks,
        ...(entriesWanted === undefined ? {} : { entriesWanted }),
      });
      const filesLeftOut = (writer?.attachmentCount ?? 0) + (writer?.archiveCount ?? 0);
      return { report, description, filesLeftOut };
    }),
  );
}

/** Whether the output lies in the folder that is the source. */
async function liesWithin({ path }: Output, text: string): Promise<boolean> {
  const source = await realpath(text).catch(() => undefined);
  return source !== undefined && path?.startsWith(`${source}${sep}`) === true;
}

/** `out.jsonl: structures 102, references 6, 1.2 MB`. */
function describe(name: string, path: string, { entryTypes }: DatabaseDescription): string {
  const counts = Object.values(entryTypes)
    .filter(({ count }) => count > 0)
    .map((entryType) => `${entryType.name} ${formatCount(entryType.count)}`);
  return `${name}: ${[...counts, formatBytes(statSync(path).size)].join(', ')}`;
}
