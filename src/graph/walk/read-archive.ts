import type { ArchivePlace, Evaluation } from '../evaluation.ts';
import type { ArchiveRequest } from '../request/graph-request.ts';
import { MapResult } from '../result/map-result.ts';
import type { ResultMap } from '../result/result-map.ts';
import { compileViews } from './compile-views.ts';
import { findNode } from './spot.ts';
import { ViewReader } from './view-reader.ts';

/**
 * Finds out what an answer takes of an archive: `into`, the map of the archive, gets what is selected and
 * what could not be had; what references lead to joins the whole answer. Nothing is copied yet: that happens
 * while it is written.
 *
 * Errors: graph-strict where it is strict; `DatabaseFileError`.
 */
export async function readArchive(
  place: ArchivePlace,
  request: ArchiveRequest,
  into: ResultMap,
  evaluation: Evaluation,
): Promise<void> {
  const result = MapResult.of(into);
  await new ViewReader(result, evaluation).read(compileViews(request), result.select(place));
}

/**
 * The same for what is at the end of a path, keys and positions as texts, to be written alone; undefined
 * where nothing is there. The path is made of keys where there are maps, of positions where there are lists,
 * from the end if negative.
 */
export async function readValue(
  place: ArchivePlace,
  path: readonly string[],
  request: ArchiveRequest,
  evaluation: Evaluation,
): Promise<MapResult | undefined> {
  const found = findNode(place.root, path, /^-?\d{1,15}$/);
  if (found === undefined || found.node.kind === 'null') return undefined;
  const result = new MapResult();
  const selection = result.select(place, found.path, found.node);
  await new ViewReader(result, evaluation).read(compileViews(request), selection);
  return result;
}
