import type { ArchivePlace } from './evaluation.ts';
import type { GraphAnswer, GraphOptions } from './graph-answer.ts';
import type { GraphWorld } from './graph-world.ts';
import type { ArchivePathRequest } from './request/graph-request.ts';
import { serialize } from './result/serialize.ts';
import { startEvaluation } from './start-evaluation.ts';
import { readValue } from './walk/read-archive.ts';

/**
 * What a graph request answers at one place of an archive, without what stands around it; undefined where nothing is
 * there. References are rewritten as they would be, but what they lead to has no place in the answer.
 *
 * Errors: `graph-strict`, the reason of the signal.
 */
export async function readArchiveValue(
  place: ArchivePlace,
  { path, request }: ArchivePathRequest,
  world: GraphWorld,
  options: GraphOptions,
): Promise<GraphAnswer | undefined> {
  const evaluation = startEvaluation(world, options);
  const value = await readValue(place, path, request, evaluation);
  if (value === undefined) return undefined;
  return { body: serialize(value, evaluation), heldBytes: evaluation.budget.heldBytes };
}
