/**
 * Ids of entries from the names of their files. The short scheme is the rule of optimade-maker: what all names begin
 * and end with is left out. It is folded over the names one by one, so that none of them is kept.
 */
import type { EntryNames } from '../dataset-parts.ts';
import { commonEndings, endingsOf } from './endings.ts';

/**
 * Ids of what distinguishes the names. A single entry has the base name of its file without the last ending; of
 * several, the leading segments that all share are dropped, then the trailing ones, then the endings.
 *
 * Two things are not as optimade-maker has them: a name of which nothing would be left stays whole, and what looks like
 * the decimals of a number (`T_0.5`) is no ending.
 */
export function shortNames(): EntryNames {
  const common = new CommonParts();
  return {
    add: (rawId) => common.add(rawId.split('/')),
    idOf: (rawId) => {
      const segments = rawId.split('/');
      const kept = common.count === 1 ? withoutEnding(segments.at(-1)!) : common.strip(segments);
      return kept === '' ? rawId : kept;
    },
  };
}

/** Ids that are the whole name, whatever else is there. */
export function pathNames(): EntryNames {
  return { add: () => undefined, idOf: (rawId) => rawId };
}

function withoutEnding(name: string): string {
  return name.slice(0, name.length - (endingsOf(name)[0]?.length ?? 0));
}

/** What all names that were added begin and end with. */
class CommonParts {
  count = 0;
  /** Any of the names: it has what all share. */
  #example: readonly string[] = [];
  #leading = 0;
  /** Counted from the end, whether or not the leading ones reach into them. */
  #trailing = 0;
  #segmentsMin = 0;
  /** Of the segment before the trailing ones, from the last one on. */
  #endings: readonly string[] = [];

  add(segments: readonly string[]): void {
    this.count += 1;
    if (this.count === 1) {
      this.#example = segments;
      this.#leading = segments.length;
      this.#trailing = segments.length;
      this.#segmentsMin = segments.length;
      return;
    }
    this.#segmentsMin = Math.min(this.#segmentsMin, segments.length);
    this.#leading = sharedRun(this.#example, segments, this.#leading, (index) => index);
    const trailing = sharedRun(this.#example, segments, this.#trailing, (index) => -1 - index);
    // The names before share the segment that is no longer common, and so all its endings.
    if (trailing < this.#trailing) this.#endings = endingsOf(this.#example.at(-1 - trailing) ?? '');
    this.#trailing = trailing;
    this.#endings = commonEndings(this.#endings, endingsOf(segments.at(-1 - trailing) ?? ''));
  }

  strip(segments: readonly string[]): string {
    const left = segments.slice(this.#leading);
    // Where this takes a name whole, its endings went with it, and no others are common.
    const trailing = Math.min(this.#trailing, this.#segmentsMin - this.#leading);
    const id = left.slice(0, left.length - trailing).join('/');
    if (this.#leading + trailing >= this.#segmentsMin) return id;
    return id.slice(0, id.length - this.#endings.join('').length);
  }
}

/** How many segments two names share from one end on, up to a number. */
function sharedRun(
  left: readonly string[],
  right: readonly string[],
  countMax: number,
  place: (index: number) => number,
): number {
  let count = 0;
  while (count < countMax && count < right.length && left.at(place(count)) === right.at(place(count))) {
    count += 1;
  }
  return count;
}
