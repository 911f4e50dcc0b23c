/** Asks archives in memory, with bounds that are smaller than those of a server. */

import type { JsonValue } from '../../../src/base/index.ts';
import { limits } from '../../../src/base/index.ts';
import type { BudgetLimits } from '../../../src/graph/budget.ts';
import { GraphBudget } from '../../../src/graph/budget.ts';
import type { GraphDatabase } from '../../../src/graph/graph-world.ts';
import type { EntryLookup, Evaluation, GraphOptions } from '../../../src/graph/index.ts';
import { findEntry } from '../../../src/graph/index.ts';
import { MapResult } from '../../../src/graph/result/map-result.ts';
import { serialize } from '../../../src/graph/result/serialize.ts';
import { readArchive } from '../../../src/graph/walk/read-archive.ts';
import { archiveOf } from '../request/archive-of.ts';
import { graphWorldOf } from '../resource/graph-world-of.ts';

export interface Asking extends Partial<Pick<GraphOptions, 'isStrict' | 'linkTo'>> {
  readonly bounds?: Partial<Readonly<Record<keyof BudgetLimits, number>>>;
  /** A clock that stands still unless another is given. */
  readonly now?: () => number;
  /** Archives of the upload `u` beside the one that is asked, `e`. */
  readonly others?: Readonly<Record<string, unknown>>;
}

/** The pieces of the answer to a request about the archive `e` of the upload `u`. */
export async function piecesOfAnswer(
  archive: unknown,
  request: JsonValue,
  { bounds, now = () => 0, others, isStrict = false, linkTo }: Asking = {},
): Promise<Uint8Array[]> {
  const world = await graphWorldOf({ u: { archives: { e: archive, ...others } } });
  const database = (await world.open('u')) as GraphDatabase;
  const lookup: EntryLookup = {
    inUpload: async (_, id) => findEntry(database, id) ?? `Archive ${id} does not exist in upload u.`,
    byMainFile: async (_, path) => `File ${path} does not exist in upload u.`,
    anywhere: async (id) => `No entry ${id}.`,
  };
  const answer = new MapResult();
  const budget = new GraphBudget(now, undefined, { ...limits, ...bounds });
  const evaluation: Evaluation = { answer, budget, lookup, isStrict, linkTo };
  const place = findEntry(database, 'e')!;
  const root = database.archives.open(place.entry)!;
  const into = answer.map('uploads').map('u').map('entries').map('e').map('archive');
  await readArchive({ ...place, root }, archiveOf(request), into, evaluation);
  return [...serialize(answer, evaluation)].map((piece) => Uint8Array.from(piece));
}

export async function textOfAnswer(archive: unknown, request: JsonValue, asking?: Asking): Promise<string> {
  return Buffer.concat(await piecesOfAnswer(archive, request, asking)).toString();
}

/** What stands in the answer for the archive. */
export async function askArchive(archive: unknown, request: JsonValue, asking?: Asking): Promise<JsonValue> {
  const { uploads } = JSON.parse(await textOfAnswer(archive, request, asking));
  return uploads.u.entries.e.archive;
}
