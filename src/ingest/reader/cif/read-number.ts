/** Numbers as CIFs write them: `5.4309(2)`, `.5`, `1.`, `-1e-3`, `1/3`, and `7.060+2` of older ICSD files. */

const lengthMax = 64;
const decimal = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eEdD][+-]?\d+)?)(?:\([\d.?]*\)?|\+\d+)?$/;
const fraction = /^([+-]?\d+(?:\.\d*)?)\/(\d+(?:\.\d*)?)$/;

/** The value without its uncertainty; undefined for what is no finite number. */
export function readNumber(text: string | undefined): number | undefined {
  if (text === undefined || text.length > lengthMax) return undefined;
  const trimmed = text.trim();
  const match = decimal.exec(trimmed);
  let value = Number.NaN;
  if (match !== null) {
    value = Number(match[1]!.replace(/d/i, 'e'));
  } else {
    const [, numerator, denominator] = fraction.exec(trimmed) ?? [];
    value = Number(numerator) / Number(denominator);
  }
  return Number.isFinite(value) ? value : undefined;
}

export interface NumberPrecision {
  /** Digits behind the point, zeros at the end not counted. */
  readonly decimalCount: number;
  readonly hasUncertainty: boolean;
}

/** How exactly a number is written. */
export function precisionOf(text: string): NumberPrecision {
  const digits = /\.(\d*)/.exec(text)?.[1] ?? '';
  return {
    decimalCount: digits.replace(/0+$/, '').length,
    hasUncertainty: /\(\d|\d\+\d/.test(text),
  };
}
