import type { ArchiveNode } from '../../backend/index.ts';
import { archiveOfBytes } from '../../backend/index.ts';
import type { Budget } from '../budget.ts';
import type { EntryPlace, Evaluation } from '../evaluation.ts';
import type { GraphFault } from '../graph-fault.ts';
import type { ArchiveRequest, EntryRequest, Token } from '../request/graph-request.ts';
import type { ResultMap } from '../result/result-map.ts';
import { readArchive } from '../walk/read-archive.ts';
import { isFault } from './open-databases.ts';

/** Reads what lies behind an entry: its archive, and the resource object that the OPTIMADE endpoints serve. */
export async function readDocuments(
  place: EntryPlace,
  { archives, metadata }: EntryRequest,
  into: ResultMap,
  evaluation: Evaluation,
): Promise<void> {
  if (archives.length > 0) {
    const root = place.database.archives.open(place.entry);
    await readTokens(archives, place, root ?? noArchive(place), false, into, evaluation);
  }
  if (metadata.length > 0) {
    const root = openMetadata(place, evaluation.budget);
    await readTokens(metadata, place, root, true, into, evaluation);
  }
}

async function readTokens(
  tokens: readonly Token<ArchiveRequest>[],
  place: EntryPlace,
  root: ArchiveNode | GraphFault,
  isMetadata: boolean,
  into: ResultMap,
  evaluation: Evaluation,
): Promise<void> {
  if (isFault(root)) into.addFault(root);
  else {
    for (const { word, request } of tokens) {
      await readArchive({ ...place, root, isMetadata }, request, into.map(word), evaluation);
    }
  }
}

/** The texts in it are no references: they would lead into the archive, which is another document. */
function openMetadata(place: EntryPlace, budget: Budget): ArchiveNode | GraphFault {
  const { database, entry } = place;
  if (budget.takeHeld(0)) {
    const resourceObject = entry.entry === undefined ? undefined : database.resourceObject(entry.entry);
    if (resourceObject === undefined) return noMetadata(place);
    if (budget.takeHeld(resourceObject.length)) return archiveOfBytes(resourceObject, () => false);
  }
  return { type: 'LIMIT', message: `${budget.limit}; left out is the metadata of ${place.entryId}.` };
}

function noArchive({ database, entryId }: EntryPlace): GraphFault {
  return { type: 'GENERAL', message: `Archive ${entryId} does not exist in upload ${database.id}.` };
}

function noMetadata({ database, entryId }: EntryPlace): GraphFault {
  return { type: 'GENERAL', message: `Entry ${entryId} of upload ${database.id} has no metadata.` };
}
