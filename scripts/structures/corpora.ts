/** Structure files of others, from packages of Debian, unpacked into a folder of their own and never installed. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

interface Corpus {
  readonly name: string;
  readonly package: string;
  /** Folder in the package that holds the files. */
  readonly folder: string;
}

/** CIFs. */
const corpora: readonly Corpus[] = [
  { name: 'avogadro', package: 'libavogadro-data', folder: 'usr/share/avogadro2/crystals' },
  { name: 'cif2hkl', package: 'cif2hkl', folder: 'usr/share/doc/cif2hkl/examples' },
  { name: 'drawxtl', package: 'drawxtl', folder: 'usr/share/doc/drawxtl/examples' },
  { name: 'gdis', package: 'gdis-data', folder: 'usr/share/gdis/models' },
];

export const corpusNames: readonly string[] = corpora.map(({ name }) => name);

const collections = 'usr/lib/python3/dist-packages/ase/collections';

/** Databases of other programs, of which files in many formats are made. */
export interface SourceDatabases {
  /** By name. */
  readonly ase: Readonly<Record<string, string>>;
  readonly pymatgen: string;
}

/** Lays the CIFs of all corpora below `target`; tells for each corpus that cannot be had why. */
export function gatherCifs(target: string, work: string): ReadonlyMap<string, string> {
  const missing = new Map<string, string>();
  for (const { name, package: packageName, folder } of corpora) {
    const unpacked = unpackPackage(packageName, work);
    if (typeof unpacked !== 'string') {
      missing.set(name, unpacked.problem);
      continue;
    }
    const from = join(unpacked, folder);
    for (const file of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.cif') || !statSync(join(from, file)).isFile()) continue;
      const to = join(target, name, file);
      mkdirSync(dirname(to), { recursive: true });
      copyFileSync(join(from, file), to);
    }
  }
  return missing;
}

/** The databases that come with ASE and pymatgen, or why they cannot be had. */
export function gatherDatabases(work: string): SourceDatabases | { readonly problem: string } {
  const ase = unpackPackage('python3-ase', work);
  if (typeof ase !== 'string') return ase;
  const pymatgen = unpackPackage('python3-pymatgen', work);
  if (typeof pymatgen !== 'string') return pymatgen;
  const names = ['g2', 's22', 'dcdft'];
  return {
    ase: Object.fromEntries(names.map((name) => [name, join(ase, collections, `${name}.json`)])),
    pymatgen: join(pymatgen, 'usr/lib/python3/dist-packages/pymatgen/analysis/aflow_prototypes.json'),
  };
}

function unpackPackage(name: string, work: string): string | { readonly problem: string } {
  const folder = join(work, name);
  mkdirSync(folder, { recursive: true });
  const got = run('apt-get', ['download', name], folder);
  if (got !== undefined) return { problem: got };
  const file = readdirSync(folder).find((entry) => entry.endsWith('.deb'));
  if (file === undefined)
    return { problem: `apt-get brought no package of ${basename(relative(work, folder))}` };
  const unpacked = run('dpkg', ['-x', file, 'unpacked'], folder);
  return unpacked === undefined ? join(folder, 'unpacked') : { problem: unpacked };
}

/** Undefined, or what went wrong. */
function run(command: string, args: readonly string[], cwd: string): string | undefined {
  const { status, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: 120_000 });
  if (status === 0) return undefined;
  return `${command} ${args.join(' ')}: ${error?.message ?? stderr.trim().split('\n').at(-1)}`;
}
