import { Command, Option } from 'commander';
import type { SettingRow } from '../config/index.ts';
import { flagOf, settingTable } from '../config/index.ts';
import { runCheck } from './command/check.ts';
import { runInspect } from './command/inspect.ts';
import { runServe } from './command/serve.ts';
import type { Flags } from './gather-settings.ts';
import { packageVersion } from './gather-settings.ts';
import type { Terminal } from './terminal.ts';

const examples = `
Examples:
  respawn                                    serve the bundled examples
  respawn serve structures.jsonl.gz          serve a file
  respawn serve a.jsonl b.json --port 5999   serve two databases
  respawn check structures.jsonl             say what is wrong with the data
`;

const sourceArgument = 'files to read: JSON Lines, JSON, also .gz and .bz2';

/** The command line: what can be asked, and who answers. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('respawn')
    .description('Spawns and revives OPTIMADE APIs from static materials data.')
    .version(packageVersion())
    .showHelpAfterError('(respawn --help shows what can be asked)')
    .addHelpText('after', examples);
  const serve = program
    .command('serve', { isDefault: true })
    .description('serve sources as live OPTIMADE APIs; the bundled examples where none is named')
    .argument('[source...]', sourceArgument)
    .option('--print-config', 'show every setting with its value and origin, and end');
  addSettings(serve, settingTable);
  serve.action((sources: string[]) => runServe(sources, flagsOf(serve), terminal));

  const check = program
    .command('check')
    .description('read a source, say what is wrong with it, serve nothing')
    .argument('<source>', sourceArgument)
    .option('--json', 'the whole report as JSON');
  addSettings(check, ingestSettings());
  check.action((source: string) => runCheck(source, flagsOf(check), terminal));

  const inspect = program
    .command('inspect')
    .description('tell what is in a source: format, entries, elements, properties')
    .argument('<source>', sourceArgument)
    .option('--json', 'the same as JSON');
  addSettings(inspect, ingestSettings());
  inspect.action((source: string) => runInspect(source, flagsOf(inspect), terminal));
  return program;
}

/** The settings that shape how a source is read. */
function ingestSettings(): readonly SettingRow[] {
  return settingTable.filter(({ name }) => name === 'prefix' || name === 'strict' || name === 'home');
}

function addSettings(command: Command, rows: readonly SettingRow[]): void {
  command
    .option('--config <file>', 'configuration file of optimade-python-tools')
    .option('--settings <file>', 'settings file; default respawn.yaml in the working directory');
  for (const row of rows) {
    const flag = flagOf(row);
    if (flag === undefined) continue;
    const option = new Option(
      row.argument === undefined ? flag : `${flag} <${row.argument}>`,
      row.description,
    );
    if (row.repeatable) option.argParser((text, before: readonly string[] = []) => [...before, text]);
    command.addOption(option);
  }
}

/** Options under the names of the settings: commander turns `base-url` into `baseUrl`. */
function flagsOf(command: Command): Flags {
  return Object.fromEntries(
    command.options.map((option) => [
      option.long!.replace(/^--/, ''),
      command.getOptionValue(option.attributeName()),
    ]),
  );
}
