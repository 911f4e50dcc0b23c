/** Up to this many comparisons at worst, some 10 ms, the native search is left alone. */
const comparisonsMax = 16_000_000;

/**
 * The first place of a needle in a text, from some place on; -1 where there is none.
 *
 * Native search is the fastest on ordinary texts, but on repetitive ones (`zzz…` and the needle `zz…yzz…`)
 * it takes length times length: hours for a needle of a megabyte. Long searches go through the text once
 * instead.
 */
export function findBytes(text: Buffer, needle: Uint8Array, from = 0): number {
  if ((text.length - from) * needle.length <= comparisonsMax) return text.indexOf(needle, from);
  const borders = bordersOf(needle);
  let matched = 0;
  for (let at = from; at < text.length; at += 1) {
    while (matched > 0 && text[at] !== needle[matched]) matched = borders[matched - 1]!;
    if (text[at] === needle[matched]) matched += 1;
    if (matched === needle.length) return at + 1 - matched;
  }
  return -1;
}

/** For each beginning of the needle, the longest shorter one that it ends with (Knuth, Morris and Pratt). */
function bordersOf(needle: Uint8Array): Uint32Array {
  const borders = new Uint32Array(needle.length);
  let matched = 0;
  for (let at = 1; at < needle.length; at += 1) {
    while (matched > 0 && needle[at] !== needle[matched]) matched = borders[matched - 1]!;
    if (needle[at] === needle[matched]) matched += 1;
    borders[at] = matched;
  }
  return borders;
}
