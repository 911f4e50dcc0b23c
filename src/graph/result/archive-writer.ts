/**
 * Writes what is selected of an archive, reading it meanwhile: nothing is held but the way down to the value
 * that is written. Whatever passes untouched is copied as it is stored.
 *
 * Where the budget ends, a map goes on with single values and internal strings for a while, and a list ends;
 * a fault says where.
 */
import { Buffer } from 'node:buffer';
import type { ArchiveChild, ArchiveNode } from '../../backend/index.ts';
import { limits } from '../../base/index.ts';
import type { Evaluation } from '../evaluation.ts';
import { placeAddress } from '../place-address.ts';
import { internalString } from '../reference/reference-text.ts';
import type { Entered } from '../walk/enter.ts';
import { enterChild, enterItem, enterNamed, join } from '../walk/enter.ts';
import { isAskedForEmpty } from '../walk/list-segments.ts';
import type { View } from '../walk/view.ts';
import type { JsonWriter } from './json-writer.ts';
import { bytesOfNulls } from './json-writer.ts';
import type { MapResult } from './map-result.ts';
import { PageReport } from './page-report.ts';
import { childrenOf, itemsOf } from './seen-children.ts';
import type { ArchiveSelection, Selection, Step } from './selection.ts';
import type { Spending } from './spending.ts';

/** Keys that we may write ourselves: then those of the data give way. */
const ownKeys: ReadonlySet<string> = new Set(['m_errors', 'm_links', 'm_response']);

/** Bytes from which on a text may be left out for want of room. */
const largeScalarBytes = 4096;

/** An empty piece, which lets others have a turn. */
const pause = new Uint8Array(0);

export class ArchiveWriter {
  readonly #archive: ArchiveSelection;
  readonly #into: MapResult;
  readonly #json: JsonWriter;
  readonly #spending: Spending;
  readonly #linkTo: Evaluation['linkTo'];
  readonly #path: Step[];
  /** URLs by the paths of what was left out. */
  readonly #links = new Map<string, string>();
  #hasRoomForLinks = true;

  constructor(
    archive: ArchiveSelection,
    into: MapResult,
    json: JsonWriter,
    spending: Spending,
    linkTo: Evaluation['linkTo'],
  ) {
    this.#archive = archive;
    this.#into = into;
    this.#json = json;
    this.#spending = spending;
    this.#linkTo = linkTo;
    this.#path = [...archive.base];
  }

  /** The links to what was left out, as JSON; undefined where there are none. */
  get links(): string | undefined {
    return this.#links.size === 0 ? undefined : JSON.stringify(Object.fromEntries(this.#links));
  }

  /** The value at the beginning; of a map what is within, since the map itself is open already. */
  *write(): Generator<Uint8Array> {
    const { beginning, node } = this.#archive;
    const views = [...beginning.views];
    if (node.kind === 'map') {
      yield* this.#members(node, views, beginning, true);
      return;
    }
    const entered = join(views, enterNamed, node);
    // What is asked for is tested as well, if it is a list; references may lead to it none the less.
    const isLeftOut = entered.isStripped && entered.views.length === 0 && beginning.isLeaf;
    yield* this.#entered(node, entered, isLeftOut ? undefined : beginning);
  }

  *#entered(node: ArchiveNode, entered: Entered, selection: Selection | undefined): Generator<Uint8Array> {
    let { views } = entered;
    if (selection !== undefined) views = [...new Set([...views, ...selection.views])];
    const before = this.#json.count;
    if (views.length > 0 || selection !== undefined) yield* this.#value(node, views, selection);
    if (entered.isStripped && this.#json.count === before) this.#writeInternal();
  }

  *#value(
    node: ArchiveNode,
    views: readonly View[],
    selection: Selection | undefined,
  ): Generator<Uint8Array> {
    const { kind } = node;
    if (selection?.text !== undefined) {
      this.#json.value(JSON.stringify(selection.text));
    } else if (kind !== 'map' && kind !== 'sections' && kind !== 'list') {
      // A reference through which children are asked for stands there even where it leads nowhere.
      const isReference = kind === 'string' && views.length > 0 && node.mayHoldReferences;
      if (isReference || views.some(({ isFetched }) => isFetched)) yield* this.#scalar(node);
    } else if (this.#spending.isOver) {
      this.#leaveOut();
    } else if ((selection?.isLeaf ?? true) && views.some((view) => view.isWholeOf(node))) {
      yield* this.#copy(node);
    } else if (kind === 'map') {
      this.#json.openMap();
      yield* this.#members(node, views, selection, false);
      this.#json.close();
    } else {
      this.#json.openList();
      yield* this.#items(node, views, selection);
      this.#json.close();
    }
  }

  *#scalar(node: ArchiveNode): Generator<Uint8Array> {
    if (node.sizeBytes >= largeScalarBytes) yield* this.#copy(node);
    else this.#json.valueOf(node.read());
  }

  *#copy(node: ArchiveNode): Generator<Uint8Array> {
    if (!this.#spending.takeValue(node.sizeBytes)) {
      this.#leaveOut();
      return;
    }
    this.#json.beginValue();
    for (const piece of node.read()) {
      this.#json.rest(piece);
      if (this.#json.isFull) yield* this.#json.take();
    }
  }

  *#members(
    map: ArchiveNode,
    views: readonly View[],
    selection: Selection | undefined,
    isRoot: boolean,
  ): Generator<Uint8Array> {
    if (map.length === 0 && views.some(({ isFetched }) => isFetched)) this.#json.begin();
    const pages = new PageReport();
    // Of equal keys the last.
    const late = new Map<string, ArchiveChild>();
    for (const child of childrenOf(map, views, selection)) {
      this.#spending.visit();
      if (this.#spending.isEnded) break;
      if (!ownKeys.has(child.key)) yield* this.#member(child, views, selection, pages);
      else late.set(child.key, child);
      if (this.#isTurnOver) yield* this.#takePieces();
    }
    for (const child of late.values()) {
      const isTaken = child.key === 'm_response' ? !pages.isEmpty : isRoot && this.#isOurs(child.key);
      if (!isTaken) yield* this.#member(child, views, selection, pages);
    }
    if (pages.isEmpty) return;
    this.#json.key(Buffer.from('"m_response"'));
    this.#json.value(pages.toJson());
  }

  *#member(
    child: ArchiveChild,
    views: readonly View[],
    selection: Selection | undefined,
    pages: PageReport,
  ): Generator<Uint8Array> {
    const entered = join(views, enterChildOf, child);
    if (entered.isPassed) this.#json.begin();
    if (child.node.kind === 'sections') pages.add(child, entered.views);
    this.#json.key(child.keyJson);
    this.#path.push(child.key);
    yield* this.#entered(child.node, entered, selection?.keys.get(child.key));
    this.#path.pop();
  }

  *#items(
    list: ArchiveNode,
    views: readonly View[],
    selection: Selection | undefined,
  ): Generator<Uint8Array> {
    if (isAskedForEmpty(views, list)) this.#json.begin();
    const selected = selection?.items ?? noItems;
    let filled = 0;
    for (const { position, item, views: seenBy } of itemsOf(list, views, [...selected.keys()])) {
      const gap = position - Math.max(filled, this.#json.count);
      this.#spending.visit();
      this.#path.push(position);
      const hasRoom = gap <= 0 || this.#spending.takeFilling(bytesOfNulls(gap));
      filled = position;
      if (hasRoom) {
        this.#json.position(position);
        const entered = join(seenBy, (view: View) => enterItem(view, list, item), item);
        yield* this.#entered(item, entered, selected.get(position));
      }
      if (this.#isTurnOver) yield* this.#takePieces();
      const goesOn = hasRoom && !this.#spending.isOver;
      if (!goesOn) this.#addLimit('the list ends at');
      this.#path.pop();
      if (!goesOn) return;
    }
  }

  get #isTurnOver(): boolean {
    return this.#json.isFull || this.#spending.isPauseDue;
  }

  *#takePieces(): Generator<Uint8Array> {
    if (this.#json.isFull) yield* this.#json.take();
    else yield pause;
  }

  #leaveOut(): void {
    this.#addLimit('left out is');
    this.#writeInternal();
  }

  #writeInternal(): void {
    const { place } = this.#archive;
    const path = this.#path;
    this.#json.value(JSON.stringify(internalString(placeAddress(place, path))));
    if (this.#linkTo === undefined || place.isMetadata === true || !this.#hasRoomForLinks) return;
    const text = pathText(path);
    const url = this.#linkTo(place, path);
    this.#hasRoomForLinks = this.#spending.takeHeld(text.length + url.length);
    if (this.#hasRoomForLinks) this.#links.set(text, url);
    if (this.#links.size >= limits.graphLinksMax) this.#hasRoomForLinks = false;
  }

  #addLimit(what: string): void {
    if (this.#into.faults.isFull) return;
    const { place } = this.#archive;
    const message = `${this.#spending.limit}; ${what} ${placeAddress(place, this.#path)}.`;
    this.#into.addFault({ type: 'LIMIT', message, path: pathText(this.#path) }, this.#spending);
  }

  #isOurs(key: string): boolean {
    return key === 'm_errors' ? !this.#into.faults.isEmpty : this.#links.size > 0;
  }
}

const noItems: ReadonlyMap<number, Selection> = new Map();

function enterChildOf(view: View, { key, node }: ArchiveChild): Entered {
  return enterChild(view, key, node);
}

function pathText(path: readonly Step[]): string {
  return `/${path.join('/')}`;
}
