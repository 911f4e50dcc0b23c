import { existsSync } from 'node:fs';
import { Command, Option } from 'commander';
import { suggest } from '../base/index.ts';
import type { SettingRow } from '../config/index.ts';
import { flagOf, readCount, readDuration, settingTable } from '../config/index.ts';
import { CliError } from './cli-error.ts';
import type { Flags } from './gather-settings.ts';
import { packageVersion } from './package-version.ts';
import type { Terminal } from './terminal.ts';

const examples = `
Examples:
  respawn                                    serve the bundled examples
  respawn serve my-cifs/                     serve a folder of CIF, XYZ, POSCAR … files and tables of properties
  respawn serve structures.zip               serve a zip or tar archive without unpacking it
  respawn serve a.jsonl b.json --port 5999   serve two databases
  respawn serve https://example.org/a.jsonl  serve what a web server offers
  respawn spawn zenodo:1234567               add a database, also while a server runs
  respawn check structures.zip               say what is wrong with the data
  respawn init my-cifs/                      write a respawn.yaml that describes the data, to be edited
  respawn convert my-cifs/ -o out.jsonl.gz   write them as one file of OPTIMADE JSON Lines
`;

const sourceArgument =
  'what to read: a file, a folder or an archive of OPTIMADE JSON, CIF, XYZ, POSCAR, pymatgen, ASE or AiiDA data, ' +
  'its URL, or a record such as zenodo:1234567';

/** Loaded when asked for: most have nothing to do with the others. */
const load = {
  check: () => import('./command/check.ts'),
  convert: () => import('./command/convert.ts'),
  init: () => import('./command/init.ts'),
  inspect: () => import('./command/inspect.ts'),
  manage: () => import('./command/manage.ts'),
  serve: () => import('./command/serve.ts'),
};

/** How a source is read. */
const readingSettings = settingsNamed(
  'prefix',
  'strict',
  'on-error',
  'id-scheme',
  'frames',
  'symmetry',
  'symmetry-tolerance',
  'nested-bundles',
  'archives',
);

/** The command line: what can be asked, and who answers. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command('respawn')
    .description('Spawns and revives OPTIMADE APIs from static materials data.')
    .version(packageVersion())
    .showHelpAfterError('(respawn --help shows what can be asked)')
    .addHelpText('after', examples);
  const serve = program
    .command('serve', { isDefault: true })
    .description('serve sources as live OPTIMADE APIs; the bundled examples where none is named or known')
    .argument('[source...]', sourceArgument)
    .option('--print-config', 'show every setting with its value and origin, and end');
  addSettings(serve, settingTable);
  serve.action(async (sources: string[]) => {
    const [first] = sources;
    if (first !== undefined) checkNoCommand(first, program);
    const { runServe } = await load.serve();
    await runServe(sources, flagsOf(serve), terminal);
  });

  const check = program
    .command('check')
    .description('read a source, say what is wrong with it, serve nothing')
    .argument('<source>', sourceArgument)
    .option('--file <name>', 'the file of a record')
    .option('--json', 'the whole report as JSON');
  addSettings(check, [...readingSettings, ...settingsNamed('home')]);
  check.action(async (source: string) => {
    const { runCheck } = await load.check();
    await runCheck(source, flagsOf(check), terminal);
  });

  const inspect = program
    .command('inspect')
    .description('tell what is in a source: format, entries, elements, properties')
    .argument('<source>', sourceArgument)
    .option('--file <name>', 'the file of a record')
    .option('--json', 'the same as JSON');
  addSettings(inspect, readingSettings);
  inspect.action(async (source: string) => {
    const { runInspect } = await load.inspect();
    await runInspect(source, flagsOf(inspect), terminal);
  });

  const convert = program
    .command('convert')
    .description('write a source as one file of OPTIMADE JSON Lines')
    .argument('<source>', sourceArgument)
    .requiredOption(
      '-o, --output <file>',
      'where to: a file, compressed where it ends in .gz; - for standard output',
    )
    .option('--overwrite', 'replace the file where it is there')
    .addOption(
      new Option('--limit <n>', 'the first entries only').argParser((text) => readCount('--limit', text)),
    )
    .option('--file <name>', 'the file of a record');
  addSettings(convert, readingSettings);
  convert.action(async (source: string) => {
    const { runConvert } = await load.convert();
    await runConvert(source, flagsOf(convert), terminal);
  });

  const init = program
    .command('init')
    .description(
      'look what is in a source, and write a respawn.yaml that says how it is served, to be edited',
    )
    .argument('<source>', sourceArgument)
    .option(
      '-o, --output <file>',
      'where to; default respawn.yaml in the folder that is read, else standard output',
    )
    .option('--force', 'replace the file where it is there, and look at the data as if it were not')
    .option('--file <name>', 'the file of a record');
  addSettings(init, readingSettings);
  init.action(async (source: string) => {
    const { runInit } = await load.init();
    await runInit(source, flagsOf(init), terminal);
  });

  addManagement(program, terminal);
  return program;
}

/** Since `serve` need not be written, a misspelt command would be taken for a source. */
function checkNoCommand(word: string, { commands }: Command): void {
  if (!/^[a-z]+$/.test(word) || existsSync(word)) return;
  const names = commands.map((command) => command.name());
  const meant = suggest(word, names);
  if (meant === undefined) return;
  throw new CliError(`there is no command ${word}, and no such file. Did you mean "respawn ${meant}"?`, 2);
}

/** What works on the databases of a home or of a running server. */
function addManagement(program: Command, terminal: Terminal): void {
  const spawn = program
    .command('spawn')
    .description('add a database to a home, or to the server that --server names')
    .argument('<source>', sourceArgument)
    .option('--file <name>', 'the file of a record')
    .option('--title <text>', 'how the database is called; default as the source says')
    .addOption(
      new Option('--aggregate <word>', 'whether clients that ask many databases should ask this one').choices(
        ['ok', 'test', 'staging', 'no'],
      ),
    )
    .addOption(
      new Option('--ttl <duration>', 'how long it stays awake after a request').argParser((text) =>
        readDuration('--ttl', text),
      ),
    )
    .option('--no-wait', 'end as soon as it is registered');
  addSettings(spawn, [...readingSettings, ...settingsNamed('id', 'home')]);
  addServer(spawn);
  spawn.action(async (source: string) => {
    const { runSpawn } = await load.manage();
    await runSpawn(source, flagsOf(spawn), terminal);
  });

  const list = program
    .command('ls')
    .description('list the databases of a home, or of a server')
    .option('--json', 'as JSON');
  addSettings(list, settingsNamed('home'));
  addServer(list);
  list.action(async () => {
    const { runList } = await load.manage();
    await runList(flagsOf(list), terminal);
  });

  const remove = program
    .command('rm')
    .description('remove databases from a home, or from a server')
    .argument('<id...>', 'ids, as ls shows them');
  addSettings(remove, settingsNamed('home'));
  addServer(remove);
  remove.action(async (ids: string[]) => {
    const { runRemove } = await load.manage();
    await runRemove(ids, flagsOf(remove), terminal);
  });

  const refresh = program
    .command('refresh')
    .description('look at the source of a database again, and make it anew if that changed')
    .argument('<id>', 'id, as ls shows it');
  addSettings(refresh, settingsNamed('home'));
  addServer(refresh);
  refresh.action(async (id: string) => {
    const { runRefresh } = await load.manage();
    await runRefresh(id, flagsOf(refresh), terminal);
  });
}

function addServer(command: Command): void {
  command.option('--server <url>', 'of a running server; its token, if it wants one, from RESPAWN_TOKEN');
}

function settingsNamed(...names: readonly string[]): readonly SettingRow[] {
  return settingTable.filter(({ name }) => names.includes(name));
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
      option.long!.replace(/^--(?:no-)?/, ''),
      command.getOptionValue(option.attributeName()),
    ]),
  );
}
