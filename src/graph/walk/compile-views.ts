import type { ArchiveRequest, IndexRange } from '../request/graph-request.ts';
import { defaultSettings } from '../request/settings.ts';
import { View, Walks } from './view.ts';
import { WalkLimits } from './walk-limits.ts';

/** All of a node, whatever it is. */
export const wholeView = new Walks().at(new WalkLimits(defaultSettings, undefined), 0);

const compiled = new WeakMap<ArchiveRequest, View>();

/**
 * What a request sees of the node that it is about; the same request, which may be one about many archives,
 * the same.
 */
export function compileViews(request: ArchiveRequest): View {
  let view = compiled.get(request);
  if (view === undefined) {
    view = compile(request, undefined, [], new Walks());
    compiled.set(request, view);
  }
  return view;
}

function compile(
  request: ArchiveRequest,
  keyIndex: IndexRange | undefined,
  others: readonly IndexRange[],
  walks: Walks,
): View {
  const { settings, isFetched, pointer } = request;
  const limits = walks.unique(new WalkLimits(settings, undefined));
  const { listPage: page } = settings;
  const limitsBelow = page && walks.unique(new WalkLimits(settings, page.pageSize));
  const index = settings.index ?? keyIndex;
  const isCut = index !== undefined || page !== undefined || others.length > 0;
  return new View(
    {
      limits,
      limitsBelow,
      level: 0,
      isFetched,
      keys: settings.keys,
      named: compileChildren(request, walks),
      cut: isCut ? { index, page, others } : undefined,
      pointer,
    },
    walks,
  );
}

/** A list that is asked for as a whole leaves the items alone that are asked for beside it. */
function compileChildren({ children }: ArchiveRequest, walks: Walks): ReadonlyMap<string, readonly View[]> {
  const ranges = new Map<string, IndexRange[]>();
  for (const { name, index, request } of children) {
    const range = request.settings.index ?? index;
    if (range === undefined) continue;
    const known = ranges.get(name);
    if (known === undefined) ranges.set(name, [range]);
    else known.push(range);
  }
  const named = new Map<string, View[]>();
  for (const { name, index, request } of children) {
    const isWhole = request.children.length === 0 && (request.settings.index ?? index) === undefined;
    const view = compile(request, index, isWhole ? (ranges.get(name) ?? []) : [], walks);
    const known = named.get(name);
    if (known === undefined) named.set(name, [view]);
    else known.push(view);
  }
  return named;
}
