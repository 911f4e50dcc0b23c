/** The parts of a JSON number, by what was read last; it may end behind those that `endsNumber` tells. */
export const sign = 0;
export const leadingZero = 1;
export const whole = 2;
const point = 3;
const fraction = 4;
const exponentLetter = 5;
const exponentSign = 6;
const exponent = 7;

const behindDigit = [whole, undefined, whole, fraction, fraction, exponent, exponent, exponent];

export function endsNumber(part: number): boolean {
  return part === leadingZero || part === whole || part === fraction || part === exponent;
}

/** Whether the number stays in the part whatever digits follow. */
export function hasMoreDigits(part: number): boolean {
  return part === whole || part === fraction || part === exponent;
}

/** The part that a byte begins or goes on with; undefined where the number cannot go on with it. */
export function nextNumberPart(part: number, byte: number): number | undefined {
  if (byte >= 0x30 && byte <= 0x39) return part === sign && byte === 0x30 ? leadingZero : behindDigit[part];
  if (byte === 0x2e) return part === leadingZero || part === whole ? point : undefined;
  if (byte === 0x45 || byte === 0x65) {
    return part === leadingZero || part === whole || part === fraction ? exponentLetter : undefined;
  }
  if (byte === 0x2b || byte === 0x2d) return part === exponentLetter ? exponentSign : undefined;
  return undefined;
}
