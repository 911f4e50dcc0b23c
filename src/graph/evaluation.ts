import type { ArchiveEntry, ArchiveNode } from '../backend/index.ts';
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

/** What one answer may take, all of it together. Each method is false where that is used up. */
export interface Budget {
  /** A node of the answer that is held in memory. */
  takeNode(): boolean;
  /**
   * Bytes of a text, or of a resource object, that is held in memory until the answer was sent. Once false it stays so,
   * which can be asked with 0.
   */
  takeHeld(bytes: number): boolean;
  /** Values of archives that were looked at. */
  takeVisit(): boolean;
  takeEntry(): boolean;
  /** A target of a reference. */
  takeTarget(): boolean;
  /** Bytes of the body. */
  takeBytes(count: number): boolean;
  /** Lets others have a turn where that is due; false where the time is over. */
  pause(): Promise<boolean>;
  /** The clock stands still until something else is asked: what comes is waiting. */
  rest(): void;
  /** The same, where others have their turn in what comes: a wait for what is at hand already gives them none. */
  passTurn(): void;
  /** Whether others should have a turn: what is made in one go has taken a while. Known after some visits. */
  readonly isPauseDue: boolean;
  /** About how many bytes are held in memory until the answer was sent. */
  readonly heldBytes: number;
  /** The limit that was reached last, as a sentence without its full stop. */
  readonly limit: string;
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
