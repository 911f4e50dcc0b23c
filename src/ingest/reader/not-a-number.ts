/** A text of JSON in which words that are no JSON were replaced. */
export interface MendedText {
  readonly text: string;
  /** How many words were replaced. */
  readonly count: number;
}

/**
 * Puts null in the place of `NaN`, `Infinity` and `-Infinity` outside of strings, as Python and others write
 * them. To be called only where JSON.parse failed.
 */
export function replaceNotANumber(text: string): MendedText {
  const parts: string[] = [];
  let kept = 0;
  let index = 0;
  while (index < text.length) {
    const word = wordAt(text, index);
    if (word > 0) {
      parts.push(text.slice(kept, index), 'null');
      index += word;
      kept = index;
    } else {
      index = text.charCodeAt(index) === 0x22 ? endOfString(text, index + 1) : index + 1;
    }
  }
  return { text: parts.join('') + text.slice(kept), count: parts.length / 2 };
}

/** The length of the word that stands here, or 0. */
function wordAt(text: string, index: number): number {
  switch (text[index]) {
    case 'N':
      return text.startsWith('NaN', index) ? 3 : 0;
    case 'I':
      return text.startsWith('Infinity', index) ? 8 : 0;
    case '-':
      return text.startsWith('-Infinity', index) ? 9 : 0;
    default:
      return 0;
  }
}

function endOfString(text: string, start: number): number {
  let index = start;
  while (index < text.length && text.charCodeAt(index) !== 0x22) {
    index += text.charCodeAt(index) === 0x5c ? 2 : 1;
  }
  return index + 1;
}
