/** Which files of a tree a `FileSelection` means, for whoever walks over it. Opens nothing. */
import { limits, suggest } from '../../../base/index.ts';
import type { FileSelection } from '../dataset-plan.ts';
import { compileGlob, isGlob } from './glob.ts';

export interface CompiledSelection {
  /**
   * Whether a file is meant. The path is as the selection has it: relative to the root of the tree, the files of a
   * bundle as if it lay unpacked beside itself (`pathBeside`), a compressed file without its ending
   * (`nameUncompressed`). Takes note of what has been of use.
   */
  matches(path: string): boolean;
  /** For each pattern or path that no file was given for: a sentence with the nearest that there was. */
  unmatched(): string[];
}

/** The path that a file in a bundle would have, if that lay unpacked beside itself. */
export function pathBeside(bundle: string, path: string): string {
  return bundle.slice(0, bundle.lastIndexOf('/') + 1) + path;
}

/** The path that a compressed file would have uncompressed; undefined where its name tells of no compression. */
export function nameUncompressed(path: string): string | undefined {
  const bare = path.replace(/\.(?:gz|gzip|bz2|xz|zst|zstd)$/i, '');
  return bare === path ? undefined : bare;
}

/** Compiles the patterns of a selection; without any, only the file itself is meant. */
export function compileSelection({ file, matches }: FileSelection): CompiledSelection {
  return matches === undefined ? compileNames([file]) : compile(matches, isGlob);
}

/** Compiles paths that are no patterns, whatever characters they hold. */
export function compileNames(paths: readonly string[]): CompiledSelection {
  return compile(paths, () => false);
}

function compile(texts: readonly string[], isPattern: (text: string) => boolean): CompiledSelection {
  const wanted = new Map(texts.map((text) => [text, new Wanted(text, isPattern(text))]));
  const all = [...wanted.values()];
  const globs = all.filter(({ isGlob }) => isGlob);
  // By base name: there may be as many names as files.
  const byName = Map.groupBy(
    all.filter(({ isGlob }) => !isGlob),
    ({ text }) => baseName(text),
  );
  const seen: string[] = [];
  return {
    matches: (path) => {
      if (seen.length < limits.suggestionCandidatesMax) seen.push(path);
      // A name may hold what elsewhere is a pattern.
      const literal = wanted.get(path);
      if (literal) literal.isUsed = true;
      else for (const near of byName.get(baseName(path)) ?? []) near.nearest ??= path;
      // All are tried, so that each is known to be of use.
      return globs.filter((glob) => glob.take(path)).length > 0 || literal !== undefined;
    },
    unmatched: () => all.filter(({ isUsed }) => !isUsed).map((missing) => missing.complaint(seen)),
  };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}

/** A pattern or path, and what became of it. */
class Wanted {
  readonly text: string;
  readonly isGlob: boolean;
  isUsed = false;
  /** What would be meant from another folder, or in another case. */
  nearest: string | undefined;
  readonly #matches: (path: string) => boolean;
  readonly #isNear: (path: string) => boolean;

  constructor(text: string, isPattern: boolean) {
    this.text = text;
    this.isGlob = isPattern;
    this.#matches = compileGlob(text);
    this.#isNear = compileGlob(`**/${text.toLowerCase()}`);
  }

  take(path: string): boolean {
    const isMeant = this.#matches(path);
    this.isUsed ||= isMeant;
    if (!this.isUsed && this.nearest === undefined && this.#isNear(path.toLowerCase())) this.nearest = path;
    return isMeant;
  }

  complaint(seen: readonly string[]): string {
    const shown = JSON.stringify(this.text.slice(0, limits.shownPathLengthMax));
    const problem = this.isGlob ? `no file matches ${shown}` : `there is no file ${shown}`;
    const meant = this.nearest ?? suggest(this.text, seen);
    if (meant !== undefined) return `${problem}; did you mean ${JSON.stringify(meant)}?`;
    const [first] = seen;
    return first === undefined ? problem : `${problem}; there is, for one, ${JSON.stringify(first)}`;
  }
}
