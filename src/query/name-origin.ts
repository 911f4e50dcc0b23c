/** Whose a name is, going by its prefix: nobody's, ours, another known provider's, or that of somebody never heard of. */
export type NameOrigin = 'standard' | 'own' | 'known-provider' | 'unrecognized';

export interface PrefixContext {
  /** The provider's own prefix, without underscores around it. */
  readonly ownPrefix: string;
  /** Registered prefixes of other providers, likewise. */
  readonly knownPrefixes: ReadonlySet<string>;
}

/**
 * A name that begins with an underscore but not with `_<prefix>_` belongs to somebody unrecognized.
 *
 * @spec OPTIMADE 1.3.0, "Namespace Prefixes", "Handling unknown property names"
 */
export function originOfName(name: string, { ownPrefix, knownPrefixes }: PrefixContext): NameOrigin {
  if (!name.startsWith('_')) return 'standard';
  if (hasPrefix(name, ownPrefix)) return 'own';
  for (const prefix of knownPrefixes) {
    if (hasPrefix(name, prefix)) return 'known-provider';
  }
  return 'unrecognized';
}

function hasPrefix(name: string, prefix: string): boolean {
  return name.startsWith(`_${prefix}_`);
}
