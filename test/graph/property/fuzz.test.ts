/** Requests that nobody means: they give an answer or an error of ours, and nothing else. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OptimadeError } from '../../../src/base/index.ts';
import type { ArchiveWorld } from '../archive-world.ts';
import { textsOf, worldInFiles } from '../archive-world.ts';
import { askGraph } from '../resource/ask-graph.ts';

const archives = {
  u1: {
    e1: { run: [{ calc: [{ e: 1 }, { e: 2, sys_ref: '#/sys' }] }], sys: { a: [1, 2, 3] }, self_ref: '#/' },
    e2: { all_refs: ['../entries/e1/archive#/run/0', 5, null, '#/nowhere'], entries: { e1: {} } },
  },
  u2: { e3: { far_ref: '../uploads/u1/archive/e2#/' } },
};

/** Words of the language in places where they have no business. */
const words = [
  ...['uploads', 'upload', 'entries', 'entry', 'search', 'datasets', 'u1', 'u2', 'e1', 'e3', '*'],
  ...['archive', 'metadata', 'm_request', 'm_children', 'upload_id', 'entry_id', 'files', 'mainfile'],
  ...['run', 'run[0]', 'calc[-1]', 'sys', 'self_ref', 'all_refs[0:1]', 'far_ref', '__proto__', 'x[', ''],
  ...['directive', 'include', 'exclude', 'depth', 'max-list-size', 'index', 'pagination', 'query'],
  ...[
    'resolve_depth',
    'resolve_type',
    'page_size',
    'page',
    'page_after_value',
    'optimade_filter',
    'order_by',
  ],
];
const scalars = fc.oneof(
  fc.constantFrom('*', 'include-resolved', 'resolved', 'plain', 'entry', 'nelements>1', ...words),
  fc.constantFrom(0, 1, -1, 1e9, 0.5, 2 ** 53, null, true),
  fc.string({ maxLength: 5 }),
);
const { node } = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 8, depthSize: 'medium' },
    { weight: 3, arbitrary: scalars },
    { weight: 1, arbitrary: fc.array(tie('node'), { maxLength: 3 }) },
    {
      weight: 6,
      arbitrary: fc
        .array(fc.tuple(fc.constantFrom(...words), tie('node')), { maxLength: 4 })
        .map((members) => Object.fromEntries(members)),
    },
  ),
}));

/** Below what is understood most often, so that more than the first check is met. */
const requests = fc.oneof(
  fc.jsonValue({ maxDepth: 6 }),
  node,
  node.map((archive) => ({ entries: { e1: { archive } } })),
  node.map((upload) => ({ uploads: { u1: upload } })),
  node.map((setting) => ({ entries: { e2: { archive: { m_request: setting, all_refs: '*' } } } })),
  node.map((search) => ({ search })),
);

let databases: ArchiveWorld;
beforeAll(async () => {
  databases = await worldInFiles(textsOf(archives));
});
afterAll(() => databases[Symbol.dispose]());

describe('requests that nobody means', () => {
  it.each([false, true])('are answered or refused, strict: %s', async (isStrict) => {
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        const answer = await askGraph(databases.world, request, { isStrict });
        if (answer instanceof OptimadeError) expect([400, 422]).toContain(answer.status);
        else expect(answer).toBeTypeOf('object');
      }),
      { numRuns: 1500 },
    );
  });
});
