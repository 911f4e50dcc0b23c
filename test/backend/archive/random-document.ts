import fc from 'fast-check';

/** Documents as programs may write them: blanks anywhere, escapes at will, numbers in any form. */
const blank = fc.constantFrom('', '', '', '', ' ', '\n  ', '\t', '\r\n');
const number = fc.oneof(
  fc.integer().map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  fc.constantFrom(
    '0',
    '-0',
    '0.0',
    '1e400',
    '-1E-400',
    '1E+2',
    '3.14159265358979323846264338327950288419716939937510',
  ),
);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).map((value) => JSON.stringify(value)),
  fc.string({ unit: 'grapheme', maxLength: 40 }).map((value) => JSON.stringify(value)),
  fc.string({ maxLength: 6 }).map(escapeAll),
  fc.constantFrom(
    '""',
    '"\\ud800"',
    '"\\ud83d\\ude00"',
    '"\\udc00x"',
    '"#/a/0"',
    '"\\/\\b\\f\\n\\r\\t\\\\\\""',
  ),
);
const key = fc.oneof(
  text,
  fc.constantFrom(
    '"a"',
    '"b"',
    '"x_ref"',
    '"y_refs"',
    '"__proto__"',
    '"constructor"',
    '"_ref"',
    '"a\\u005fref"',
  ),
  fc.nat(20).map((value) => `"${value}"`),
);

const depth = fc.createDepthIdentifier();
const { value } = fc.letrec<{ value: string; map: string; list: string; numbers: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthIdentifier: depth, withCrossShrink: true },
    fc.oneof(number, text, fc.constantFrom('true', 'false', 'null')),
    tie('map'),
    tie('list'),
    tie('numbers'),
    fc.array(tie('map'), { maxLength: 3, depthIdentifier: depth }).map((items) => `[${items.join(',')}]`),
  ),
  map: fc
    .array(fc.tuple(blank, key, blank, tie('value'), blank), { maxLength: 8, depthIdentifier: depth })
    .map((members) => `{${members.map(([a, b, c, d, e]) => a + b + c + ':' + a + d + e).join(',')}}`),
  list: fc
    .array(fc.tuple(blank, tie('value'), blank), { maxLength: 6, depthIdentifier: depth })
    .map((items) => `[${items.map((parts) => parts.join('')).join(',')}]`),
  numbers: fc.array(number, { maxLength: 60 }).map((items) => `[${items.join(', ')}]`),
}));

/** JSON texts in which keys may be equal. */
export const randomJson = fc.tuple(blank, value, blank).map((parts) => parts.join(''));

function escapeAll(plain: string): string {
  const escapes = Array.from({ length: plain.length }, (_, at) =>
    plain.charCodeAt(at).toString(16).padStart(4, '0'),
  );
  return `"${escapes.map((digits) => `\\u${digits}`).join('')}"`;
}
