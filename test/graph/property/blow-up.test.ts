/** Small requests and archives that mean much work: they end, in a right answer or in faults that tell of a limit. */
import { describe, expect, it } from 'vitest';
import { compareAnswers } from '../../../scripts/graph/compare-answers.ts';
import type { JsonObject } from '../../../src/base/index.ts';
import { limits, OptimadeError } from '../../../src/base/index.ts';
import { textsOf, worldInFiles } from '../archive-world.ts';
import { answerNaively } from '../naive/answer-naively.ts';
import { jsonOf } from '../naive/naive-tree.ts';
import { askGraph } from '../resource/ask-graph.ts';

const resolved = { m_request: { directive: 'resolved' } };
const about = (archive: unknown) => ({ entries: { e1: { archive } } });
const range = (length: number) => Array.from({ length }, (_, position) => position);

async function ask(archive: unknown, request: unknown): Promise<JsonObject> {
  using databases = await worldInFiles(textsOf({ u1: { e1: archive } }));
  const answer = await askGraph(databases.world, about(request));
  if (answer instanceof OptimadeError) throw answer;
  return answer;
}

interface Answered {
  readonly entries: {
    readonly e1: {
      readonly archive: {
        readonly m_errors?: readonly { readonly error_type: string }[];
        readonly all_refs?: readonly string[];
      };
    };
  };
}

/** Types of the faults of the archive. */
function faultsOf(answer: JsonObject): string[] {
  const { archive } = (answer as unknown as Answered).entries.e1;
  return [...new Set(archive.m_errors?.map(({ error_type: type }) => type))];
}

async function expectRight(archive: unknown, request: unknown): Promise<void> {
  const wanted = jsonOf(answerNaively({ u1: { e1: archive } }, about(request)).body!);
  expect(compareAnswers(wanted, await ask(archive, request))).toEqual([]);
}

describe('graph requests that mean much work', () => {
  it('reads targets once that many ways lead to', async () => {
    // Two references of each layer lead to the next: a billion ways to the last.
    const layers = range(30).map((layer) => [
      `l${layer}`,
      { left_ref: `#/l${layer + 1}`, right_ref: `#/l${layer + 1}` },
    ]);
    const answer = await ask({ ...Object.fromEntries(layers), l30: { x: 1 } }, { l0: resolved });
    expect(faultsOf(answer)).toEqual([]);
    expect(answer).toMatchObject({ uploads: { u1: { entries: { e1: { archive: { l30: { x: 1 } } } } } } });
  });

  it('ends in rings of references', async () => {
    const ring = range(40).map((place) => [`r${place}`, { next_ref: `#/r${(place + 1) % 40}`, place }]);
    await expectRight(Object.fromEntries(ring), { r0: resolved });
  });

  it('ends where everything refers to everything', async () => {
    const all = range(60).map((place) => [
      `n${place}`,
      { all_refs: range(60).map((other) => `#/n${other}`) },
    ]);
    const answer = await ask(Object.fromEntries(all), { n0: resolved });
    expect(faultsOf(answer)).toContain('ARCHIVEERROR');
  });

  it('tells where a chain of references is too long', async () => {
    const chain = range(limits.graphHopsMax + 50).map((place) => [
      `c${place}`,
      { next_ref: `#/c${place + 1}` },
    ]);
    const answer = await ask({ ...Object.fromEntries(chain), end: 1 }, { c0: resolved });
    expect(faultsOf(answer)).toEqual(['LIMIT']);
  });

  it('answers ten thousand slices at once', async () => {
    const slices = range(10_000).map((place) => [`list[${place * 3}:${place * 3 + 1}]`, '*']);
    const answer = await ask({ list: range(30_000) }, Object.fromEntries(slices));
    // The last item that is asked for is the last but one.
    const list = range(29_999).map((position) => (position % 3 === 2 ? null : position));
    expect(answer).toEqual(about({ list }));
  });

  it('answers slices that lie over each other', async () => {
    const slices = range(200).map((place) => [`maps[${place}:]`, { x: '*' }]);
    await expectRight({ maps: range(400).map((x) => ({ x, y: [x] })) }, Object.fromEntries(slices));
  });

  it('clamps indices that no list has', async () => {
    const list = range(10);
    await expectRight(
      { list },
      { 'list[999999999999999999999]': '*', 'list[-99999999999999999999:2]': '*', 'list[4:]': '*' },
    );
    await expectRight({ list }, { list: { m_request: { index: [2 ** 53 - 1] } } });
  });

  it('walks archives and requests that are as deep as may be', async () => {
    // Three levels lie above the archive, one below its deepest map.
    const depth = limits.graphRequestDepthMax - 5;
    const nest = (inner: unknown) => range(depth).reduce((below) => ({ a: below }), inner);
    await expectRight(nest(1), nest('*'));
    await expectRight(
      range(limits.archiveDepthMax - 2).reduce<unknown>((below) => [below], []),
      '*',
    );
  });

  it('refuses requests that are deeper', async () => {
    const request = range(limits.graphRequestDepthMax).reduce<unknown>((below) => ({ a: below }), '*');
    await expect(ask({ a: 1 }, request)).rejects.toThrow(OptimadeError);
  });

  it('answers slices over thousands of items that lie over each other', async () => {
    const maps = range(3000).map((x) => ({ x, y: x, z: x }));
    const keys = range(20).map((place) => [`maps[${place}:]`, { x: '*', z: '*' }]);
    const answer = await ask({ maps }, Object.fromEntries(keys));
    expect(answer).toEqual(about({ maps: maps.map(({ x, z }) => ({ x, z })) }));
  });

  it('cuts short what leads to too many targets', async () => {
    const count = limits.graphTargetsMax + 10;
    const targets = range(count).map((place) => ({ place, data: [place] }));
    const references = range(count).map((place) => `#/targets/${place}`);
    const answer = await ask({ all_refs: references, targets }, { all_refs: resolved });
    expect(faultsOf(answer)).toEqual(['LIMIT']);
    const { all_refs: texts } = (answer as unknown as Answered).entries.e1.archive;
    expect(texts).toHaveLength(count);
    expect(texts![0]).toBe('uploads/u1/entries/e1/archive/targets/0');
    expect(texts!.at(-1)).toBe(references.at(-1));
  });
});
