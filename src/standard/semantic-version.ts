import { limits } from '../base/index.ts';

// The official grammar: three numbers, then `-` and identifiers, then `+` and identifiers, none with leading
// zeros where numeric (build metadata aside).
const number = '0|[1-9]\\d*';
const identifier = `(?:${number}|\\d*[A-Za-z-][0-9A-Za-z-]*)`;
const pattern = new RegExp(
  `^(${number})\\.(${number})\\.(${number})` +
    `(?:-(${identifier}(?:\\.${identifier})*))?(?:\\+([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?$`,
);

/**
 * A version such as `1.3.0-rc.2+build.5`.
 *
 * Limits: `versionLengthMax`; numbers up to 2^53.
 *
 * @spec OPTIMADE 1.3.0, "Base URL"; Semantic Versioning 2.0.0
 */
export class SemanticVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** The identifiers behind `-`, joined by dots; empty where there are none. */
  readonly prerelease: string;
  /** The identifiers behind `+`, joined by dots; empty where there are none. */
  readonly buildMetadata: string;

  private constructor(
    major: number,
    minor: number,
    patch: number,
    prerelease: string,
    buildMetadata: string,
  ) {
    this.major = major;
    this.minor = minor;
    this.patch = patch;
    this.prerelease = prerelease;
    this.buildMetadata = buildMetadata;
  }

  /** Reads a version; undefined where the text is none, as with a `v` in front. */
  static parse(text: string): SemanticVersion | undefined {
    const match = text.length <= limits.versionLengthMax ? pattern.exec(text) : null;
    if (match === null) return undefined;
    const [major, minor, patch] = [Number(match[1]), Number(match[2]), Number(match[3])];
    if (![major, minor, patch].every(Number.isSafeInteger)) return undefined;
    return new SemanticVersion(major, minor, patch, match[4] ?? '', match[5] ?? '');
  }

  /** `major.minor.patch` alone. */
  get baseVersion(): string {
    return `${this.major}.${this.minor}.${this.patch}`;
  }

  /**
   * Below 0 where this comes before the other, above 0 where it comes after, 0 where neither. A prerelease
   * comes before its release; build metadata does not count.
   */
  compare(other: SemanticVersion): number {
    return (
      this.major - other.major ||
      this.minor - other.minor ||
      this.patch - other.patch ||
      comparePrereleases(this.prerelease, other.prerelease)
    );
  }

  toString(): string {
    const prerelease = this.prerelease === '' ? '' : `-${this.prerelease}`;
    const buildMetadata = this.buildMetadata === '' ? '' : `+${this.buildMetadata}`;
    return this.baseVersion + prerelease + buildMetadata;
  }
}

/** No prerelease is last; else identifier by identifier, and the longer list after its beginning. */
function comparePrereleases(left: string, right: string): number {
  if (left === right) return 0;
  if (left === '') return 1;
  if (right === '') return -1;
  const [lefts, rights] = [left.split('.'), right.split('.')];
  for (let index = 0; index < Math.min(lefts.length, rights.length); index += 1) {
    const order = compareIdentifiers(lefts[index]!, rights[index]!);
    if (order !== 0) return order;
  }
  return lefts.length - rights.length;
}

const numeric = /^\d+$/;

/** Numbers by value and before words; words by ASCII. */
function compareIdentifiers(left: string, right: string): number {
  const [leftNumeric, rightNumeric] = [numeric.test(left), numeric.test(right)];
  if (leftNumeric !== rightNumeric) return leftNumeric ? -1 : 1;
  // Without leading zeros the longer number is the larger, whatever its size.
  if (leftNumeric && left.length !== right.length) return left.length - right.length;
  return left < right ? -1 : left > right ? 1 : 0;
}
