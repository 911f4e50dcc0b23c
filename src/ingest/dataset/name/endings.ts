/**
 * Endings of a file name, the last one first: `.gz`, `.cif` of `a.cif.gz`. Dots at its beginning belong to the name, and
 * so does a dot before nothing but digits, where the decimals of a number are more likely than a format.
 */
export function endingsOf(name: string): string[] {
  const endings: string[] = [];
  let rest = name;
  for (;;) {
    const dot = rest.lastIndexOf('.');
    const isDecimal = /^\.\d+$/.test(rest.slice(dot));
    if (dot === -1 || isDecimal || /^\.*$/.test(rest.slice(0, dot))) return endings;
    endings.push(rest.slice(dot));
    rest = rest.slice(0, dot);
  }
}

/** The endings that two names share, from the last one on. */
export function commonEndings(left: readonly string[], right: readonly string[]): string[] {
  const difference = left.findIndex((ending, index) => ending !== right[index]);
  return left.slice(0, difference === -1 ? left.length : difference);
}
