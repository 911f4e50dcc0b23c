/** Random webs of references: few nodes, many ways between them, in rings and in diamonds. */
import fc from 'fast-check';
import type { RawArchives } from '../naive/answer-naively.ts';

const names = ['a', 'b', 'c', 'd'];

/** Into one of the nodes, or into what it holds. */
const reference = fc
  .tuple(
    fc.constantFrom('u1/e1', 'u1/e2', 'u2/e3'),
    fc.constantFrom(...names),
    fc.constantFrom('', '', '/in'),
  )
  .map(([entry, name, below]) => `../uploads/${entry.replace('/', '/archive/')}#/${name}${below}`);

const node = fc.record({
  value: fc.nat(9),
  x_ref: reference,
  all_refs: fc.array(reference, { maxLength: 3 }),
  in: fc.record({ list: fc.constantFrom([], [1], [1, 2, 3]), in_ref: reference }, { requiredKeys: ['list'] }),
});

const archive = fc
  .array(node, { minLength: 1, maxLength: names.length })
  .map((nodes) => Object.fromEntries(nodes.map((each, at) => [names[at]!, each])));

export const randomWeb: fc.Arbitrary<RawArchives> = fc
  .tuple(archive, archive, archive)
  .map(([e1, e2, e3]) => ({ u1: { e1, e2 }, u2: { e3 } }));

const settings = fc.record(
  {
    directive: fc.constantFrom('resolved', 'resolved', 'plain'),
    resolve_depth: fc.integer({ min: 0, max: 5 }),
    depth: fc.integer({ min: 0, max: 4 }),
    max_list_size: fc.integer({ min: 0, max: 3 }),
    include: fc.constantFrom(['*_ref*'], ['value', 'x*'], ['in']),
  },
  { requiredKeys: ['directive'] },
);

const asked = fc.oneof(
  settings.map((m_request) => ({ m_request })),
  fc.tuple(settings, settings).map(([m_request, below]) => ({ m_request, x_ref: { m_request: below } })),
  settings.map((m_request) => ({ x_ref: { x_ref: { m_request }, in: { in_ref: '*' } } })),
  settings.map((m_request) => ({ 'all_refs[0]': { m_request, in: 'include-resolved' }, all_refs: '*' })),
);

/** Requests for one or two of the nodes. */
export const randomWebRequest: fc.Arbitrary<unknown> = fc
  .tuple(fc.constantFrom('e1', 'e2'), fc.boolean(), asked, fc.option(asked))
  .map(([entryId, isDirect, first, second]) => {
    const archive = second === null ? { a: first } : { a: first, b: second };
    const entries = { entries: { [entryId]: { archive } } };
    return isDirect ? entries : { uploads: { u1: entries } };
  });
