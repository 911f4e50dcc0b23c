/**
 * The contract of readers of foreign formats. A file is cut into pieces (a `Splitter` of the format, or the whole file
 * as one piece); each piece is read on its own, in any thread. Readers are pure: bytes in, findings out.
 */
import type { JsonValue } from '../../../base/index.ts';
import type { Structure } from '../../structure/structure.ts';

/** A part of a file that is read on its own. */
export interface FilePiece {
  readonly bytes: Uint8Array;
  /** 1-based line of the file on which it begins. */
  readonly line: number;
  /** 0-based among the pieces of its file. */
  readonly index: number;
}

export interface PieceContext {
  /** Path of the file, for formats that take something from its name. */
  readonly path: string;
  /** Whether findings are to bring the records that they were made from. */
  readonly keepsSource?: boolean;
}

/** What a piece was found to hold. */
export interface Reading {
  readonly findings: readonly Finding[];
  /** What could not be read; the rest of the file stands. */
  readonly faults: readonly PieceFault[];
}

/** Where in the file something is wrong, and what. */
export interface PieceFault {
  /** 1-based, of the file. */
  readonly line: number;
  /** A sentence without its subject; shows what stands there where that helps. */
  readonly problem: string;
}

/** An entry as a reader found it, before it has an id. */
export interface Finding {
  readonly line: number;
  /** What tells it from other entries of its file, appended to the id after `/`; undefined where it is the only one. */
  readonly part: string | undefined;
  /** The id that it brings with it, which then is also its immutable_id. */
  readonly id: string | undefined;
  readonly content:
    | { readonly kind: 'structure'; readonly structure: Structure }
    /** Attributes of an entry of type references; custom ones without prefix. */
    | { readonly kind: 'reference'; readonly attributes: Readonly<Record<string, JsonValue>> };
  /** RFC 3339 with zone. */
  readonly lastModified?: string;
  /** What else the file knows, by its own names: energies, forces, tags. Candidates for custom properties. */
  readonly properties: Readonly<Record<string, JsonValue>>;
  /** Publications that the data are from, by id; become entries and relationships. */
  readonly references: readonly FoundReference[];
  readonly remarks: readonly FindingRemark[];
  /** The record that it was made from, as valid JSON in UTF-8; only where it is asked for. */
  readonly source?: Uint8Array | undefined;
}

export interface FoundReference {
  /** The same for the same publication wherever it is met: the DOI in lower case, else made of its content. */
  readonly id: string;
  readonly attributes: Readonly<Record<string, JsonValue>>;
}

/** What the reader had to decide or doubts. */
export interface FindingRemark {
  readonly code: 'structure-assumed' | 'structure-doubtful' | 'formula-differs' | 'archive-too-large';
  /** A sentence with the values that led to it. */
  readonly message: string;
  readonly line?: number;
}

/** Reads one piece. Errors: none; what is wrong is among the faults. */
export type ReadPiece = (piece: FilePiece, context: PieceContext) => Reading;
