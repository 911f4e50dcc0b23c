/**
 * Why a regular expression from outside is not run on values; undefined where it is.
 *
 * A group that repeats something and is repeated itself can take time exponential in the length of the text,
 * so it is refused; what remains is polynomial. Such a pattern is still served, since clients may judge for
 * themselves.
 *
 * @spec OPTIMADE 1.3.0, "OPTIMADE Regular Expression Format"
 */
export function patternFault(pattern: string): string | undefined {
  if (pattern.length > 5000) return 'is longer than 5000 characters';
  try {
    new RegExp(pattern, 'u');
  } catch {
    return 'is no regular expression';
  }
  const outline = pattern.replaceAll(/\\./gs, 'a').replaceAll(/\[[^\]]*\]/g, 'a');
  if (outline.includes('(?') || /\\[1-9k]/.test(pattern)) return 'uses more than the standard allows';
  return repeatsRepetition(outline) ? 'repeats a group that repeats or chooses itself' : undefined;
}

/** `outline` has no escapes and no character classes, so that every sign in it means what it is. */
function repeatsRepetition(outline: string): boolean {
  /** For each group that is open, whether something in it repeats or chooses. */
  const open: boolean[] = [];
  for (let index = 0; index < outline.length; index += 1) {
    const sign = outline[index]!;
    if (sign === '(') {
      open.push(false);
    } else if (sign === ')') {
      const variable = open.pop() ?? false;
      const next = outline[index + 1];
      if (variable && (next === '*' || next === '+' || next === '{')) return true;
      if (variable && open.length > 0) open[open.length - 1] = true;
    } else if ('*+?{|'.includes(sign) && open.length > 0) {
      open[open.length - 1] = true;
    }
  }
  return false;
}
