/**
 * Which views see a child or an item of a node, where it is entered at all: what requests mean by "below".
 */
import type { ArchiveNode } from '../../backend/index.ts';
import { wholeView } from './compile-views.ts';
import type { View } from './view.ts';

export interface Entered {
  /** The views that see the node. */
  readonly views: readonly View[];
  /** Whether a limit puts the internal string there, unless a view sees the node. */
  readonly isStripped: boolean;
  /** Whether a walk came to it, so that the map around it is there even if all of it is left out. */
  readonly isPassed: boolean;
}

const notEntered: Entered = { views: [], isStripped: false, isPassed: false };
const leftOut: Entered = { views: [], isStripped: false, isPassed: true };
const stripped: Entered = { views: [], isStripped: true, isPassed: true };
const whole: Entered = { views: [wholeView], isStripped: false, isPassed: true };
const enteredBy = new WeakMap<View, Entered>();

/** The child of a map. */
export function enterChild(view: View, key: string, child: ArchiveNode): Entered {
  const named = view.named.get(key);
  if (named !== undefined) {
    return child.kind === 'null' ? notEntered : { ...join(named, enterNamed, child), isPassed: false };
  }
  if (!view.isFetched || view.keys?.(key) === false) return notEntered;
  const { below } = view;
  if (!below.limits.includesValues && child.kind !== 'map' && child.kind !== 'sections') return leftOut;
  return below.limits.strips(child, below.level) ? stripped : only(below);
}

/** A node that is asked for by name: no limit takes the place of a map or a list of sections itself. */
export function enterNamed(view: View, node: ArchiveNode): Entered {
  const isTested = node.kind === 'list' && view.isFetched && view.cut?.index === undefined;
  return isTested && view.limits.strips(node, view.level) ? stripped : only(view);
}

/**
 * The item of a list. A list in a list is a value; and so is all that a list holds which is no list of
 * sections and has no index, but that references in it are followed, and that children of its items may be
 * named.
 */
export function enterItem(view: View, list: ArchiveNode, item: ArchiveNode): Entered {
  const { ofItems } = view;
  const isIndexed = view.cut?.index !== undefined;
  if (item.kind === 'list' || item.kind === 'sections') {
    if (!view.isFetched) return notEntered;
    return isIndexed && view.limits.strips(item, view.level) ? stripped : whole;
  }
  const isValue = list.kind === 'list' && !isIndexed && view.isFetched && item.kind === 'map';
  if (!isValue) return only(ofItems);
  return view.named.size === 0 ? whole : { ...whole, views: [wholeView, ofItems.withoutWalk] };
}

/** The same by all the views. */
export function join<Holder>(
  views: readonly View[],
  enter: (view: View, holder: Holder) => Entered,
  holder: Holder,
): Entered {
  if (views.length === 1) return enter(views[0]!, holder);
  const joined = new Set<View>();
  let isStripped = false;
  let isPassed = false;
  for (const view of views) {
    const entered = enter(view, holder);
    for (const seen of entered.views) joined.add(seen);
    isStripped ||= entered.isStripped;
    isPassed ||= entered.isPassed;
  }
  return { views: [...joined], isStripped, isPassed };
}

function only(view: View): Entered {
  let entered = enteredBy.get(view);
  if (entered === undefined) {
    entered = { views: [view], isStripped: false, isPassed: view.isFetched };
    enteredBy.set(view, entered);
  }
  return entered;
}
