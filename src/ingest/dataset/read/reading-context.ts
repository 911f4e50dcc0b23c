import type { ParserPool } from '../../parsing/parser-pool.ts';
import type { FileTree } from '../../source/tree/file-tree.ts';
import type { ArchiveMode, DatasetPlan, Frames, IdScheme, OnError, SymmetryMode } from '../dataset-plan.ts';
import type { Publications } from './publications.ts';

/** What reading has at hand, whichever selection it is at. */
export interface ReadingContext {
  readonly plan: DatasetPlan;
  /** What the paths of the plan are relative to. */
  readonly tree: FileTree;
  /** The source as the user gave it. */
  readonly location: string;
  readonly settings: ReadSettings;
  readonly pool: ParserPool;
  readonly publications: Publications;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (stage: 'surveying' | 'reading', fraction: number) => void;
  /** Hears of each file that is read. */
  readonly onFile: () => void;
}

interface ReadSettings {
  /** Without underscores. */
  readonly prefix: string;
  readonly idScheme: IdScheme;
  readonly frames: Frames;
  readonly symmetry: SymmetryMode;
  /** Å */
  readonly symmetryTolerance: number | undefined;
  readonly onError: OnError;
  readonly archives: ArchiveMode;
}
