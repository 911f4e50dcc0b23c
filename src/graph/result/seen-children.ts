/** What of a map or list has to be looked at when it is written. */
import { Buffer } from 'node:buffer';
import type { ArchiveChild, ArchiveNode } from '../../backend/index.ts';
import { segmentsOf } from '../walk/list-segments.ts';
import type { View } from '../walk/view.ts';
import type { Selection } from './selection.ts';

/** The children of a map that may be entered: all where there is a walk, else those that are named. */
export function* childrenOf(
  map: ArchiveNode,
  views: readonly View[],
  selection: Selection | undefined,
): Generator<ArchiveChild> {
  if (views.some(({ isFetched }) => isFetched)) {
    yield* map.children();
    return;
  }
  const keys = new Set(selection?.keys.keys());
  for (const { named } of views) for (const key of named.keys()) keys.add(key);
  for (const key of keys) {
    const node = map.child(key);
    if (node !== undefined) yield { key, keyJson: Buffer.from(JSON.stringify(key)), node };
  }
}

export interface SeenItem {
  readonly position: number;
  readonly item: ArchiveNode;
  readonly views: readonly View[];
}

/** The items of a list that a view sees or that are selected, ascending. */
export function* itemsOf(
  list: ArchiveNode,
  views: readonly View[],
  selected: readonly number[],
): Generator<SeenItem> {
  const alone = [...selected].sort((a, b) => a - b);
  let next = 0;
  for (const { start, end, views: seenBy } of segmentsOf(views, list)) {
    for (; next < alone.length && alone[next]! < start; next += 1) yield* itemAlone(list, alone[next]!);
    let position = start;
    for (const item of list.items(start, end)) {
      yield { position, item, views: seenBy };
      position += 1;
    }
    while (next < alone.length && alone[next]! < end) next += 1;
  }
  for (; next < alone.length; next += 1) yield* itemAlone(list, alone[next]!);
}

function* itemAlone(list: ArchiveNode, position: number): Generator<SeenItem> {
  const item = list.item(position);
  if (item !== undefined) yield { position, item, views: [] };
}
