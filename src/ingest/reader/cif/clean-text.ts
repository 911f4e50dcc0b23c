/**
 * Text for people out of a CIF: one line, with the letters that its markup stands for. `M\"uller` → `Müller`,
 * `\a-Fe~2~O~3~` → `α-Fe2O3`.
 */

/** Letter behind the backslash → combining character on the letter after it. */
const accents: Readonly<Record<string, string>> = {
  "'": '\u0301',
  '`': '\u0300',
  '^': '\u0302',
  '"': '\u0308',
  '~': '\u0303',
  ';': '\u0328',
  '>': '\u030b',
  '=': '\u0304',
  '.': '\u0307',
  '<': '\u030c',
  '(': '\u0306',
  ',': '\u0327',
};

const letters: Readonly<Record<string, string>> = {
  '\\%a': 'å',
  '\\%A': 'Å',
  '\\/o': 'ø',
  '\\/O': 'Ø',
  '\\/l': 'ł',
  '\\/L': 'Ł',
  '\\/d': 'đ',
  '\\/D': 'Đ',
  '\\&s': 'ß',
  '\\?i': 'ı',
  '\\%': '°',
  '\\\\times': '×',
  '\\\\sim': '~',
  '\\\\simeq': '≃',
  '\\\\infty': '∞',
  '\\\\rightarrow': '→',
  '\\\\leftarrow': '←',
  '+-': '±',
  '-+': '∓',
};

const greekLatin = 'abcdefghiklmnopqrstuwxyz';
const greekSmall = 'αβχδεφγηικλμνοπθρστυωξψζ';
const greekCapital = 'ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖ';

const special =
  /\\\\(?:times|simeq|sim|infty|rightarrow|leftarrow)|\\%[aA]?|\\\/[oOlLdD]|\\&s|\\\?i|\+-|-\+/g;
const accented = /\\(['`^"~;>=.<(,])([A-Za-z])/g;
const greek = /\\([a-zA-Z])/g;
const lowered = /([~^])([^\s~^]{1,12})\1/g;
const entity = /&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi;

/** Length of a text that is read: titles and names are shorter, and what is not is cut. */
const lengthMax = 5_000;

/** An empty text where there is nothing but blanks. */
export function cleanText(text: string): string {
  const line = text.slice(0, lengthMax).replace(/\s+/g, ' ').trim();
  if (!/[\\~^&]|\+-|-\+/.test(line)) return line;
  return line
    .replace(special, (code) => letters[code] ?? code)
    .replace(accented, (_, mark: string, letter: string) => (letter + accents[mark]!).normalize('NFC'))
    .replace(greek, (code, letter: string) => greekLetter(letter) ?? code)
    .replace(lowered, '$2')
    .replace(entity, (code, hex?: string, digits?: string) => {
      const point = hex === undefined ? Number(digits) : Number.parseInt(hex, 16);
      return isCharacter(point) ? String.fromCodePoint(point) : code;
    });
}

function greekLetter(letter: string): string | undefined {
  const place = greekLatin.indexOf(letter.toLowerCase());
  return (letter === letter.toLowerCase() ? greekSmall : greekCapital)[place];
}

function isCharacter(point: number): boolean {
  const isSurrogate = point >= 0xd800 && point <= 0xdfff;
  return point >= 0x20 && point <= 0x10ffff && !isSurrogate;
}
