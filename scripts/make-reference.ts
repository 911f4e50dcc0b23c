/**
 * Writes the reference pages that are tables of the program: options, limits, error codes and ingestion issues.
 * `node scripts/make-reference.ts`; a test makes them again and compares.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Argument } from 'commander';
import { errorTable, limits } from '../src/base/index.ts';
import { createProgram } from '../src/cli/program.ts';
import { dataKeys, flagOf, settingTable, variableOf } from '../src/config/index.ts';
import { issueTable } from '../src/ingest/index.ts';
import { warningTable } from '../src/query/index.ts';

const root = join(import.meta.dirname, '..');
const generated = '<!-- Made by scripts/make-reference.ts from the source; change it there. -->';

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Options that are no settings. */
function commandRows(): string[][] {
  const described = new Set([...settingTable.map(flagOf), '--config', '--settings']);
  const terminal = { out: process.stdout, error: process.stderr };
  return createProgram(terminal).commands.map((command) => {
    const options = command.options.filter(({ long }) => !described.has(long ?? undefined));
    return [
      `\`${[command.name(), ...command.registeredArguments.map(argumentOf)].join(' ')}\``,
      command.description(),
      options.map(({ flags, description }) => `\`${flags}\` ${description}`).join('<br>'),
    ];
  });
}

function argumentOf(argument: Argument): string {
  const text = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${text}>` : `[${text}]`;
}

function optionsPage(): string {
  const code = (text: string | undefined) => (text === undefined ? '' : `\`${text}\``);
  const rows = settingTable.map((row) => {
    const flag = [flagOf(row), row.argument].filter((part) => part !== undefined).join(' ');
    return [
      code(row.name),
      row.only === undefined ? code(flag) : '',
      code(variableOf(row)),
      code(row.default === undefined ? undefined : JSON.stringify(row.default)),
      row.description,
    ];
  });
  return `# Options

${generated}

A setting can be given in four places. The first that gives it wins; nothing is merged between places.

1. a flag on the command line,
2. an environment variable,
3. \`respawn.yaml\` in the working directory, or the file that \`--settings\` names,
4. the configuration file of optimade-python-tools that \`--config\` names,
5. the variable \`OPTIMAKE_PROVIDER_PREFIX\` of optimade-maker, for \`provider.prefix\`: whoever used that program need not
   say it again.

\`--print-config\` shows every setting with its value and the place that it came from. Settings with neither flag nor
variable are only for the files. A source on the command line beats \`sources\` in the file, which beats
\`insert_from_jsonl\`. Secrets have a variable and nothing else: a flag could be read by every user of the machine. They
are never shown and never logged.

Sizes are bytes or have a unit, \`500MB\` or \`2GiB\`; durations are seconds or have a unit, \`90\`, \`10m\`, \`1h\`, \`2d\`. Of
what may be given several times, the flag is repeated, the variable has commas between the items, and the file a list.

${table(['setting', 'flag', 'variable', 'default', 'meaning'], rows)}

## Commands

Each takes those settings that mean something to it, \`--config\` and \`--settings\`; \`respawn COMMAND --help\` lists them.
These are its own options.

${table(['command', 'what it does', 'options of its own'], commandRows())}

## How data are read

\`prefix\`, \`on-error\`, \`id-scheme\`, \`frames\`, \`symmetry\`, \`symmetry-tolerance\`, \`nested-bundles\` and
\`archives\` can also stand in a \`respawn.yaml\` that lies with the data, in their folder or bundle. What is set in one of the places above beats it; what
neither sets is as the table says. A configuration that comes with a [spawn request](control.md) has the same, written as
\`id_scheme\` or \`id-scheme\`, and a database keeps what it was spawned with: \`refresh\` reads its source in the same way.

In \`respawn serve .\` the file beside the data and the file in the working directory are one. What it says of the data
(${dataKeys.map((key) => `\`${key}\``).join(', ')}) means nothing to the server and is passed over by it.

\`on-error\` and \`strict\` are about different things. \`on-error fail\` ends the reading at the first file, or part
of a file, that cannot be read, and says which: for data of one's own, which should all be right. \`strict\` reads all
there is and then serves nothing if anything was wrong, be it a single value of one entry: for whoever wants the whole
list first. By default neither holds: what is right is served, and the report tells of the rest.

## The configuration of optimade-python-tools

\`--config FILE\` takes that server's file as it is, JSON or YAML. Understood are \`provider\`, \`implementation\`,
\`provider_fields\`, \`aliases\`, \`length_aliases\`, \`page_limit\`, \`page_limit_max\`, \`base_url\`, \`root_path\`,
\`license\`, \`request_delay\`, \`schema_url\` and \`insert_from_jsonl\`. Every other option is about a database or a web
framework that is not there; one line at the start names those that were ignored.
`;
}

function limitsPage(): string {
  const source = readFileSync(join(root, 'src', 'base', 'limits.ts'), 'utf8');
  const rows: string[][] = [];
  let comment = '';
  for (const text of source.split('\n')) {
    const described = /^ {2}\/\*\* (.*) \*\/$/.exec(text);
    const named = /^ {2}(\w+):/.exec(text);
    if (described) comment = described[1]!;
    if (named) {
      const name = named[1]! as keyof typeof limits;
      rows.push([`\`${name}\``, limits[name].toLocaleString('en-US'), comment]);
      comment = '';
    }
  }
  return `# Limits

${generated}

Everything that comes from outside has a bound. An empty reason is that of the row above.

${table(['limit', 'value', 'reason'], rows)}
`;
}

function errorsPage(): string {
  const rows = Object.entries(errorTable).map(([code, { status, title, detail }]) => [
    `\`${code}\``,
    String(status),
    title,
    detail,
  ]);
  const warnings = Object.entries(warningTable).map(([code, { title, detail }]) => [
    `\`${code}\``,
    title,
    detail,
  ]);
  return `# Error codes

${generated}

Errors are JSON:API error documents. \`code\` is one of these, \`detail\` the sentence with its values filled in; where a text
of the request is at fault, two more lines show the place.

${table(['code', 'status', 'title', 'detail'], rows)}

## Warnings

What is answered although it looks wrong stands in \`meta.warnings\`, with the code behind the provider's prefix
(\`_exmpl_\` …). Beside these there are \`included-cut\` and \`property-omitted\`, where an answer would have grown too large,
and \`api-hint-not-served\`.

${table(['code', 'title', 'detail'], warnings)}
`;
}

function issuesPage(): string {
  const rows = Object.entries(issueTable).map(([code, { severity, title }]) => [
    `\`${code}\``,
    severity,
    title,
  ]);
  return `# Ingestion issues

${generated}

What the report of an ingestion can hold. An *error* means that something of the source is not served as it stands, a
*warning* that it is served but doubtful, a *note* that it was read in another spelling without loss. With \`--strict\`
any error keeps the database from being served.

${table(['code', 'severity', 'meaning'], rows)}
`;
}

/** Pages by path below `docs/reference`. */
export function referencePages(): ReadonlyMap<string, string> {
  return new Map([
    ['options.md', optionsPage()],
    ['limits.md', limitsPage()],
    ['errors.md', errorsPage()],
    ['issues.md', issuesPage()],
  ]);
}

if (import.meta.main) {
  for (const [path, text] of referencePages()) writeFileSync(join(root, 'docs', 'reference', path), text);
}
