import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareAnswers, printDifference } from '../../../scripts/graph/compare-answers.ts';
import { readVectors, vectorsPath } from '../../../scripts/graph/read-vectors.ts';
import { answerNaively } from './answer-naively.ts';
import { jsonOf } from './naive-tree.ts';

// The vectors lie outside of the repository: without them there is nothing to compare with.
describe.skipIf(!existsSync(vectorsPath))('plain meaning of graph requests', () => {
  it.each(existsSync(vectorsPath) ? readVectors() : [])('answers $name', (vector) => {
    const { status, body } = answerNaively(vector.archives, vector.request);
    expect(status).toBe(vector.status);
    if (body === undefined) return;
    const differences = compareAnswers(vector.body, jsonOf(body), vector.ignoredKeys);
    expect(differences.map(printDifference)).toEqual([]);
  });
});
