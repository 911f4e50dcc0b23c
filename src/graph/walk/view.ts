import type { ArchiveNode } from '../../backend/index.ts';
import type { IndexRange, KeyFilter, ListPage } from '../request/graph-request.ts';
import type { WalkLimits } from './walk-limits.ts';

/** What is special to a list: an index or a page of it, and the items that are asked for beside it. */
export interface ListCut {
  readonly index: IndexRange | undefined;
  readonly page: ListPage | undefined;
  readonly others: readonly IndexRange[];
}

export interface ViewParts {
  readonly limits: WalkLimits;
  /** The limits of what is walked below it, where these are others. */
  readonly limitsBelow?: WalkLimits | undefined;
  readonly level: number;
  readonly isFetched: boolean;
  readonly keys?: KeyFilter | undefined;
  readonly named?: ReadonlyMap<string, readonly View[]> | undefined;
  readonly cut?: ListCut | undefined;
  readonly pointer?: string | undefined;
}

const nothingNamed: ReadonlyMap<string, readonly View[]> = new Map();

/**
 * What one request sees of a node: all of it within limits, children that it names, or both. Immutable, and
 * the same object for equal walks, so that it can be looked up. A node may be seen by several views at once.
 */
export class View {
  readonly limits: WalkLimits;
  /** Steps into keys since the node with the settings; those beyond the depth are the same. */
  readonly level: number;
  /** Whether the node itself is asked for, and not only children of it. */
  readonly isFetched: boolean;
  /** A test of the keys that a walk goes into. */
  readonly keys: KeyFilter | undefined;
  /** What is asked for by name, which a walk leaves alone. */
  readonly named: ReadonlyMap<string, readonly View[]>;
  readonly cut: ListCut | undefined;
  /** Where in the request it was named; undefined for what was not. */
  readonly pointer: string | undefined;
  readonly #walks: Walks;
  readonly #limitsBelow: WalkLimits;
  #ofItems: View | undefined;
  #withoutWalk: View | undefined;

  constructor(parts: ViewParts, walks: Walks) {
    this.limits = parts.limits;
    this.level = parts.level;
    this.isFetched = parts.isFetched;
    this.keys = parts.keys;
    this.named = parts.named ?? nothingNamed;
    this.cut = parts.cut;
    this.pointer = parts.pointer;
    this.#limitsBelow = parts.limitsBelow ?? parts.limits;
    this.#walks = walks;
  }

  /** Whether references that it sees are looked up. */
  get follows(): boolean {
    return this.limits.isResolved || this.named.size > 0;
  }

  /** The walk of a child that nobody named. */
  get below(): View {
    return this.#walks.at(this.#limitsBelow, this.level + 1);
  }

  /** The same for the items of a list, and for targets of references: the index and the page are used up. */
  get ofItems(): View {
    if (this.cut === undefined) return this;
    const { limits, level, isFetched, keys, named, pointer } = this;
    if (isFetched && keys === undefined && named.size === 0) return this.#walks.at(limits, level);
    this.#ofItems ??= new View({ limits, level, isFetched, keys, named, pointer }, this.#walks);
    return this.#ofItems;
  }

  /** Only what it names. */
  get withoutWalk(): View {
    const { limits, level, named, pointer } = this;
    this.#withoutWalk ??= new View({ limits, level, isFetched: false, named, pointer }, this.#walks);
    return this.#withoutWalk;
  }

  /** Whether all of a node is sure to be there as it is. */
  isWholeOf(node: ArchiveNode): boolean {
    if (!this.isFetched) return false;
    if (node.kind === 'map') {
      if (this.keys !== undefined || this.named.size > 0) return false;
      return this.#limitsBelow.leavesWhole(node, this.level);
    }
    if (this.cut !== undefined) return false;
    if (node.kind === 'list') return true;
    return this.keys === undefined && this.named.size === 0 && this.limits.leavesWhole(node, this.level);
  }

  /** The page that is shown of a list; undefined where all of it is. */
  pageOf(list: ArchiveNode): ListPage | undefined {
    if (list.kind !== 'sections' || this.cut?.index !== undefined) return undefined;
    if (this.cut?.page !== undefined) return this.cut.page;
    const { pageSize } = this.limits;
    return pageSize === undefined ? undefined : { pageSize, page: 1, pageContaining: undefined };
  }
}

/** The walks of one request: the same limits at the same level are one view. */
export class Walks {
  readonly #limits = new Map<string, WalkLimits>();
  readonly #views = new Map<WalkLimits, Map<number, View>>();

  /** The one object for limits like these. */
  unique(limits: WalkLimits): WalkLimits {
    const { name } = limits;
    const known = this.#limits.get(name) ?? limits;
    this.#limits.set(name, known);
    return known;
  }

  at(limits: WalkLimits, level: number): View {
    const told = Math.min(level, limits.depth ?? 0);
    const views = this.#views.get(limits) ?? new Map<number, View>();
    this.#views.set(limits, views);
    const view = views.get(told) ?? new View({ limits, level: told, isFetched: true }, this);
    views.set(told, view);
    return view;
  }
}
