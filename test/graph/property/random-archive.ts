/**
 * Random archives of a few uploads, with the odd keys and values that documents may have. References are drawn as picks
 * and become texts when it is known which places there are.
 */
import fc from 'fast-check';
import type { RawArchives } from '../naive/answer-naively.ts';

/** A reference that is yet to be written: the how-manieth place it leads to, in which form, and what is wrong with it. */
class ReferencePick {
  readonly place: number;
  readonly form: number;
  readonly fault: number;

  constructor(place: number, form: number, fault: number) {
    this.place = place;
    this.form = form;
    this.fault = fault;
  }
}

/** A long value told by its length, so that it can be made shorter and printed. */
class LongValue {
  readonly kind: number;
  readonly length: number;

  constructor(kind: number, length: number) {
    this.kind = kind;
    this.length = length;
  }
}

export const plainKeys = ['a', 'b', 'ab', 'abc', 'run', 'm', 'calc_1'];
const oddKeys = [
  'a-b',
  'a.b',
  'größe',
  '温度',
  '0',
  '7',
  '__proto__',
  'constructor',
  'entries',
  'archive',
  'upload_id',
  '',
  'a b',
  'a"b\\',
  'a[0]',
  '\u{1f9ea}',
];
export const referenceKeys = ['x_ref', 'all_refs', '_ref'];

const texts = ['', 'text', 'a"b\\c\n', 'größe \u{1f9ea}', '/a/b', '#/a', 'null', '\u2028'];

const scalar = fc.oneof(
  fc.constantFrom(...texts),
  fc.integer({ min: -3, max: 1e6 }),
  fc.constantFrom(0.5, -1.5e-27, 1e300, 0),
  fc.boolean(),
  fc.constant(null),
);

const reference = fc
  .tuple(fc.nat(200), fc.nat(11), fc.nat(11))
  .map(([place, form, fault]) => new ReferencePick(place, form, fault));

const key = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...plainKeys) },
  { weight: 2, arbitrary: fc.constantFrom(...oddKeys) },
);

const list = (item: fc.Arbitrary<unknown>, maxLength = 4) => fc.array(item, { maxLength });

/** Above some kilobytes an archive has an index beside it, and long lists and texts have blocks. */
const long = fc
  .tuple(fc.nat(4), fc.constantFrom(200, 700, 3000, 12_000))
  .map(([kind, length]) => new LongValue(kind, length));

const { map } = fc.letrec<{ value: unknown; map: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', maxDepth: 6, depthIdentifier: 'archive' },
    { weight: 4, arbitrary: scalar },
    { weight: 4, arbitrary: tie('map') },
    { weight: 4, arbitrary: fc.array(tie('map'), { minLength: 1, maxLength: 4 }) },
    { weight: 2, arbitrary: list(scalar, 6) },
    { weight: 1, arbitrary: list(list(scalar)) },
    { weight: 1, arbitrary: list(tie('value')) },
    { weight: 1, arbitrary: fc.constantFrom([], {}) },
  ),
  map: fc
    .tuple(
      fc.uniqueArray(fc.tuple(key, tie('value')), { maxLength: 5, selector: ([name]) => name }),
      fc.uniqueArray(
        fc.tuple(
          fc.constantFrom(...referenceKeys),
          fc.oneof(
            { weight: 8, arbitrary: reference },
            { weight: 4, arbitrary: fc.array(reference, { maxLength: 4 }) },
            { weight: 1, arbitrary: tie('value') },
          ),
        ),
        { maxLength: 2, selector: ([name]) => name },
      ),
    )
    .map(([plain, references]) => new Map([...plain, ...references])),
}));

const archive = fc
  .tuple(map, fc.option(fc.tuple(fc.constantFrom(...plainKeys), long), { freq: 2 }))
  .map(([root, extra]) => new Map([...(root as Map<string, unknown>), ...(extra === null ? [] : [extra])]));

/** Archives as JSON: of two entries of one upload and one of another. */
export const randomArchives: fc.Arbitrary<RawArchives> = fc
  .tuple(archive, archive, archive)
  .map(([first, second, third]) => {
    const drawn = [
      { uploadId: 'u1', entryId: 'e1', root: first },
      { uploadId: 'u1', entryId: 'e2', root: second },
      { uploadId: 'u2', entryId: 'e3', root: third },
    ];
    const places = drawn.flatMap((home) => [...placesIn(home.root, [])].map((path) => ({ ...home, path })));
    const write = (home: Home) => jsonWith(home.root, (pick) => textOf(pick, home, places));
    const [e1, e2, e3] = drawn.map(write);
    return { u1: { e1, e2 }, u2: { e3 } };
  });

interface Home {
  readonly uploadId: string;
  readonly entryId: string;
  readonly root: unknown;
}

type ReferencedPlace = Home & { readonly path: readonly (string | number)[] };

function* placesIn(
  value: unknown,
  path: readonly (string | number)[],
): Generator<readonly (string | number)[]> {
  yield path;
  const children = value instanceof Map || Array.isArray(value) ? value.entries() : [];
  for (const [step, child] of children) yield* placesIn(child, [...path, step]);
}

/** Keys that a path cannot name (`/` in them, or empty) make references that lead nowhere, which is welcome. */
function textOf(pick: ReferencePick, home: Home, places: readonly ReferencedPlace[]): string {
  const { uploadId, entryId, path } = places[pick.place % places.length]!;
  const joined = path.join('/');
  if (pick.fault < faults.length) return faults[pick.fault]!(joined);
  const isHere = entryId === home.entryId;
  const isNear = uploadId === home.uploadId;
  const forms = [
    ...(isHere ? [`#/${joined}`, `/${joined}`, `#//${joined}`, `#${joined}`] : []),
    ...(isNear
      ? [`../entries/${entryId}/archive#/${joined}`, `../upload/archive/${entryId}#/${joined}`]
      : []),
    ...(isNear ? [`../upload/raw/${entryId}.json#/${joined}`] : []),
    `../uploads/${uploadId}/archive/${entryId}#/${joined}`,
    `../uploads/${uploadId}/raw/${entryId}.json#/${joined}`,
    `../uploads/${uploadId}/archive/mainfile/${entryId}.json#/${joined}`,
  ];
  return forms[pick.form % forms.length]!;
}

const faults: readonly ((path: string) => string)[] = [
  (path) => `#/${path}/nowhere`,
  (path) => `uploads/u1/entries/e1/archive/${path}`,
  (path) => `https://other.example/uploads/u9/archive/e9#/${path}`,
  (path) => `../uploads/u9/archive/e9#/${path}`,
];

function jsonWith(value: unknown, write: (pick: ReferencePick) => string): unknown {
  if (value instanceof ReferencePick) return write(value);
  if (value instanceof LongValue) return expand(value);
  if (Array.isArray(value)) return value.map((item) => jsonWith(item, write));
  if (!(value instanceof Map)) return value;
  // Sets `__proto__`, too, where an assignment would not.
  return Object.fromEntries([...value].map(([name, child]) => [name, jsonWith(child, write)]));
}

function expand({ kind, length }: LongValue): unknown {
  const numbers = Array.from({ length }, (_, position) => position * 1.5);
  if (kind === 0) return numbers;
  if (kind === 1) return 'größe '.repeat(length);
  if (kind === 2) return numbers.slice(0, length / 4).map((number) => [number, number + 1, [number]]);
  // Few enough that what all of them lack is told of each.
  if (kind === 3) return numbers.slice(0, length / 40).map((a) => ({ a, b: { ab: a, list: [a, a] } }));
  return Object.fromEntries(numbers.slice(0, length / 4).map((number) => [`k${number}`, { a: [number] }]));
}
