/**
 * Position behind the bracket or brace that closes the one at `start`, or -1 where there is none. Brackets
 * within quotes, texts and comments do not count.
 */
export function endOfBrackets(source: string, start: number): number {
  let depth = 0;
  let position = start;
  while (position < source.length) {
    const character = source[position]!;
    let next = position + 1;
    if (character === '[' || character === '{') {
      depth += 1;
    } else if (character === ']' || character === '}') {
      depth -= 1;
      if (depth === 0) return next;
    } else if (character === "'" || character === '"') {
      const triple = character.repeat(3);
      next = endOf(source, source.startsWith(triple, position) ? triple : character, position);
    } else if (character === '#' && source.charCodeAt(position - 1) <= 32) {
      next = endOf(source, '\n', position);
    } else if (character === ';' && source[position - 1] === '\n') {
      next = endOf(source, '\n;', position);
    }
    if (next === -1) return -1;
    position = next;
  }
  return -1;
}

/** Position behind the delimiter that ends what the same one, or a single letter, begins at `start`. */
function endOf(source: string, delimiter: string, start: number): number {
  const isQuote = delimiter[0] === source[start];
  const end = source.indexOf(delimiter, start + (isQuote ? delimiter.length : 1));
  return end === -1 ? -1 : end + delimiter.length;
}
