/** A moment, as it is served and as it is compared. */
export interface Timestamp {
  /** RFC 3339 in UTC with `Z` and the fraction as it was written. */
  readonly utc: string;
  /**
   * Text whose order by code unit is the order of the moments: `YYYY-MM-DDTHH:MM:SS`, then `.` and the fraction without
   * trailing zeros where there is one. Exact at any precision.
   */
  readonly key: string;
}

const pattern =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,30}))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

/**
 * Reads an RFC 3339 date-time; undefined where the text is none. The offset is required.
 *
 * @spec OPTIMADE 1.3.0, "Data types"; RFC 3339, section 5.6
 */
export function parseTimestamp(text: string): Timestamp | undefined {
  if (isPlain(text)) return { utc: text, key: text.slice(0, -1) };
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const fraction = match[7] === undefined ? '' : `.${match[7]}`;
  const offsetHours = Number(match[9] ?? 0);
  const offsetMinutes = Number(match[10] ?? 0);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 60 || offsetHours > 23 || offsetMinutes > 59) return undefined;
  let seconds = `${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}`;
  const shift = (offsetHours * 60 + offsetMinutes) * (match[8] === '-' ? 1 : -1);
  if (shift !== 0) {
    const shifted = shiftDate(year, month, day, hour, minute + shift);
    if (shifted === undefined) return undefined;
    seconds = `${shifted}:${match[6]}`;
  }
  const significant = fraction.replace(/0+$/, '');
  return { utc: `${seconds}${fraction}Z`, key: significant === '.' ? seconds : seconds + significant };
}

/** Whether a text is valid and of the form `YYYY-MM-DDTHH:MM:SSZ`, which nearly all are: there is nothing to convert. */
function isPlain(text: string): boolean {
  if (text.length !== 20 || text[4] !== '-' || text[7] !== '-' || text[10] !== 'T') return false;
  if (text[13] !== ':' || text[16] !== ':' || text[19] !== 'Z') return false;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month))) return false;
  return twoDigits(text, 11) <= 23 && twoDigits(text, 14) <= 59 && twoDigits(text, 17) <= 60;
}

/** The number that two digits make; NaN, which no comparison holds for, where they are none. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** The comparison key of a timestamp's text; undefined where it is none. */
export function timestampKey(text: string): string | undefined {
  return parseTimestamp(text)?.key;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** `YYYY-MM-DDTHH:MM` for minutes beyond the hour; undefined where the year leaves 0000 to 9999. */
function shiftDate(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
): string | undefined {
  // setUTCFullYear, since Date.UTC takes the years 0 to 99 for 1900 to 1999.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute);
  const shiftedYear = date.getUTCFullYear();
  if (shiftedYear < 0 || shiftedYear > 9999) return undefined;
  return date.toISOString().slice(0, 16);
}
