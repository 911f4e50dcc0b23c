import type { ArchiveNode } from '../../backend/index.ts';
import type { ArchivePlace } from '../evaluation.ts';
import type { View } from '../walk/view.ts';

export type Step = string | number;

/**
 * What is taken of a place in an archive, and of places below it: the tree has no data. Whatever reaches the
 * same place on several ways is merged by joining the same tree.
 */
export class Selection {
  readonly views = new Set<View>();
  /** What stands there instead of the text of a reference. */
  text: string | undefined;
  readonly keys = new Map<string, Selection>();
  readonly items = new Map<number, Selection>();

  get isLeaf(): boolean {
    return this.keys.size === 0 && this.items.size === 0;
  }

  /** The selection one step below; one that is new is made where `take` allows that. */
  step(step: Step, take: (step: Step) => boolean): Selection | undefined {
    const known = typeof step === 'string' ? this.keys.get(step) : this.items.get(step);
    if (known !== undefined) return known;
    if (!take(step)) return undefined;
    const made = new Selection();
    if (typeof step === 'string') this.keys.set(step, made);
    else this.items.set(step, made);
    return made;
  }
}

/** The selection of an archive, or of what is at a place in it. */
export class ArchiveSelection {
  readonly place: ArchivePlace;
  /** From the root of the archive to the beginning. */
  readonly base: readonly Step[];
  /** What is at the beginning. */
  readonly node: ArchiveNode;
  readonly beginning = new Selection();

  constructor(place: ArchivePlace, base: readonly Step[] = [], node: ArchiveNode = place.root) {
    this.place = place;
    this.base = base;
    this.node = node;
  }

  /**
   * The selection at a path from the root of the archive; undefined where `take` does not allow another one.
   */
  at(path: readonly Step[], take: (step: Step) => boolean): Selection | undefined {
    let selection: Selection | undefined = this.beginning;
    for (let depth = this.base.length; depth < path.length && selection !== undefined; depth += 1) {
      selection = selection.step(path[depth]!, take);
    }
    return selection;
  }
}
