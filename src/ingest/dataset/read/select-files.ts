/** Which files a selection means, found in a tree and in the bundles within it. Opens bundles, not files. */
import { limits } from '../../../base/index.ts';
import { SourceError } from '../../source/source-error.ts';
import type { FileTree, TreeFile, WalkOptions } from '../../source/tree/file-tree.ts';
import type { FileSelection } from '../dataset-plan.ts';
import type { CompiledSelection } from '../maker/compile-selection.ts';
import { compileNames, compileSelection, nameUncompressed, pathBeside } from '../maker/compile-selection.ts';
import { isLitter } from '../survey/survey-names.ts';

/** A file that a selection means. */
export interface SelectedFile {
  readonly file: TreeFile;
  readonly selection: FileSelection;
  /** Its path in the tree, behind that of the bundle that it lies in. */
  readonly path: string;
  /** The path that patterns see: as if the bundle lay unpacked beside itself. */
  readonly placedPath: string;
}

export interface SelectOptions extends WalkOptions {
  /** Hears of selections, or parts of them, that mean no file; a sentence. */
  readonly onMissing?: (complaint: string) => void;
  /** Hears of bundles that cannot be read, or not to their end; the others are. */
  readonly onDamage?: (path: string, error: SourceError) => void;
}

/**
 * Walks over the selected files, each once in a tree or bundle, in an order that does not change between walks.
 *
 * Errors: `SourceError` where the tree is damaged or against a limit.
 */
export async function* selectFiles(
  tree: FileTree,
  selections: readonly FileSelection[],
  options: SelectOptions,
): AsyncGenerator<SelectedFile> {
  const within = selections.filter(({ file, matches }) => file !== '' && matches !== undefined);
  const named = selections.filter(({ file, matches }) => file !== '' && matches === undefined);
  const matching = selections.filter(({ file }) => file === '');
  const walks = within.length + (named.length + matching.length > 0 ? 1 : 0);
  if (walks > within.length) yield* selectHere(tree, named, matching, shareOf(options, 0, walks));
  for (const [index, selection] of within.entries()) {
    try {
      yield* selectWithin(tree, selection, shareOf(options, walks - within.length + index, walks));
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      options.onDamage?.(selection.file, error);
    }
  }
}

/** Progress of one of several walks as progress of all. */
function shareOf(options: SelectOptions, index: number, count: number): SelectOptions {
  const { onProgress } = options;
  if (onProgress === undefined) return options;
  return { ...options, onProgress: (fraction) => onProgress((index + fraction) / count) };
}

/** Files of the tree itself: named ones, and those that match patterns, by the first selection that means them. */
async function* selectHere(
  tree: FileTree,
  named: readonly FileSelection[],
  matching: readonly FileSelection[],
  options: SelectOptions,
): AsyncGenerator<SelectedFile> {
  const byName = new Map(named.map((selection) => [selection.file, selection]));
  const names = compileNames([...byName.keys()]);
  const patterns = matching.map((selection) => ({ selection, compiled: compileSelection(selection) }));
  let missing = byName.size;
  for await (const file of tree.files(options)) {
    const { path } = file;
    // All are asked, so that none passes for one that means no file because another means the same.
    const matched = patterns.filter(({ compiled }) => !isLitter(path) && isMeant(compiled, path));
    const meant = names.matches(path) ? byName.get(path) : matched[0]?.selection;
    if (meant !== undefined) yield { file, selection: meant, path, placedPath: path };
    if (byName.has(path)) missing -= 1;
    if (missing === 0 && matching.length === 0) break;
  }
  for (const { unmatched } of [names, ...patterns.map(({ compiled }) => compiled)]) {
    for (const complaint of unmatched()) options.onMissing?.(complaint);
  }
}

/** Files of a bundle, or the one file that only its compression puts into something. */
async function* selectWithin(
  tree: FileTree,
  selection: FileSelection,
  options: SelectOptions,
): AsyncGenerator<SelectedFile> {
  const { file: bundlePath } = selection;
  options.signal?.throwIfAborted();
  const outer = await tree.find(bundlePath);
  if (outer === undefined) {
    yield* selectInFolder(tree, selection, options);
    return;
  }
  const compiled = compileSelection(selection);
  const bundle = await tree.openBundle(outer);
  if (bundle === undefined) {
    const placedPath = nameUncompressed(bundlePath) ?? bundlePath;
    if (isMeant(compiled, placedPath)) yield { file: outer, selection, path: bundlePath, placedPath };
  } else {
    try {
      for await (const file of bundle.files(faultsWithin(bundlePath, options))) {
        const placedPath = pathBeside(bundlePath, file.path);
        if (isLitter(file.path) || !isMeant(compiled, placedPath)) continue;
        yield { file, selection, path: `${bundlePath}/${file.path}`, placedPath };
      }
    } finally {
      await bundle.close();
    }
  }
  for (const complaint of compiled.unmatched()) options.onMissing?.(`in ${bundlePath}: ${complaint}`);
}

/** Files of a folder that is named as if it were a bundle. */
async function* selectInFolder(
  tree: FileTree,
  selection: FileSelection,
  options: SelectOptions,
): AsyncGenerator<SelectedFile> {
  const { file: folder } = selection;
  const compiled = compileSelection(selection);
  let isThere = false;
  for await (const file of tree.files(options)) {
    const { path } = file;
    if (!path.startsWith(`${folder}/`)) continue;
    isThere = true;
    if (!isLitter(path) && isMeant(compiled, path)) yield { file, selection, path, placedPath: path };
  }
  const missing = `there is no file ${JSON.stringify(folder.slice(0, limits.shownPathLengthMax))}`;
  for (const complaint of isThere ? compiled.unmatched() : [missing]) options.onMissing?.(complaint);
}

/** A compressed file is meant by its name with and without the ending of that. */
function isMeant(compiled: CompiledSelection, path: string): boolean {
  const bare = nameUncompressed(path);
  return compiled.matches(path) || (bare !== undefined && compiled.matches(bare));
}

function faultsWithin(bundlePath: string, options: SelectOptions): SelectOptions {
  const { onFault } = options;
  if (onFault === undefined) return options;
  return { ...options, onFault: ({ path, problem }) => onFault({ path: `${bundlePath}/${path}`, problem }) };
}
