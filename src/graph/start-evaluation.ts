import { GraphBudget } from './budget.ts';
import type { Evaluation } from './evaluation.ts';
import type { GraphOptions } from './graph-answer.ts';
import type { GraphWorld } from './graph-world.ts';
import { EntryFinder } from './resource/entry-finder.ts';
import { OpenDatabases } from './resource/open-databases.ts';
import { MapResult } from './result/map-result.ts';

/** What one answer begins with. */
export interface StartedEvaluation extends Evaluation {
  readonly answer: MapResult;
  readonly databases: OpenDatabases;
  readonly lookup: EntryFinder;
}

export function startEvaluation(
  world: GraphWorld,
  { isStrict, linkTo, now, signal }: GraphOptions,
): StartedEvaluation {
  const budget = new GraphBudget(now, signal);
  const databases = new OpenDatabases(world, budget);
  const lookup = new EntryFinder(world, databases);
  return { answer: new MapResult(), budget, databases, lookup, isStrict, linkTo };
}
