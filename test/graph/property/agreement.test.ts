/**
 * Random requests about random archives: the walk over stored archives against the plain meaning. A failure is shrunk and
 * printed with the seed that repeats it.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Difference } from '../../../scripts/graph/compare-answers.ts';
import { compareAnswers, printDifference } from '../../../scripts/graph/compare-answers.ts';
import { OptimadeError } from '../../../src/base/index.ts';
import { textsOf, worldInFiles } from '../archive-world.ts';
import type { RawArchives } from '../naive/answer-naively.ts';
import { answerNaively } from '../naive/answer-naively.ts';
import { jsonOf } from '../naive/naive-tree.ts';
import { askGraph } from '../resource/ask-graph.ts';
import { randomArchives } from './random-archive.ts';
import { randomRequest } from './random-request.ts';
import { randomWeb, randomWebRequest } from './random-web.ts';

interface Case {
  readonly archives: RawArchives;
  /** Blanks between the values of the text. */
  readonly indent: number;
  readonly requests: readonly unknown[];
}

function casesOf(
  randomArchives: fc.Arbitrary<RawArchives>,
  requestFor: (archives: RawArchives) => fc.Arbitrary<unknown>,
): fc.Arbitrary<Case> {
  return randomArchives.chain((archives) =>
    fc.record({
      archives: fc.constant(archives),
      indent: fc.constantFrom(0, 2),
      requests: fc.array(requestFor(archives), { minLength: 1, maxLength: 30, size: 'max' }),
    }),
  );
}

/** Both at once, so that what one of them refuses must be refused by the other. */
async function differencesOf({ archives, indent, requests }: Case): Promise<readonly string[]> {
  using databases = await worldInFiles(textsOf(archives, indent));
  for (const request of requests) {
    const wanted = answerNaively(archives, request);
    const got = await askGraph(databases.world, request);
    const body = wanted.body === undefined ? wanted.status : jsonOf(wanted.body);
    const differences = compareAnswers(body, got instanceof OptimadeError ? got.status : got).filter(
      (difference) => !isPageOfWhole(difference),
    );
    if (differences.length > 0) return [JSON.stringify(request), ...differences.map(printDifference)];
  }
  return [];
}

/** Where all of a map is there in another way, too, nothing is told of the pages of its lists. */
function isPageOfWhole({ place, got }: Difference): boolean {
  return place.endsWith('/m_response') && got === 'nothing';
}

describe('the walk over stored archives', () => {
  it.each([
    ['documents of any shape', casesOf(randomArchives, randomRequest)],
    ['webs of references', casesOf(randomWeb, () => randomWebRequest)],
  ] as const)('agrees with the plain meaning on %s', async (_, cases) => {
    await fc.assert(
      fc.asyncProperty(cases, async (random) => {
        expect(await differencesOf(random)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
