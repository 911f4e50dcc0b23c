import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../../../src/base/index.ts';
import { limits } from '../../../src/base/index.ts';
import { askArchive, piecesOfAnswer, textOfAnswer } from './ask-archive.ts';

const internal = (path: string) => `__INTERNAL__:../uploads/u/archive/e#/${path}`;
const types = (answer: JsonValue) =>
  (answer as { m_errors?: { error_type: string }[] }).m_errors?.map(({ error_type: type }) => type);

describe('archives that are read', () => {
  const hostile = JSON.parse('{"constructor": {}, "__proto__": {"a": 1}}');
  const faultsOf: Readonly<Record<string, number>> = {
    'nothing that is not there': 2,
    'holes and no trailing nulls': 2,
  };
  const list = [{ n: 0 }, { n: 1, s: { x: 1 } }, { n: 2 }];
  it.each<[string, JsonValue, JsonValue, JsonValue]>([
    ['nothing that is not there', { a: { b: 1 } }, { a: { c: '*' }, d: { e: '*' } }, {}],
    ['a map of which no key is included', { a: { b: 1 } }, { a: { m_request: { include: ['z'] } } }, {}],
    ['an empty map and list', { a: {}, b: [] }, { a: '*', b: { x: '*' } }, { a: {}, b: [] }],
    ['holes and no trailing nulls', { list }, { list: { s: '*' } }, { list: [null, { s: { x: 1 } }] }],
    [
      'several slices in any order',
      { a: [0, 1, 2, 3] },
      { 'a[2:]': '*', 'a[0]': '*' },
      { a: [0, null, 2, 3] },
    ],
    [
      'data rather than internal strings',
      { a: { b: { c: 1 } } },
      { m_request: { depth: 1 }, a: { m_request: { depth: 1 }, b: { c: '*' } } },
      { a: { b: { c: 1 } } },
    ],
    [
      'an item by two ways, one of which is cut off',
      { list: [{ a: { b: { c: 1 } } }] },
      { 'list[0]': { m_request: { depth: 1 } }, 'list[:]': { m_request: { depth: 2 } } },
      { list: [{ a: { b: internal('list/0/a/b') } }] },
    ],
    [
      'a list without the items that are asked for beside it',
      { list },
      { list: { m_request: { include: ['n'] } }, 'list[1]': { s: '*' } },
      { list: [{ n: 0 }, { s: { x: 1 } }, { n: 2 }] },
    ],
    ['keys that objects have', hostile, JSON.parse('{"constructor": "*", "__proto__": {"a": "*"}}'), hostile],
    ['keys of digits as keys', { a: { 0: { b: 1 }, 1: 2 } }, { a: { 1: '*' } }, { a: { 1: 2 } }],
    [
      'the first page of lists below a map',
      { a: { l: [{ x: 1 }, { x: 2 }] }, b: [1, 2] },
      { m_request: { pagination: { page_size: 1 } } },
      {
        a: {
          l: [{ x: 1 }],
          m_response: { subsection_lists: { l: { pagination: { page: 1, page_size: 1, total: 2 } } } },
        },
        b: [1, 2],
      },
    ],
    [
      'no items of a page behind the last',
      { l: [{ x: 1 }] },
      { l: { m_request: { pagination: { page: 9 } } } },
      {
        l: [],
        m_response: { subsection_lists: { l: { pagination: { page: 9, page_size: 10, total: 1 } } } },
      },
    ],
  ])('give %s', async (name, archive, request, expected) => {
    const { m_errors: faults, ...answer } = (await askArchive(archive, request)) as JsonObject;
    expect(answer).toEqual(expected);
    expect(faults ?? []).toHaveLength(faultsOf[name] ?? 0);
  });

  it('give keys of ours from the data where we have nothing to say', async () => {
    const archive = {
      m_errors: 1,
      a: { m_errors: [2], m_response: 3, m_links: 4 },
      m_links: 5,
      m_response: 6,
    };
    expect(await askArchive(archive, '*')).toEqual(archive);
    expect(await askArchive(archive, { m_request: { depth: 9 } })).toEqual(archive);
  });

  it('put our errors in the place of what the data call so', async () => {
    const text = await textOfAnswer(
      { m_errors: 'data', a: 1 },
      { m_request: { directive: 'plain' }, b: '*' },
    );
    expect(text.match(/"m_errors"/g)).toHaveLength(1);
    expect(text).not.toContain('"data"');
  });

  it('are copied as they are stored', async () => {
    const archive = { a: { 'ü "quoted"': [1.5, -0, 1e300, 'é\n\u0000'], b: { c: [[], {}, null, true] } } };
    expect(await textOfAnswer(archive, '*')).toContain(JSON.stringify(archive));
    expect(await textOfAnswer(archive, { m_request: { depth: 99 } })).toContain(JSON.stringify(archive));
  });

  it('come in pieces of at most 64 KiB', async () => {
    const archive = { text: 'x'.repeat(300_000), list: Array.from({ length: 50_000 }, (_, x) => ({ x })) };
    const pieces = await piecesOfAnswer(archive, { list: { x: '*' }, text: '*' });
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(64 * 1024);
    expect(pieces.length).toBeLessThan(30);
    expect(JSON.parse(Buffer.concat(pieces).toString()).uploads.u.entries.e.archive).toEqual(archive);
  });

  it('fill lists with nulls without holding them', async () => {
    const archive = { a: Array.from({ length: 100_000 }, () => 1) };
    expect(await askArchive(archive, { 'a[-1]': '*' })).toEqual({ a: [...Array(99_999).fill(null), 1] });
  });

  it('tell each fault once, and not more than a bound', async () => {
    const archive = {
      a: Array.from({ length: limits.graphFaultsMax + 500 }, () => ({ x: 1 })),
      b: [1, 2, 3],
    };
    expect(types(await askArchive(archive, { b: { x: '*' } }))).toEqual(['NOTFOUND']);
    const told = types(await askArchive(archive, { a: { y: '*' } }));
    expect(told).toHaveLength(limits.graphFaultsMax);
    expect(told?.at(-1)).toBe('LIMIT');
  });

  it('say how an item is asked for where its number stands like a key', async () => {
    const answer = await askArchive({ a: [{ x: 1 }] }, { a: { 0: '*' } });
    expect(answer).toMatchObject({
      m_errors: [{ message: expect.stringMatching(/^Field 0 is .*#\/a\/0\. Items .* key\[0\]\.$/) }],
    });
  });

  it('lead on by links', async () => {
    const linkTo = (_: unknown, path: readonly (string | number)[]) => `/${path.join('.')}`;
    const answer = await askArchive(
      { a: { b: [{ c: { d: 1 } }] } },
      { a: { b: { m_request: { depth: 1 } } } },
      { linkTo },
    );
    expect(answer).toEqual({ a: { b: [{ c: internal('a/b/0/c') }] }, m_links: { '/a/b/0/c': '/a.b.0.c' } });
  });
});

describe('strictness', () => {
  it.each<[string, JsonValue, string]>([
    ['an index beyond the end', { 'a[9]': '*' }, '/entries/e1/archive/a[9]'],
    ['an index before the beginning', { a: { m_request: { index: [-9, 1] } } }, '/entries/e1/archive/a'],
    ['an index of a map', { 'm[0]': { x: '*' } }, '/entries/e1/archive/m[0]'],
    ['an index of an empty list', { 'none[0]': '*' }, '/entries/e1/archive/none[0]'],
  ])('refuses %s', async (_, request, pointer) => {
    const archive = { a: [1, 2], m: { x: 1 }, none: [] };
    await expect(askArchive(archive, request, { isStrict: true })).rejects.toMatchObject({
      code: 'graph-strict',
      options: { pointer },
    });
    await expect(askArchive(archive, request)).resolves.toBeDefined();
  });

  it('lets pass what means what it says', async () => {
    const request = { 'a[-2:1]': '*', 'a[:]': '*', m: { x: '*' } };
    await expect(askArchive({ a: [1, 2], m: { x: 1 } }, request, { isStrict: true })).resolves.toEqual({
      a: [1, 2],
      m: { x: 1 },
    });
  });
});
