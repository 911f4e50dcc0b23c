import type { ReaderRemark } from './source-record.ts';

/** Every change that the reader makes to what a source says, with its sentence for the report. */
export const remarks = {
  notANumber: remarkOf('not-a-number', 'NaN and Infinity were read as unknown.'),
  numberRange: remarkOf(
    'number-range',
    'Numbers beyond the range of 64-bit floating point were read as unknown.',
  ),
  integerPrecision: remarkOf(
    'integer-precision',
    'Integers beyond 2^53 that 64-bit floating point does not hold exactly were kept as text.',
  ),
  notUtf8: remarkOf('not-utf8', 'Bytes that are no UTF-8 were replaced by U+FFFD.'),
  unsafeKey: remarkOf('unsafe-key', 'Keys named "__proto__" were dropped.'),
  idNotText: remarkOf('id-not-text', 'Numbers as ids were read as text.'),
};

function remarkOf(code: ReaderRemark['code'], message: string): (count: number) => ReaderRemark {
  return (count) => ({ code, message, count });
}

/** An extended-JSON wrapper that is not known, or does not hold what it should. */
export function unknownWrapper(key: string, count: number): ReaderRemark {
  const message = `The extended JSON "${key.slice(0, 40)}" was not understood and left as it is.`;
  return { code: 'unknown-wrapper', message, count };
}
