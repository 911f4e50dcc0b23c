/**
 * The prefixes that are registered with the consortium. A prefix from this list is foreign but not unheard
 * of: a query that uses one gets no warning.
 *
 * @spec OPTIMADE 1.3.0, "Namespace Prefixes"
 */
export const knownProviderPrefixes: ReadonlySet<string> = new Set(
  (
    'aflow aiida alexandria ccdc ccpnc cmr cod exmpl httk jarvis matcloud matterverse mcloud mcloudarchive ' +
    'mp mpdd mpds mpod nmd odbx omdb optimade optimake oqmd pcod psdi tcod twodmatpedia'
  ).split(' '),
);

/** Whether a name may stand for a property or entry type. @spec OPTIMADE 1.3.0, "Definition of Terms" */
export function isIdentifier(name: string): boolean {
  return /^[a-z_][a-z0-9_]*$/.test(name);
}

/**
 * The prefix of a name `_<prefix>_<rest>`; undefined where it has none, as in `nsites`, `_`, `_exmpl` or
 * `___beta___`.
 *
 * A prefix may hold underscores itself if it is known, such as `my_lab`: the longest known one is taken, and
 * without a known one all up to the next underscore.
 */
export function prefixOf(name: string, known: Iterable<string> = knownProviderPrefixes): string | undefined {
  if (!name.startsWith('_')) return undefined;
  const boundary = name.indexOf('_', 1);
  if (boundary <= 1) return undefined;
  let longest = name.slice(1, boundary);
  for (const prefix of known) {
    if (prefix.length > longest.length && name.startsWith(`_${prefix}_`)) longest = prefix;
  }
  return longest;
}
