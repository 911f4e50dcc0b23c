import type { ArchiveNode } from '../../backend/index.ts';
import type { ArchivePlace } from '../evaluation.ts';
import type { View } from '../walk/view.ts';

export type Step = string | number;

const noViews: ReadonlySet<View> = new Set();
const noKeys: ReadonlyMap<string, Selection> = new Map();
const noItems: ReadonlyMap<number, Selection> = new Map();

/**
 * What is taken of a place in an archive, and of places below it: the tree has no data. Whatever reaches the
 * same place on several ways is merged by joining the same tree. There may be a hundred thousand, most of which
 * have nothing but a text: nothing is made before it is needed.
 */
export class Selection {
  /** What stands there instead of the text of a reference. */
  text: string | undefined;
  #views: Set<View> | undefined;
  #keys: Map<string, Selection> | undefined;
  #items: Map<number, Selection> | undefined;

  get views(): ReadonlySet<View> {
    return this.#views ?? noViews;
  }

  get keys(): ReadonlyMap<string, Selection> {
    return this.#keys ?? noKeys;
  }

  get items(): ReadonlyMap<number, Selection> {
    return this.#items ?? noItems;
  }

  get isLeaf(): boolean {
    return this.#keys === undefined && this.#items === undefined;
  }

  addView(view: View): void {
    this.#views ??= new Set();
    this.#views.add(view);
  }

  /** The selection one step below; one that is new is made where `take` allows that. */
  step(step: Step, take: (step: Step) => boolean): Selection | undefined {
    const known = typeof step === 'string' ? this.keys.get(step) : this.items.get(step);
    if (known !== undefined) return known;
    if (!take(step)) return undefined;
    const made = new Selection();
    if (typeof step === 'string') {
      this.#keys ??= new Map();
      this.#keys.set(step, made);
    } else {
      this.#items ??= new Map();
      this.#items.set(step, made);
    }
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
