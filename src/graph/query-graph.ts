import type { GraphAnswer, GraphOptions } from './graph-answer.ts';
import type { GraphWorld } from './graph-world.ts';
import type { GraphRequest } from './request/graph-request.ts';
import { ResourceReader } from './resource/resource-reader.ts';
import { serialize } from './result/serialize.ts';
import { startEvaluation } from './start-evaluation.ts';

/**
 * Answers a request: uploads, entries and hits are found and read, references are followed; archives are read while the
 * body is taken. What cannot be had is told in `m_errors` at its place, and the rest stands.
 *
 * Errors: `graph-request-invalid` where a page begins behind what is not listed; those of a filter that no database
 * understands; `graph-strict`; the reason of the signal.
 * Limits: all of `graph…Max`; reaching one cuts the answer short.
 */
export async function queryGraph(
  request: GraphRequest,
  world: GraphWorld,
  options: GraphOptions,
): Promise<GraphAnswer> {
  const evaluation = startEvaluation(world, options);
  const { onlyDatabase } = options;
  const all = world.databaseIds();
  const databaseIds = onlyDatabase === undefined ? all : all.filter((id) => id === onlyDatabase);
  await new ResourceReader(evaluation, databaseIds).read(request, evaluation.answer);
  return { body: serialize(evaluation.answer, evaluation), heldBytes: evaluation.budget.heldBytes };
}
