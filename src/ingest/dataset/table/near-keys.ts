import { endingsOf } from '../name/endings.ts';

/**
 * What a table may call an entry, in the order of likelihood: the end of its path, ever shorter, and each of these
 * without endings.
 *
 *     s.zip/cifs/1.cif  →  s.zip/cifs/1, cifs/1.cif, cifs/1, 1.cif, 1
 */
export function nearKeys(keys: readonly string[]): Set<string> {
  const near = new Set<string>();
  for (const key of keys) {
    for (let rest: string | undefined = key; rest !== undefined; rest = withoutFirst(rest)) {
      near.add(rest);
      let bare = rest;
      for (const ending of endingsOf(rest.slice(rest.lastIndexOf('/') + 1))) {
        bare = bare.slice(0, bare.length - ending.length);
        near.add(bare);
      }
    }
  }
  return near;
}

function withoutFirst(path: string): string | undefined {
  const slash = path.indexOf('/');
  return slash === -1 ? undefined : path.slice(slash + 1);
}
