/** The look into the files of a tree that nobody described: which formats there are, and how to name their files. */
import { limits } from '../../../base/index.ts';
import { detectFileFormat } from '../../reader/format/detect-file-format.ts';
import { SourceError } from '../../source/source-error.ts';
import type { FileTree, TreeFile, WalkOptions } from '../../source/tree/file-tree.ts';
import { isConfigName } from './config-names.ts';
import { FileGroup } from './file-group.ts';
import { classOfName } from './name-class.ts';
import { isLitter } from './survey-names.ts';

export interface ContentSurvey {
  readonly groups: readonly FileGroup[];
  /** Paths of AiiDA archives. */
  readonly aiida: readonly string[];
  /** Bundles that could not be looked into, or not to their end. */
  readonly damaged: readonly { readonly path: string; readonly problem: string }[];
  /** Bundles that were not looked into. */
  readonly closed: { readonly count: number; readonly example: string };
}

export interface SurveyOptions extends WalkOptions {
  /** Whether bundles in the tree are looked into. */
  readonly opensBundles: boolean;
}

/**
 * Walks over the tree, and over the bundles in it, looking into as many files as it takes to know the others by name.
 *
 * Errors: `SourceError` where the tree itself is damaged. A file that cannot be read counts as one of no known format.
 * Limits: `surveyedPathsMax`, `surveyedGroupsMax`, `bundlesMax`.
 */
export async function surveyContents(tree: FileTree, options: SurveyOptions): Promise<ContentSurvey> {
  const survey = new Survey();
  const bundles: string[] = [];
  for await (const file of tree.files(options)) {
    if (isLitter(file.path) || isConfigName(file.path)) continue;
    const isBundle = await survey.look(file, '');
    if (isBundle && options.opensBundles && bundles.length < limits.bundlesMax) bundles.push(file.path);
    else if (isBundle) survey.close(file.path);
  }
  for (const path of bundles) await surveyBundle(tree, path, survey, options.signal);
  return survey;
}

/** Takes what can be had of a bundle; of what is damaged in it the rest is told. */
async function surveyBundle(tree: FileTree, path: string, survey: Survey, signal: WalkOptions['signal']) {
  let bundle: FileTree | undefined;
  try {
    const file = await tree.find(path);
    bundle = file && (await tree.openBundle(file));
    if (bundle === undefined) return survey.close(path);
    if (await isAiidaArchive(bundle, path)) {
      survey.aiida.push(path);
      return;
    }
    for await (const inner of bundle.files({ signal })) {
      if (isLitter(inner.path)) continue;
      if (await survey.look(inner, path)) survey.close(`${path}/${inner.path}`);
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    survey.damaged.push({ path, problem: error.problem });
  } finally {
    await bundle?.close();
  }
}

/** In a tar archive, where this would take a walk, there is none. */
async function isAiidaArchive(bundle: FileTree, path: string): Promise<boolean> {
  if (!/zip/.test(bundle.kind) && !/\.aiida$/i.test(path)) return false;
  return (
    (await bundle.find('metadata.json')) !== undefined && (await bundle.find('db.sqlite3')) !== undefined
  );
}

class Survey implements ContentSurvey {
  readonly aiida: string[] = [];
  readonly damaged: { path: string; problem: string }[] = [];
  closed = { count: 0, example: '' };
  readonly #groups = new Map<string, FileGroup>();

  get groups(): readonly FileGroup[] {
    return [...this.#groups.values()];
  }

  /** Takes note of a file; true where it is a bundle, which is the caller's to take note of. */
  async look(file: TreeFile, bundle: string): Promise<boolean> {
    const group = this.#groupOf(file.path, bundle);
    if (group.isOpen) {
      const { bytes, isWhole, isBundle } = await readHead(file);
      if (isBundle) return true;
      group.look(file.path, detectFileFormat(file.path, bytes, isWhole));
    }
    group.count += 1;
    return false;
  }

  close(path: string): void {
    this.closed = { count: this.closed.count + 1, example: this.closed.example || path };
  }

  #groupOf(path: string, bundle: string): FileGroup {
    const nameClass = classOfName(path);
    const key = `${bundle}\n${nameClass.pattern}`;
    const known = this.#groups.get(key) ?? this.#groups.get('');
    if (known) return known;
    const isFull = this.#groups.size >= limits.surveyedGroupsMax;
    const group = isFull
      ? new FileGroup('', { pattern: '', isTelling: false }, path)
      : new FileGroup(bundle, nameClass, path);
    this.#groups.set(isFull ? '' : key, group);
    return group;
  }
}

const headBytes = 64 * 1024;

export interface FileHead {
  /** Empty where the file cannot be read. */
  readonly bytes: Buffer;
  readonly isWhole: boolean;
  /** Whether it begins as a zip or, with or without compression, as a tar archive, and is not the file of a program. */
  readonly isBundle: boolean;
}

/** The beginning of a file's content. */
export async function readHead(file: TreeFile): Promise<FileHead> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of file.read()) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > headBytes) break;
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return { bytes: Buffer.alloc(0), isWhole: false, isBundle: false };
  }
  const bytes = Buffer.concat(chunks).subarray(0, headBytes);
  return { bytes, isWhole: length <= headBytes, isBundle: isBundle(file.path, bytes) };
}

/** Zip archives that are the files of a program. */
const programFile = /\.(?:docx|xlsx|pptx|od[tsp]|epub|jar|whl|np[yz]|pages|numbers|mso)$/i;

function isBundle(path: string, head: Buffer): boolean {
  if (programFile.test(path)) return false;
  const isZip = head.toString('latin1', 0, 4) === 'PK\x03\x04';
  return isZip || head.toString('latin1', 257, 262) === 'ustar';
}
