import type { ArchiveNode } from '../../backend/index.ts';
import type { IndexRange } from '../request/graph-request.ts';
import type { View } from './view.ts';

/** Positions of a list from `start` up to `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The positions that an index means in a list: its ends are moved to the nearest item. */
export function spanOfIndex({ start, end, isSingle }: IndexRange, length: number): Span {
  const nearest = (position: number) =>
    Math.max(0, Math.min(length - 1, position < 0 ? position + length : position));
  const first = nearest(start ?? 0);
  const last = isSingle ? first : nearest(end ?? length - 1);
  return length === 0 || last < first ? { start: 0, end: 0 } : { start: first, end: last + 1 };
}

/** What a view sees of a list before the items are left out that others ask for. */
export function spanOfView(view: View, list: ArchiveNode): Span {
  const { length } = list;
  if (view.cut?.index !== undefined) return spanOfIndex(view.cut.index, length);
  const page = view.pageOf(list);
  if (page === undefined) return { start: 0, end: length };
  const start = Math.min(length, (numberOfPage(page, length) - 1) * page.pageSize);
  return { start, end: Math.min(length, start + page.pageSize) };
}

/** An item that does not exist is on no page: then it is the first one. */
export function numberOfPage(
  { page, pageSize, pageContaining }: { page: number; pageSize: number; pageContaining: number | undefined },
  length: number,
): number {
  if (pageContaining === undefined) return page;
  const exists = pageContaining >= 0 && pageContaining < length;
  return exists ? Math.floor(pageContaining / pageSize) + 1 : 1;
}

/** What a view sees of a list, ascending. */
export function spansOfView(view: View, list: ArchiveNode): Span[] {
  const span = spanOfView(view, list);
  const others = view.cut?.others ?? [];
  if (others.length === 0) return span.start < span.end ? [span] : [];
  const holes = others.map((index) => spanOfIndex(index, list.length)).sort((a, b) => a.start - b.start);
  const spans: Span[] = [];
  let { start } = span;
  for (const hole of holes) {
    if (hole.start >= span.end) break;
    if (hole.start > start) spans.push({ start, end: hole.start });
    start = Math.max(start, hole.end);
  }
  if (start < span.end) spans.push({ start, end: span.end });
  return spans;
}
