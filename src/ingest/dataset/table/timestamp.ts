const pattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(?: ?(Z|[+-]\d{2}:?\d{2}))?)?$/i;

/**
 * The RFC 3339 form of a time as tables have it: `2020-01-31`, `2020-01-31 12:00`, `2020-01-31T12:00:00.5+0100`. Without
 * a zone it is taken for UTC. Undefined where it is none.
 */
export function readTimestamp(text: string): string | undefined {
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] =
    pattern.exec(text) ?? [];
  if (year === undefined) return undefined;
  const offset = zone.replace(/^([+-]\d{2}):?(\d{2})$/, '$1:$2').toUpperCase();
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const time = new Date(`${local}Z`);
  // Days that no month has are days of the next one for `Date`.
  const isReal = !Number.isNaN(time.getTime()) && time.toISOString().startsWith(local);
  return isReal && !Number.isNaN(Date.parse(local + offset)) ? local + fraction + offset : undefined;
}
