import type { ArchiveNode } from '../../backend/index.ts';
import type { Span } from './list-spans.ts';
import { spanOfView, spansOfView } from './list-spans.ts';
import type { View } from './view.ts';

/** Positions of a list that the same views see. */
export interface Segment extends Span {
  readonly views: readonly View[];
}

/** Whether the list is there though no item may be: what is asked for of it are no items. */
export function isAskedForEmpty(views: readonly View[], list: ArchiveNode): boolean {
  return views.some((view) => {
    const { start, end } = spanOfView(view, list);
    return start === end;
  });
}

/** A list cut at all positions at which a view begins or ends, ascending, without what no view sees. */
export function* segmentsOf(views: readonly View[], list: ArchiveNode): Generator<Segment> {
  const [first] = views;
  if (views.length === 1 && first !== undefined) {
    for (const span of spansOfView(first, list)) yield { ...span, views };
    return;
  }
  const events = eventsOf(views, list);
  const active = new Map<View, number>();
  for (const [at, { position, view, change }] of events.entries()) {
    const count = (active.get(view) ?? 0) + change;
    if (count > 0) active.set(view, count);
    else active.delete(view);
    const end = events[at + 1]?.position ?? position;
    if (active.size > 0 && position < end) yield { start: position, end, views: [...active.keys()] };
  }
}

interface Event {
  readonly position: number;
  readonly view: View;
  readonly change: 1 | -1;
}

function eventsOf(views: readonly View[], list: ArchiveNode): Event[] {
  const events: Event[] = [];
  // Views with an index that see the same of an item are one: there may be thousands.
  const indexed = new Map<View, View>();
  for (const each of views) {
    let view = each;
    if (each.cut?.index !== undefined) {
      view = indexed.get(each.ofItems) ?? each;
      indexed.set(each.ofItems, view);
    }
    for (const { start, end } of spansOfView(each, list)) {
      events.push({ position: start, view, change: 1 }, { position: end, view, change: -1 });
    }
  }
  return events.sort((a, b) => a.position - b.position);
}
