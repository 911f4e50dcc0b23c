import { limits } from '../../../base/index.ts';
import type { FileFormat } from '../../reader/format/file-format.ts';
import { pathBeside } from '../maker/compile-selection.ts';
import { escapeGlob } from './escape-glob.ts';
import { anyKind, kindOfName } from './format-words.ts';
import type { NameClass } from './name-class.ts';

/** Files of a group that are of one format. */
export interface FormatShare {
  /** Undefined where only a look into each file tells. */
  readonly format: FileFormat | undefined;
  /** The format by which they are counted. */
  readonly kind: FileFormat;
  readonly count: number;
  /** As of `FileSelection`. */
  readonly matches: readonly string[];
  /** The first of them, as it lies in its tree. */
  readonly example: string;
}

/** Files of a telling class that are looked into before the others are believed to be the same. */
const tellingLooksMax = 20;

/** Files of one bundle whose names are alike, counted as they come. Holds the paths of those that were looked into. */
export class FileGroup {
  /** Path of the bundle, `''` for the tree itself. */
  readonly bundle: string;
  readonly nameClass: NameClass;
  /** The first one. */
  readonly example: string;
  count = 0;
  readonly #found = new Map<FileFormat, string[]>();
  #looks = 0;
  /** Those of no known format, by what they are called. */
  readonly #unknown = new Map<string, number>();

  constructor(bundle: string, nameClass: NameClass, example: string) {
    this.bundle = bundle;
    this.nameClass = nameClass;
    this.example = example;
  }

  /** Whether the next file should be looked into. */
  get isOpen(): boolean {
    // Some that are spoilt lie first, perhaps, of many that are not.
    const isKnown = this.nameClass.isTelling && this.#found.size > 0;
    return this.#looks < (isKnown ? tellingLooksMax : limits.surveyedPathsMax);
  }

  /** Takes note of what a look into a file has shown. */
  look(path: string, format: FileFormat | undefined): void {
    this.#looks += 1;
    if (format === undefined) {
      const kind = kindOfName(path);
      this.#unknown.set(kind, (this.#unknown.get(kind) ?? 0) + 1);
      return;
    }
    const alike = this.#found.get(format);
    if (alike === undefined) this.#found.set(format, [path]);
    else alike.push(path);
  }

  /** How many files are of no known format, by what they are called. */
  get others(): ReadonlyMap<string, number> {
    const known = this.shares().reduce((sum, { count }) => sum + count, 0);
    if (known === this.count) return new Map();
    const others = new Map(this.#unknown);
    const looked = [...others.values()].reduce((sum, count) => sum + count, 0);
    const rest = this.count - known - looked;
    const kind = this.nameClass.pattern === '' ? anyKind : kindOfName(this.example);
    if (rest > 0) others.set(kind, (others.get(kind) ?? 0) + rest);
    return others;
  }

  /**
   * The files by format. A file whose name promises what it does not hold goes with those of its name: that it cannot
   * be read is to be told, not passed over.
   */
  shares(): FormatShare[] {
    const found = [...this.#found];
    const [first] = found;
    if (first === undefined) return [];
    const isPure = this.nameClass.isTelling || this.#unknown.size === 0;
    if (this.nameClass.pattern !== '' && (isPure || this.count > this.#looks)) {
      const matches = [`${this.#folder}**/${this.nameClass.pattern}`];
      const format = found.length === 1 && isPure ? first[0] : undefined;
      return [{ format, kind: first[0], count: this.count, matches, example: first[1][0]! }];
    }
    return found.map(([format, paths]) => ({
      format,
      kind: format,
      count: paths.length,
      matches: paths.map((path) => pathBeside(this.bundle, path)),
      example: paths[0]!,
    }));
  }

  /** The folder beside the bundle, as a pattern. */
  get #folder(): string {
    return escapeGlob(pathBeside(this.bundle, ''));
  }
}
