import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../src/base/index.ts';
import { limits } from '../../../src/base/index.ts';
import { askArchive } from './ask-archive.ts';

const resolved = { m_request: { directive: 'resolved' } };
const to = (path: string) => `uploads/u/entries/e/archive/${path}`;
const faults = (answer: JsonValue) =>
  ((answer as { m_errors?: { error_type: string; message: string }[] }).m_errors ?? []).map(
    ({ error_type: type, message }) => `${type} ${message}`,
  );

describe('references that are followed', () => {
  it('stay where all ways come through their target, and are followed where one does not', async () => {
    // `a` and `b` refer to each other; both are asked for, so that each is reached without the other.
    const archive = { ask: { all_refs: ['#/a', '#/b'] }, a: { x_ref: '#/b' }, b: { x_ref: '#/a' } };
    expect(await askArchive(archive, { ask: resolved })).toMatchObject({
      a: { x_ref: to('b') },
      b: { x_ref: to('a') },
    });
    const one = await askArchive(archive, { ask: { 'all_refs[0]': resolved } });
    expect(one).toMatchObject({ a: { x_ref: to('b') }, b: { x_ref: '#/a' } });
    expect(faults(one)).toEqual(['ARCHIVEERROR Circular reference detected: ../uploads/u/archive/e#/a.']);
  });

  it('are not entered again by names behind a circle', async () => {
    const archive = { s: { me_ref: '#/s', x: 1, y: 2 } };
    const answer = await askArchive(archive, { s: { me_ref: { x: '*', me_ref: { y: '*' } } } });
    expect(answer).toMatchObject({ s: { me_ref: to('s'), x: 1 } });
    expect(answer).not.toHaveProperty('s.y');
  });

  it('are many ways to few targets', async () => {
    const frames = Array.from({ length: 300 }, () => ({ a_ref: '#/hubs/0', b_ref: '#/hubs/1' }));
    const all_refs = frames.map((_, position) => `#/frames/${position}`);
    const answer = await askArchive(
      { frames, hubs: [{ all_refs }, { all_refs }] },
      { 'frames[0]': resolved },
    );
    expect(faults(answer).every((fault) => fault.startsWith('ARCHIVEERROR Circular'))).toBe(true);
    expect(answer).toMatchObject({
      frames: frames.map(() => ({ a_ref: to('hubs/0'), b_ref: to('hubs/1') })),
      hubs: [{ all_refs: frames.map((_, position) => to(`frames/${position}`)) }, {}],
    });
  });

  it.each<[string, JsonValue, Parameters<typeof askArchive>[2], RegExp]>([
    [
      'targets',
      { all_refs: ['#/t/0', '#/t/1', '#/t/2'] },
      { bounds: { graphTargetsMax: 2 } },
      /2 targets.*a.all_refs.2/,
    ],
    [
      'nodes',
      { all_refs: ['#/t/0', '#/t/1', '#/t/2'] },
      { bounds: { graphNodesMax: 5 } },
      /at most 5 .*a.all_refs/,
    ],
    [
      'visits',
      { all_refs: ['#/t/0', '#/t/1', '#/t/2'] },
      { bounds: { graphVisitsMax: 3 } },
      /3 values; reading ended/,
    ],
  ])('come to an end with the %s that an answer may have', async (_, a, asking, message) => {
    const answer = await askArchive({ a, t: [{ x: 0 }, { x: 1 }, { x: 2 }] }, { a: resolved }, asking);
    expect(faults(answer).filter((fault) => fault.startsWith('LIMIT'))).toContainEqual(
      expect.stringMatching(message),
    );
  });

  it('come to an end with the length of a chain', async () => {
    const chain = Array.from({ length: limits.graphHopsMax + 5 }, (_, at) => ({ next_ref: `#/c/${at + 1}` }));
    const answer = await askArchive({ c: [...chain, { end: 1 }] }, { 'c[0]': resolved });
    expect(faults(answer)).toEqual([expect.stringContaining(`at most ${limits.graphHopsMax} targets`)]);
    expect(answer).toMatchObject({ c: { length: limits.graphHopsMax + 1 } });
  });

  it('count as many targets as the setting says on each way', async () => {
    const archive = {
      a: { x_ref: '#/b', y_ref: '#/d' },
      b: { x_ref: '#/c' },
      c: { x_ref: '#/d' },
      d: { x_ref: '#/e' },
      e: { n: 1 },
    };
    const request = { a: { m_request: { directive: 'resolved', resolve_depth: 2 } } };
    expect(await askArchive(archive, request)).toEqual({
      a: { x_ref: to('b'), y_ref: to('d') },
      b: { x_ref: to('c') },
      c: { x_ref: '#/d' },
      d: { x_ref: to('e') },
      e: { n: 1 },
    });
  });

  it('lead into other archives, also without a trace', async () => {
    const others = { f: { t: { x: 1, back_ref: '../entries/e/archive#/a' } } };
    const archive = {
      a: {
        x_ref: '../entries/f/archive#/t',
        long_ref: `#/${'x'.repeat(limits.graphReferenceLengthMax * 7)}`,
      },
    };
    const answer = await askArchive(
      archive,
      { a: { x_ref: { gone: '*', back_ref: { long_ref: '*' } } } },
      { others },
    );
    expect(answer).toMatchObject({ a: { x_ref: 'uploads/u/entries/f/archive/t' } });
    expect(faults(answer)).toEqual([
      'NOTFOUND Field gone is not found in archive ../uploads/u/archive/f#/t.',
    ]);
    const long = await askArchive(archive, { a: { long_ref: resolved } });
    expect(faults(long)).toEqual([expect.stringMatching(/^ARCHIVEERROR Invalid reference/)]);
  });
});
