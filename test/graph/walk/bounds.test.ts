/** Answers that are cut short are still JSON, say so, and are the same each time. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/base/index.ts';
import { limits } from '../../../src/base/index.ts';
import { askArchive, piecesOfAnswer, textOfAnswer } from './ask-archive.ts';

const internal = (path: string) => `__INTERNAL__:../uploads/u/archive/e#/${path}`;

describe('bounds of an answer', () => {
  it('leaves out what is too large, and no more', async () => {
    const archive = { a: 1, big: { text: 'x'.repeat(5000) }, small: { b: 2 }, text: 'y'.repeat(5000) };
    expect(await askArchive(archive, '*', { bounds: { graphBytesMax: 1000 } })).toMatchObject({
      a: 1,
      big: internal('big'),
      small: { b: 2 },
      text: internal('text'),
      m_errors: [
        { error_type: 'LIMIT', path: '/big' },
        { error_type: 'LIMIT', path: '/text' },
      ],
    });
  });

  it('ends a list where the bytes end', async () => {
    const archive = { list: Array.from({ length: 1000 }, (_, x) => ({ x, y: [x] })), last: { z: [1] } };
    const answer = await askArchive(
      archive,
      { m_request: { max_dict_size: 2 } },
      { bounds: { graphBytesMax: 2000 } },
    );
    const {
      list,
      last,
      m_errors: faults,
    } = answer as { list: JsonValue[]; last: JsonValue; m_errors: JsonValue[] };
    expect(list.length).toBeGreaterThan(10);
    expect(list.length).toBeLessThan(200);
    const end = list.length - 1;
    expect(list.slice(0, end - 1)).toEqual(archive.list.slice(0, end - 1));
    expect(list[end]).toBe(internal(`list/${end}`));
    expect(last).toBe(internal('last'));
    expect(faults).toContainEqual(expect.objectContaining({ error_type: 'LIMIT', path: `/list/${end}` }));
  });

  it('does not fill a list with more nulls than it may have bytes', async () => {
    const archive = { a: Array.from({ length: 10_000 }, () => 1), b: 2 };
    const answer = await askArchive(archive, { 'a[-1]': '*', b: '*' }, { bounds: { graphBytesMax: 10_000 } });
    expect(answer).toMatchObject({ b: 2, m_errors: [{ error_type: 'LIMIT', path: '/a/9999' }] });
  });

  it('ends a map of single values some way behind the bytes', async () => {
    const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, x) => [`key ${x}`, 'a value']));
    const text = await textOfAnswer(
      { many },
      { many: { m_request: { exclude: ['z'] } } },
      { bounds: { graphBytesMax: 1 } },
    );
    expect(text.length).toBeLessThan(1000);
    const wide = await textOfAnswer(
      many,
      { m_request: { exclude: ['z'] } },
      { bounds: { graphBytesMax: 1 } },
    );
    expect(JSON.parse(wide)).toBeDefined();
    expect(wide.length).toBeGreaterThan(limits.graphBytesBeyondMax);
    expect(wide.length).toBeLessThan(limits.graphBytesBeyondMax + 5000);
  });

  it('lets others have a turn where much is looked at and little found, and ends in time', async () => {
    const archive = { list: Array.from({ length: 5000 }, (_, x) => ({ x })) };
    const request = { list: { m_request: { include: ['z'] } } };
    let time = 0;
    const now = () => (time += 3);
    const pieces = await piecesOfAnswer(archive, request, { now });
    expect(pieces.filter(({ length }) => length === 0).length).toBeGreaterThan(3);
    const answer = await askArchive(
      archive,
      { list: { x: '*' } },
      { now, bounds: { graphMillisecondsMax: 100 } },
    );
    const faults = (answer as { m_errors: readonly JsonValue[] }).m_errors;
    expect(faults).toContainEqual(
      expect.objectContaining({ error_type: 'LIMIT', path: expect.stringContaining('/list/') }),
    );
  });

  it('holds no more texts than it may, and tells of what it leaves', async () => {
    const bounds = { graphHeldBytesMax: 2800 };
    const archive = { a: Array.from({ length: 100 }, () => ({ x_ref: '#/t' })), t: { v: 1 } };
    const answer = await askArchive(archive, { m_request: { always_rewrite_references: true } }, { bounds });
    const { a, m_errors: faults } = answer as { a: { x_ref: string }[]; m_errors: { message: string }[] };
    expect(a[0]?.x_ref).toBe('uploads/u/entries/e/archive/t');
    expect(a[99]?.x_ref).toBe('#/t');
    expect(faults.length).toBeLessThan(50);
    expect(faults.at(-1)?.message).toMatch(/may be more/);
    const linked = await askArchive(
      { a: Array.from({ length: 100 }, (_, at) => ({ at: [at] })) },
      { m_request: { max_list_size: 0 }, a: { m_request: { max_dict_size: 0 } } },
      { bounds: { graphHeldBytesMax: 100 }, linkTo: (_, path) => path.join() },
    );
    expect(linked).toMatchObject({ a: expect.arrayContaining([{ at: internal('a/99/at') }]) });
    expect(Object.keys((linked as { m_links: object }).m_links).length).toBeLessThan(20);
  });

  it('finds the first reference of a list in its first items alone', async () => {
    const items = (before: number) => [...Array(before).fill(1), '#/t'];
    const archive = { near_refs: items(10), far_refs: items(100_000), t: 1 };
    const answer = await askArchive(archive, { m_request: { depth: 0 } });
    expect(answer).toEqual({ ...archive, far_refs: internal('far_refs') });
  });

  it('gives JSON whatever the bounds, and the same each time', async () => {
    const archive = fc
      .jsonValue({ maxDepth: 5 })
      .map((value) => ({ value, a: { list: [value, value], b_ref: '#/value' } }));
    const request = fc.constantFrom<JsonValue>(
      '*',
      { m_request: { depth: 2, max_list_size: 1 } },
      { m_request: { directive: 'resolved' } },
      { value: '*', 'a[0]': { list: { m_request: { exclude: ['a'] } } } },
      { a: { 'list[1]': '*', 'list[0:1]': { m_request: { max_dict_size: 1 } } } },
    );
    const bounds = fc.record({
      graphBytesMax: fc.nat(300),
      graphVisitsMax: fc.nat(30),
      graphNodesMax: fc.nat(5),
      graphTargetsMax: fc.nat(2),
    });
    await fc.assert(
      fc.asyncProperty(archive, request, bounds, async (given, asked, bound) => {
        const text = await textOfAnswer(given, asked, { bounds: bound });
        expect(() => JSON.parse(text)).not.toThrow();
        expect(await textOfAnswer(given, asked, { bounds: bound })).toBe(text);
      }),
      { numRuns: 150 },
    );
  });
});
