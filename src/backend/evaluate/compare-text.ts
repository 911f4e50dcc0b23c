/**
 * Orders texts by Unicode code point: negative, zero or positive.
 *
 * JavaScript's own `<` goes by UTF-16 code unit, which puts U+10000 and above (written with surrogates, D800
 * to DFFF) before U+E000 to U+FFFF. Code point order is also the byte order of UTF-8, so other storage
 * engines share it.
 */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const leftUnit = left.charCodeAt(index);
    const rightUnit = right.charCodeAt(index);
    if (leftUnit !== rightUnit) return codePointRank(leftUnit) - codePointRank(rightUnit);
  }
  return left.length - right.length;
}

/** Moves the surrogates behind all other code units; among themselves they are in order already. */
function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
