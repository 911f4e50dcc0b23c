/** Random requests about archives, aimed at what is in them. */
import fc from 'fast-check';
import type { RawArchives } from '../naive/answer-naively.ts';
import { plainKeys, referenceKeys } from './random-archive.ts';

const count = fc.constantFrom(0, 1, 1, 2, 2, 3, 4, 50, null);
const patterns = fc.array(
  fc.constantFrom('*', 'a*', '*b', '?', '??', '[ab]', '*ref*', 'run', '0', 'ö*', '[!a]*'),
  {
    minLength: 1,
    maxLength: 2,
  },
);

const filter = fc.oneof(
  patterns.map((include) => ({ include })),
  patterns.map((exclude) => ({ exclude })),
);

const end = fc.oneof(fc.integer({ min: -6, max: 6 }), fc.constantFrom(null, 100, -100, 2999, 3000, 1500));
const index = fc.oneof(
  fc.tuple(fc.integer({ min: -6, max: 6 })),
  fc.tuple(end, end),
  fc.integer({ min: -1000, max: 4000 }).map((start) => [start, start + 3] as const),
);

const page = fc.record(
  {
    page_size: fc.integer({ min: 1, max: 4 }),
    page: fc.integer({ min: 1, max: 3 }),
  },
  { requiredKeys: [] },
);
const pageContaining = fc.record(
  { page_size: fc.integer({ min: 1, max: 4 }), page_containing: fc.integer({ min: 0, max: 6 }) },
  { requiredKeys: ['page_containing'] },
);

/** Many settings at once would mostly leave nothing to see. */
const settings = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.record({ directive: fc.constantFrom('plain', 'resolved', 'resolved') }) },
      { weight: 3, arbitrary: fc.record({ depth: count }) },
      { weight: 3, arbitrary: fc.record({ max_list_size: count }) },
      { weight: 2, arbitrary: fc.record({ 'max-dict-size': count }) },
      { weight: 3, arbitrary: fc.record({ index }) },
      { weight: 3, arbitrary: filter },
      { weight: 2, arbitrary: fc.record({ resolve_depth: fc.constantFrom(0, 1, 2, 3, null) }) },
      { weight: 1, arbitrary: fc.record({ always_rewrite_references: fc.boolean() }) },
      { weight: 1, arbitrary: fc.record({ include_quantities: fc.boolean() }) },
      { weight: 1, arbitrary: fc.record({ inherit_from_parent: fc.boolean() }) },
      { weight: 1, arbitrary: fc.record({ pagination: fc.oneof(page, pageContaining) }) },
    ),
    { maxLength: 3 },
  )
  .map((parts) => withOneFilter(Object.assign({}, ...parts)));

/** Both at once are refused. */
function withOneFilter(all: Record<string, unknown>): Record<string, unknown> {
  const { exclude, ...rest } = all;
  return exclude === undefined || 'include' in rest ? rest : all;
}

const leaf = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('*', 'include', 'include-resolved', {}) },
  { weight: 1, arbitrary: fc.constantFrom({ m_request: '*' }, { m_request: 'include-resolved' }) },
  { weight: 6, arbitrary: settings.map((m_request) => ({ m_request })) },
);

const keyIndex = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  {
    weight: 4,
    arbitrary: index.map((ends) => `[${ends.map((number) => number ?? '').join(':')}]`),
  },
  { weight: 1, arbitrary: fc.constantFrom('[]', '[:]', '[0:1:2]', '[0][1]') },
);

/** A request for a value of this shape. */
function nodeFor(value: unknown, level: number): fc.Arbitrary<unknown> {
  const names = childrenOf(value);
  if (level > 5 || (names.size === 0 && level > 0)) {
    return fc.oneof({ weight: 12, arbitrary: leaf }, { weight: 1, arbitrary: childNodes(names, level) });
  }
  return fc.oneof(
    { weight: 3, arbitrary: leaf },
    { weight: 5, arbitrary: childNodes(names, level) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(settings, childNodes(names, level))
        .map(([m_request, children]) => ({ m_request, ...children })),
    },
    { weight: 1, arbitrary: childNodes(names, level).map((m_children) => ({ m_children })) },
  );
}

function childNodes(names: ReadonlyMap<string, unknown>, level: number): fc.Arbitrary<object> {
  const known = [...names.keys()];
  const name = fc.oneof(
    { weight: known.length === 0 ? 0 : 12, arbitrary: fc.constantFrom(...known, 'a') },
    { weight: 1, arbitrary: fc.constantFrom(...plainKeys, ...referenceKeys, '*', 'nowhere') },
  );
  const child = name.chain((key) =>
    fc.tuple(
      keyIndex.map((suffix) => key + suffix),
      nodeFor(names.get(key), level + 1),
    ),
  );
  return fc
    .array(child, { minLength: 1, maxLength: 3 })
    .map((children) => Object.fromEntries(children.filter(([key]) => !reserved.has(key))));
}

const reserved = new Set(['m_request', 'm_children']);

/** What can be named below: keys, those of items of lists, and for texts, which may be references, what is likely. */
function childrenOf(value: unknown): ReadonlyMap<string, unknown> {
  const maps = Array.isArray(value) ? value.slice(0, 20) : [value];
  const names = new Map<string, unknown>();
  for (const map of maps) {
    if (typeof map === 'string' && /[/#]/.test(map)) names.set('a', null).set('x_ref', '#/a');
    if (typeof map !== 'object' || map === null || Array.isArray(map)) continue;
    for (const [key, child] of Object.entries(map).slice(0, 20)) names.set(key, child);
  }
  return names;
}

/** Requests for one or several of the archives, by one way or the other. */
export function randomRequest(archives: RawArchives): fc.Arbitrary<unknown> {
  const entries = Object.entries(archives).flatMap(([uploadId, ofUpload]) =>
    Object.entries(ofUpload).map(([entryId, archive]) => ({ uploadId, entryId, archive })),
  );
  const one = fc
    .tuple(fc.constantFrom(...entries), fc.boolean())
    .chain(([{ uploadId, entryId, archive }, isDirect]) =>
      nodeFor(archive, 0).map((node) => {
        const entry = { entries: { [entryId]: { archive: node } } };
        return isDirect ? entry : { uploads: { [uploadId]: entry } };
      }),
    );
  return fc.oneof(
    { weight: 4, arbitrary: one },
    { weight: 1, arbitrary: fc.tuple(one, one).map(([left, right]) => ({ ...left, ...right })) },
  );
}
