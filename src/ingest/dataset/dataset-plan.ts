/**
 * What of a tree of files is served, and how: the one form that `optimade.yaml`, `respawn.yaml`, the folder scheme, a
 * dump of responses and the survey of unlabelled files all lead to. Plain data; holds no open files.
 */
import type { FileFormat } from '../reader/format/file-format.ts';

export interface DatasetPlan {
  /** What led to it, such as `optimade.yaml`, `the folder scheme` or `the files themselves`. */
  readonly origin: string;
  /** For the report, such as `510 CIF files in a zip archive, described by optimade.yaml`. */
  readonly name: string;
  readonly title?: string;
  /** Plain text. */
  readonly description?: string;
  readonly homepage?: string;
  /**
   * Folder of the tree that all paths of the plan are relative to, with the `/` at its end; `treeBelow` makes a tree of
   * it. Absent: the tree as it is.
   */
  readonly root?: string;
  readonly selections: readonly EntrySelection[];
  /** Files whose bytes are kept and served as they are, such as those below `files/`. */
  readonly attachments: readonly AttachmentSelection[];
  /** Patterns of the places in archives that hold references; undefined: those that are usual. */
  readonly references?: readonly string[] | undefined;
  /** How entries are read where the caller leaves it open. */
  readonly settings: DatasetSettings;
  /** What the person who wrote a configuration should hear, each a sentence. */
  readonly remarks: readonly string[];
}

/** Undefined leaves it to the next who may decide. */
export interface DatasetSettings {
  readonly prefix?: string | undefined;
  readonly idScheme?: IdScheme | undefined;
  readonly frames?: Frames | undefined;
  readonly symmetry?: SymmetryMode | undefined;
  /** Å */
  readonly symmetryTolerance?: number | undefined;
  readonly onError?: OnError | undefined;
  readonly nestedBundles?: boolean | undefined;
  readonly archives?: ArchiveMode | undefined;
}

/** `short`: what distinguishes the paths, as optimade-maker has it; `path`: the whole path, whatever else is there. */
export type IdScheme = 'short' | 'path';
/** Which frames of a trajectory in one file become entries. */
export type Frames = 'last' | 'all';
/** Where symmetry comes from: what the files declare; computed from the sites; nowhere. */
export type SymmetryMode = 'declared' | 'computed' | 'none';
/**
 * What is kept as archives of entries: the record that each was made from, unless a file below `archive/` has more; such
 * files alone; nothing.
 */
export type ArchiveMode = 'all' | 'files' | 'none';
/** What happens at a file that cannot be read: it is reported and left out, or ends the ingestion. */
export type OnError = 'skip' | 'fail';

/** Files that give entries of one type, and tables with further properties of them. */
export interface EntrySelection {
  /** Of entries and info that do not tell theirs; `''` where all that is said stands in the file (OPTIMADE JSON). */
  readonly entryType: string;
  readonly files: readonly FileSelection[];
  /** Later ones override earlier ones, property by property. */
  readonly tables: readonly FileSelection[];
  readonly properties: readonly PropertyDeclaration[];
  /** Whether properties that files and tables have but nothing declares are served too. */
  readonly undeclared: 'served' | 'left out';
  readonly aiida?: AiidaSelection;
}

/** Some files of a tree. */
export interface FileSelection {
  /** Path of a file or bundle; `''` stands for the tree itself. */
  readonly file: string;
  /**
   * Patterns or paths of files, relative to the root of the tree, as if the bundle lay unpacked beside itself; undefined
   * means the file itself.
   */
  readonly matches?: readonly string[];
  /** Undefined: told by content and name. */
  readonly format?: FileFormat;
  /**
   * Folder, with the `/` at its end, below which the path of a file is the id of its entry, as `idOfPath` has it, where
   * the entry brings none. Absent: ids by the scheme.
   */
  readonly idFolder?: string;
}

export interface AttachmentSelection {
  /** `archive`: full source trees of entries, by `type/id` or `id`; `file`: raw files. */
  readonly collection: 'archive' | 'file';
  /** Folder in the tree, with the `/` at its end. */
  readonly folder: string;
}

/** Types of custom properties, in the words of optimade-maker. */
export const propertyTypes = [
  'string',
  'integer',
  'float',
  'boolean',
  'timestamp',
  'list',
  'dictionary',
  'unknown',
] as const;

/** A custom property, in the words of optimade-maker. */
export interface PropertyDeclaration {
  /** Without prefix. */
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly unit?: string;
  /** One of `propertyTypes`. */
  readonly type?: string;
  /** URL of the definition that this property follows. */
  readonly mapsTo?: string;
  /** Other names under which files and tables have it. */
  readonly aliases: readonly string[];
  readonly aiidaQuery?: readonly AiidaStep[];
}

/** Structures of an AiiDA archive. */
export interface AiidaSelection {
  readonly file: string;
  readonly group?: string;
}

/** One step through the provenance graph; at least one of the first three is there. */
export interface AiidaStep {
  readonly project?: string;
  readonly incomingNode?: string;
  readonly outgoingNode?: string;
  readonly filters?: Readonly<Record<string, unknown>>;
  readonly edgeFilters?: Readonly<Record<string, unknown>>;
}
