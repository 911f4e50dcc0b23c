import { limits } from './limits.ts';

/**
 * The candidate that was probably meant: the nearest, else one that only has more before it, as
 * `_exmpl_band_gap` has for `band_gap`. Undefined where there is none.
 *
 * Limits: `suggestionCandidatesMax`; words over 64 characters are not compared; at most a third of the letters may
 * differ.
 */
export function suggest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > 64) return undefined;
  let best: string | undefined;
  let longer: string | undefined;
  let bestDistance = Math.max(1, Math.floor(word.length / 3)) + 1;
  let compared = 0;
  for (const candidate of candidates) {
    if (compared >= limits.suggestionCandidatesMax) break;
    if (word.length >= endingLengthMin && candidate.endsWith(`_${word}`)) longer ??= candidate;
    if (candidate.length > 64 || Math.abs(candidate.length - word.length) >= bestDistance) continue;
    compared += 1;
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best ?? longer;
}

/** Shorter words end too many names. */
const endingLengthMin = 3;

/** Insertions, deletions and substitutions that turn one word into the other. */
function editDistance(left: string, right: string): number {
  let previous = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const substitution = previous[column - 1]! + (left[row - 1] === right[column - 1] ? 0 : 1);
      current.push(Math.min(substitution, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[right.length]!;
}
