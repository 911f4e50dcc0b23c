/**
 * The nearest name that conforms to the standard: lower-case letters, digits and underscores, not beginning
 * with a digit or an underscore. Undefined where nothing is left.
 *
 * @spec OPTIMADE 1.3.0, "Definition of Terms", Identifier
 */
export function conformingName(text: string): string | undefined {
  const name = text
    .slice(0, nameLengthMax)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '_')
    .replace(/^_+|_+$/g, '');
  if (name === '') return undefined;
  return /^[0-9]/.test(name) ? `n${name}` : name;
}

/** A longer name is a mistake of the source; cut, it may still tell what was meant. */
const nameLengthMax = 200;
