/**
 * Goes where a view goes, as far as there is something to find out before the answer is written: names that
 * lead nowhere, and references that are to be followed or rewritten.
 */
import type { ArchiveNode } from '../../backend/index.ts';
import { OptimadeError } from '../../base/index.ts';
import type { Budget } from '../budget.ts';
import type { Entered } from './enter.ts';
import { enterChild, enterItem, enterNamed } from './enter.ts';
import { spansOfView } from './list-spans.ts';
import type { Spot } from './spot.ts';
import { below } from './spot.ts';
import type { View } from './view.ts';

/** A text in the place of a reference, and the view that came to it. */
export interface FoundReference {
  readonly spot: Spot;
  readonly view: View;
}

export interface MatchOptions {
  readonly budget: Budget;
  readonly isStrict: boolean;
  /** A name that is not there, or only as null. */
  readonly addMissing: (name: string, around: Spot) => void;
}

/** Thrown where a limit ends the matching of a request. */
export class MatchingEnded extends Error {
  override readonly name = 'MatchingEnded';
  readonly spot: Spot;

  constructor(spot: Spot) {
    super('the budget of an answer is used up');
    this.spot = spot;
  }
}

/** Steps from one chance of a pause to the next. */
const stepsPerPause = 256;

export class Matcher {
  readonly #options: MatchOptions;
  #steps = 0;

  constructor(options: MatchOptions) {
    this.#options = options;
  }

  /**
   * What a view finds from a spot on; undefined from time to time, for a pause. Errors: `MatchingEnded`;
   * graph-strict where it is strict.
   */
  *match(view: View, spot: Spot): Generator<FoundReference | undefined> {
    const { node } = spot;
    if (!this.#hasToLook(view, node)) return;
    yield* this.#visit(spot);
    if (this.#options.isStrict) checkIndex(view, node);
    if (node.kind === 'map') yield* this.#matchMap(view, spot);
    else if (node.kind === 'list' || node.kind === 'sections') yield* this.#matchList(view, spot);
    else if (node.kind === 'string' && node.mayHoldReferences) yield { spot, view };
    else this.#addAllMissing(view, spot);
  }

  *#visit(spot: Spot): Generator<undefined> {
    if (!this.#options.budget.takeVisit()) throw new MatchingEnded(spot);
    if (this.#isPauseDue()) yield undefined;
  }

  /** To be asked for each child, since most of a long list may have nothing that is looked for. */
  #isPauseDue(): boolean {
    this.#steps += 1;
    return this.#steps % stepsPerPause === 0;
  }

  /** Names have to be looked up everywhere; a walk only matters where it meets references that it changes. */
  #hasToLook({ named, limits, pointer }: View, node: ArchiveNode): boolean {
    if (named.size > 0) return true;
    if (this.#options.isStrict && pointer !== undefined) return true;
    return (limits.isResolved || limits.rewritesReferences) && node.mayHoldReferences;
  }

  *#matchMap(view: View, spot: Spot): Generator<FoundReference | undefined> {
    const map = spot.node;
    for (const [name, views] of view.named) {
      if (this.#isPauseDue()) yield undefined;
      const node = map.child(name);
      if (node === undefined || node.kind === 'null') {
        this.#options.addMissing(name, spot);
        continue;
      }
      const child = below(spot, name, node);
      for (const named of views) yield* this.#matchEntered(enterNamed(named, node), child);
    }
    if (!this.#walksInto(view, map)) return;
    for (const { key, node } of map.children()) {
      if (this.#isPauseDue()) yield undefined;
      if (view.named.has(key) || !node.mayHoldReferences) continue;
      yield* this.#matchEntered(enterChild(view, key, node), below(spot, key, node));
    }
  }

  *#matchList(view: View, spot: Spot): Generator<FoundReference | undefined> {
    const list = spot.node;
    const isMatchedByItem = view.named.size > 0 || this.#walksInto(view, list);
    if (!isMatchedByItem) return;
    for (const { start, end } of spansOfView(view, list)) {
      let position = start;
      for (const item of list.items(start, end)) {
        if (this.#isPauseDue()) yield undefined;
        yield* this.#matchItem(view, spot, position, item);
        position += 1;
      }
    }
  }

  *#matchItem(
    view: View,
    spot: Spot,
    position: number,
    item: ArchiveNode,
  ): Generator<FoundReference | undefined> {
    const isList = item.kind === 'list' || item.kind === 'sections';
    const isNamedOfValue = item.kind !== 'map' && !(item.kind === 'string' && item.mayHoldReferences);
    if (view.named.size > 0 && (isList || isNamedOfValue)) {
      yield* this.#visit(spot);
      // One fault for all values in a list, rather than one for each.
      this.#addAllMissing(view, spot);
    } else {
      yield* this.#matchEntered(enterItem(view, spot.node, item), below(spot, position, item));
    }
  }

  *#matchEntered({ views }: Entered, spot: Spot): Generator<FoundReference | undefined> {
    for (const view of views) yield* this.match(view, spot);
  }

  #walksInto({ isFetched, limits }: View, node: ArchiveNode): boolean {
    return isFetched && (limits.isResolved || limits.rewritesReferences) && node.mayHoldReferences;
  }

  #addAllMissing(view: View, spot: Spot): void {
    for (const name of view.named.keys()) this.#options.addMissing(name, spot);
  }
}

/** Errors: graph-strict where an index does not mean what stands there. */
function checkIndex({ cut, pointer = '' }: View, { kind, length }: ArchiveNode): void {
  if (cut?.index === undefined) return;
  if (kind !== 'list' && kind !== 'sections') throw strictError(pointer, 'the index is passed over: no list');
  const { start, end } = cut.index;
  for (const position of [start, end]) {
    if (position === undefined || (position < length && position >= -length)) continue;
    throw strictError(pointer, `the index ${position} is moved to an end of the list of ${length} items`);
  }
}

function strictError(pointer: string, problem: string): OptimadeError {
  return new OptimadeError('graph-strict', { place: pointer, problem }, { pointer });
}
