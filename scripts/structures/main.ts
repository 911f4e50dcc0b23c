/**
 * Reads the structure files of others with this program and with those of others, and prints where they agree. Each
 * disagreement must be explained in docs/explanation/structure-readers.md. Exit code 1 where one is not, or where fewer
 * files are read than promised.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Declared, Found } from './compare.ts';
import { difference, formulaDifference } from './compare.ts';
import { corpusNames, gatherCifs, gatherDatabases } from './corpora.ts';
import { convertFolder } from './own-reading.ts';

const packages = ['ase==3.29.0', 'gemmi==0.7.5', 'pymatgen==2026.10.24', 'spglib==2.8.0'];
const root = join(import.meta.dirname, '..', '..');
const explanations = readFileSync(join(root, 'docs', 'explanation', 'structure-readers.md'), 'utf8');

/** Promised of CIFs of all kinds. */
const parsedShare = 0.99;
const orderedShare = 0.99;

/** What one foreign program found in a file, or how it failed. */
type Opinion =
  | ({ readonly oracle: string } & Found & Partial<Declared>)
  | { readonly oracle: string; readonly error: string };

interface Row {
  files: number;
  parsed: number;
  /** By oracle: files that both read, and of these those that agree. */
  readonly both: Record<string, number>;
  readonly agreed: Record<string, number>;
  ordered: number;
  orderedRight: number;
  partial: number;
  partialRight: number;
}

const work = mkdtempSync(join(tmpdir(), 'respawn-structures-'));
const unexplained: string[] = [];
let tooFew = false;
try {
  const python = pythonWithPackages();
  if (typeof python !== 'string')
    console.log(`skip: the Python packages cannot be installed (${python.problem})`);
  else compareAll(python);
} finally {
  rmSync(work, { recursive: true, force: true });
}
for (const line of unexplained) console.log(`UNEXPLAINED ${line}`);
process.exitCode = unexplained.length > 0 || tooFew ? 1 : 0;

function pythonWithPackages(): string | { readonly problem: string } {
  const given = process.env.RESPAWN_STRUCTURES_PYTHON;
  if (given !== undefined) return given;
  const folder = join(work, 'python');
  const steps: [string, string[]][] = [
    ['python3', ['-m', 'venv', folder]],
    [join(folder, 'bin', 'pip'), ['install', '--quiet', ...packages]],
  ];
  for (const [command, args] of steps) {
    const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8', timeout: 600_000 });
    if (status !== 0) return { problem: error?.message ?? stderr.trim().split('\n').at(-1) ?? command };
  }
  return join(folder, 'bin', 'python');
}

function compareAll(python: string): void {
  const cifs = join(work, 'cifs');
  mkdirSync(cifs);
  for (const [name, problem] of gatherCifs(cifs, work)) console.log(`skip ${name}: ${problem}`);
  const rows = new Map([...compareFolder(python, cifs, 'declared')]);
  const databases = gatherDatabases(work);
  if ('problem' in databases) console.log(`skip databases of ASE and pymatgen: ${databases.problem}`);
  else {
    const made = join(work, 'made');
    mkdirSync(made);
    writeFileSync(join(work, 'databases.json'), JSON.stringify(databases));
    ask(python, ['write', made, join(work, 'databases.json')]);
    for (const [name, row] of compareFolder(python, made, 'computed')) rows.set(name, row);
  }
  printTable(rows);
}

/** By corpus or format, in the order of the folder. */
function compareFolder(python: string, folder: string, symmetry: 'declared' | 'computed'): Map<string, Row> {
  const own = convertFolder(folder, symmetry);
  const rows = new Map<string, Row>();
  for (const [path, opinions] of gatherOpinions(ask(python, ['read', folder]))) {
    const name = rowName(path);
    const row = rows.get(name) ?? emptyRow();
    rows.set(name, row);
    row.files += 1;
    const ours = own.get(path);
    if (ours === undefined) {
      const best = opinions.find((opinion) => !('error' in opinion) && opinion.oracle !== 'declared');
      if (best !== undefined) explain(path, `not read here, but by ${best.oracle}`);
      continue;
    }
    row.parsed += 1;
    judge(path, ours, opinions, row);
  }
  return rows;
}

function judge(path: string, ours: Found, opinions: readonly Opinion[], row: Row): void {
  let right = false;
  for (const opinion of opinions) {
    if ('error' in opinion) continue;
    const { oracle } = opinion;
    row.both[oracle] = (row.both[oracle] ?? 0) + 1;
    const differs =
      oracle === 'declared' ? formulaDifference(ours, opinion as Declared) : differenceFrom(ours, opinion);
    if (differs === undefined) {
      row.agreed[oracle] = (row.agreed[oracle] ?? 0) + 1;
      right = true;
    } else explain(path, `${differs} (${oracle})`);
  }
  if (!ours.isPartial) {
    // What no other program reads, and which states no formula, can be held against nothing.
    if (opinions.every((opinion) => 'error' in opinion)) return;
    row.ordered += 1;
    if (right) row.orderedRight += 1;
    else console.log(`${path}: confirmed by nobody`);
    return;
  }
  const declared = opinions.find(({ oracle }) => oracle === 'declared');
  if (declared === undefined || 'error' in declared) return;
  row.partial += 1;
  if (formulaDifference(ours, declared as Declared) === undefined) row.partialRight += 1;
}

/** ASE has one element a site: of mixed sites it cannot tell the truth, and is not asked. */
function differenceFrom(
  ours: Found,
  theirs: Found & { readonly oracle: string; readonly space_group?: number },
): string | undefined {
  if (ours.isPartial && theirs.oracle === 'ase') return undefined;
  const found = difference(ours, theirs);
  if (found !== undefined || theirs.space_group === undefined || ours.spaceGroup == null) return found;
  return ours.spaceGroup === theirs.space_group
    ? undefined
    : `space group ${ours.spaceGroup}, not ${theirs.space_group}`;
}

function explain(path: string, differs: string): void {
  const explained = explanations.includes(`\`${path}\``);
  if (!explained) unexplained.push(`${path}: ${differs}`);
  else if (process.argv.includes('--all')) console.log(`${path}: ${differs}`);
}

function ask(python: string, args: readonly string[]): string {
  const script = join(import.meta.dirname, 'oracle.py');
  const { status, stdout, stderr } = spawnSync(python, [script, ...args], {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    timeout: 900_000,
  });
  if (status !== 0) throw new Error(`oracle.py ${args[0]} failed: ${stderr.slice(-2000)}`);
  return stdout;
}

function gatherOpinions(lines: string): Map<string, Opinion[]> {
  const byPath = new Map<string, Opinion[]>();
  for (const line of lines.split('\n')) {
    if (line === '') continue;
    const { path, ...opinion } = JSON.parse(line) as { path: string } & Opinion;
    byPath.set(path, [...(byPath.get(path) ?? []), opinion as Opinion]);
  }
  return byPath;
}

/** The corpus of a CIF, the kind of a made file. */
function rowName(path: string): string {
  const [folder, ...rest] = path.split('/');
  if (path.endsWith('.vasp')) return 'POSCAR';
  if (path.endsWith('xyz')) return 'XYZ';
  if (folder === 'aflow') return 'CIF by pymatgen';
  if (folder!.endsWith('.aims-db.json')) return 'ASE database';
  return folder!.endsWith('.pymatgen.json') ? 'pymatgen JSON' : rest.length > 0 ? folder! : path;
}

function emptyRow(): Row {
  return {
    files: 0,
    parsed: 0,
    both: {},
    agreed: {},
    ordered: 0,
    orderedRight: 0,
    partial: 0,
    partialRight: 0,
  };
}

function printTable(rows: ReadonlyMap<string, Row>): void {
  const oracles = ['ase', 'gemmi', 'pymatgen', 'declared'];
  const heads = [
    '',
    'files',
    'parsed',
    ...oracles.map((name) => `= ${name}`),
    'ordered right',
    'partial right',
  ];
  const cells = [...rows].map(([name, row]) => [
    name,
    String(row.files),
    String(row.parsed),
    ...oracles.map((oracle) =>
      row.both[oracle] === undefined ? '' : `${row.agreed[oracle] ?? 0}/${row.both[oracle]}`,
    ),
    `${row.orderedRight}/${row.ordered}`,
    row.partial === 0 ? '' : `${row.partialRight}/${row.partial}`,
  ]);
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...cells.map((row) => row[column]!.length)),
  );
  for (const row of [heads, ...cells])
    console.log(row.map((cell, column) => cell.padEnd(widths[column]!)).join('  '));
  // Files that we had made are easy, and would hide what is wrong with those of others.
  const all = [...rows].filter(([name]) => corpusNames.includes(name)).map(([, row]) => row);
  const sum = (pick: (row: Row) => number) => all.reduce((total, row) => total + pick(row), 0);
  checkShare(
    'CIFs of others, parsed',
    parsedShare,
    sum(({ parsed }) => parsed),
    sum(({ files }) => files),
  );
  const orderedRight = sum((row) => row.orderedRight);
  checkShare(
    'of these ordered, right by a program or their formula',
    orderedShare,
    orderedRight,
    sum((row) => row.ordered),
  );
  const partial = sum((row) => row.partial);
  const partialRight = sum((row) => row.partialRight);
  const contradictory = partial - partialRight;
  // Files that contradict themselves are right by nothing; that each is one is said in the page of explanations.
  console.log(
    `     of these partly occupied, right by their formula: ${shareOf(partialRight, partial)}; ${contradictory} contradict themselves`,
  );
}

function checkShare(name: string, wanted: number, part: number, whole: number): void {
  const enough = whole === 0 || part / whole >= wanted;
  if (!enough) tooFew = true;
  console.log(`${enough ? 'ok  ' : 'FAIL'} ${name}: ${shareOf(part, whole)}, wanted ${wanted * 100} %`);
}

function shareOf(part: number, whole: number): string {
  return `${part} of ${whole} (${((100 * part) / Math.max(1, whole)).toFixed(1)} %)`;
}
