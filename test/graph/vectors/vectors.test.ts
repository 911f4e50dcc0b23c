import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareAnswers, printDifference } from '../../../scripts/graph/compare-answers.ts';
import type { GraphVector } from '../../../scripts/graph/read-vectors.ts';
import { readVectors, vectorsPath } from '../../../scripts/graph/read-vectors.ts';
import { OptimadeError } from '../../../src/base/index.ts';
import { askGraph } from '../resource/ask-graph.ts';
import { graphWorldOf } from '../resource/graph-world-of.ts';

// The vectors lie outside of the repository: without them there is nothing to compare with.
describe.skipIf(!existsSync(vectorsPath))('recorded graph requests', () => {
  it.each(existsSync(vectorsPath) ? readVectors() : [])('answers $name', async (vector) => {
    const { status, body } = await answerOf(vector);
    expect(status).toBe(vector.status);
    const differences = compareAnswers(vector.body, body, vector.ignoredKeys);
    expect(differences.map(printDifference)).toEqual([]);
  });
});

async function answerOf({ archives, request }: GraphVector): Promise<{ status: number; body?: unknown }> {
  const uploads = Object.entries(archives).map(([id, entries]) => [id, { archives: entries }]);
  const body = await askGraph(await graphWorldOf(Object.fromEntries(uploads)), request);
  return body instanceof OptimadeError ? { status: body.status } : { status: 200, body };
}
