import type { ArchiveEntry, ArchiveNode } from '../backend/index.ts';
import type { Budget } from './budget.ts';
import type { GraphDatabase } from './graph-world.ts';
import type { ResultMap } from './result/result-map.ts';

/** An entry of an open database. */
export interface EntryPlace {
  readonly database: GraphDatabase;
  readonly entry: ArchiveEntry;
  /** As it is called in answers: unique in the whole server, unless it is the stem of a file. */
  readonly entryId: string;
}

/** An archive that is open. */
export interface ArchivePlace extends EntryPlace {
  readonly root: ArchiveNode;
  /** Whether it is the resource object of the entry, read like an archive: addresses in it are others. */
  readonly isMetadata?: boolean;
}

/** Where entries are found; a string is a sentence that tells why one is not, without saying more than NOMAD does. */
export interface EntryLookup {
  inUpload(uploadId: string, entryId: string): Promise<EntryPlace | string>;
  byMainFile(uploadId: string, mainFile: string): Promise<EntryPlace | string>;
  anywhere(entryId: string): Promise<EntryPlace | string>;
}

/** What all that reads for one answer shares. */
export interface Evaluation {
  /** The whole answer, where resolved data go. */
  readonly answer: ResultMap;
  readonly budget: Budget;
  readonly lookup: EntryLookup;
  /** Whether what would be passed over in silence ends the request, with an error that points at it. */
  readonly isStrict: boolean;
  /** The URL of a place in an archive; undefined where no links are wanted. */
  readonly linkTo: ((place: EntryPlace, path: readonly (string | number)[]) => string) | undefined;
}
