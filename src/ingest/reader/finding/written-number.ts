// Exponents of Fortran: with a D, or, for three digits, with no letter at all; of Mathematica: behind `*^`.
const pattern = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:(?:[edq]|\*\^)[+-]?\d+|[+-]\d{3})?$/i;
const plain = /^-?\d+(?:\.\d+)?$/;
const exponent = /(?:[dq]|\*\^)(?=[+-]?\d+$)/i;
const bareExponent = /(?<=[\d.])[+-]\d{3}$/;

/**
 * The number that a program wrote, be it in C, Fortran (`1.0D-3`, `1.0-103`) or Mathematica (`1.0*^-3`).
 *
 * Errors: undefined for what is no number, is not finite, or goes beyond the range of 64-bit floating point.
 */
export function readNumber(text: string): number | undefined {
  if (plain.test(text)) return finite(Number(text));
  if (!pattern.test(text)) return undefined;
  const usual = /[eE]/.test(text) ? text : text.replace(exponent, 'e').replace(bareExponent, 'e$&');
  return finite(Number(usual));
}

/** A count without sign, as text of at most ten digits. */
export function readCount(text: string): number | undefined {
  return /^\d{1,10}$/.test(text) ? Number(text) : undefined;
}

/** Three numbers, from `start` on. */
export function readVector(
  words: readonly string[],
  start = 0,
): readonly [number, number, number] | undefined {
  const [x, y, z] = [0, 1, 2].map((axis) => readNumber(words[start + axis] ?? ''));
  return x === undefined || y === undefined || z === undefined ? undefined : [x, y, z];
}

/** Words between white space; of a hostile line no more than asked for. */
export function wordsOf(line: string, countMax: number): readonly string[] {
  const trimmed = line.trim();
  return trimmed === '' ? [] : trimmed.split(/\s+/, countMax);
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
