import { basename } from 'node:path';

const compressions = /\.(?:gz|gzip|bz2|xz|zst|zstd)$/i;
const bundles = /\.(?:zip|tar|tgz|tbz2?|txz|tzst|aiida)$/i;
const formats = /\.(?:jsonl|jsonlines|ndjson|json|cif|mcif|xyz|extxyz|vasp|poscar|db|sqlite3?)$/i;

/** The base name of a path without the endings of compression, bundle and format: `data` of `in/data.tar.gz`. */
export function sourceName(path: string): string {
  const name = basename(path);
  const bare = name.replace(compressions, '').replace(bundles, '').replace(formats, '');
  return bare === '' ? name : bare;
}

/** The kind of archive that a name promises; what is in it may be something else. */
export function bundleNamed(path: string): 'zip' | 'tar' | undefined {
  if (/\.(?:zip|aiida)$/i.test(path)) return 'zip';
  return /\.(?:tar|tgz|tbz2?|txz|tzst)$/i.test(path.replace(compressions, '')) ? 'tar' : undefined;
}
