/** Length of a name that goes into an id. */
const lengthMax = 100;

/**
 * What tells the structures of a file from each other, made of the names of their blocks: fit for an id, and
 * each one once. Undefined for one that is alone.
 */
export function nameParts(names: readonly string[]): (string | undefined)[] {
  if (names.length < 2) return names.map(() => undefined);
  const taken = new Map<string, number>();
  return names.map((name) => {
    const clean = name.replace(/[^\p{L}\p{N}_.+()=-]/gu, '_').slice(0, lengthMax) || 'block';
    return untaken(clean, taken);
  });
}

/** `taken` holds the number that was last put behind each name; names of blocks are the same in any case. */
function untaken(name: string, taken: Map<string, number>): string {
  const key = name.toLowerCase();
  let part = name;
  while (taken.has(part.toLowerCase())) {
    const number = (taken.get(key) ?? 1) + 1;
    taken.set(key, number);
    part = `${name}-${number}`;
  }
  taken.set(part.toLowerCase(), 1);
  return part;
}
