/**
 * Entry → values of every path in it that a filter can name, into one spool a path. The structure of the
 * values leads, as definitions are known only when all entries were seen. What a path stands for is told in
 * ../../evaluate/values-at-path.ts, with which this must agree.
 */
import type { JsonObject, JsonValue } from '../../../base/index.ts';
import { limits } from '../../../base/index.ts';
import type { Entry } from '../../../standard/index.ts';
import { isNameable, relationshipColumn } from '../file/column-name.ts';
import type { ValueSpool } from './value-spool.ts';

/** A path, and what one entry has there. */
interface PathNode {
  readonly name: string;
  /** Keys behind the property. */
  readonly depth: number;
  readonly parent: PathNode | undefined;
  readonly spool: ValueSpool;
  readonly children: Map<string, PathNode>;
  /** Values found at the path; a list counts once. */
  contributions: number;
  /** Values that keys could lead on from: dictionaries, and scalars, which no key leads on from. */
  reached: number;
  /** Nulls in the place of dictionaries. */
  gaps: number;
  /** Whether nothing is missing at this path, nor on the way to it. */
  gapless: boolean;
  inList: boolean;
  isList: boolean;
  opaque: boolean;
  /** Items of the list: its own for a property, those of all lists behind a nested name. */
  length: number;
  items: JsonValue[];
}

export class ValueCollector {
  /** The spool of each column. */
  readonly spools = new Map<string, ValueSpool>();
  /** Whether there was room for every path of no more than `indexedDepthMax` keys. */
  complete = true;
  readonly #makeSpool: () => ValueSpool;
  readonly #properties = new Map<string, PathNode>();
  readonly #touched: PathNode[] = [];

  constructor(makeSpool: () => ValueSpool) {
    this.#makeSpool = makeSpool;
  }

  /** Takes the values of the entry with the given number. */
  add(row: number, entry: Entry): void {
    this.#spool('type')?.scalar(row, entry.type);
    for (const name of Object.keys(entry.attributes)) {
      const value = entry.attributes[name];
      // The names of the entry's own members mean these, whatever an attribute is called.
      if (value === null || value === undefined || name === 'id' || name === 'type') continue;
      const node = this.#node(this.#properties, name, undefined);
      if (node === undefined) continue;
      if (typeof value === 'object') this.#visit(node, value, false);
      else node.spool.scalar(row, value);
    }
    for (const node of this.#touched) spoolNode(row, node);
    for (const node of this.#touched) resetNode(node);
    this.#touched.length = 0;
    if (entry.relationships !== undefined) this.#addRelationships(row, entry.relationships);
  }

  #addRelationships(row: number, relationships: NonNullable<Entry['relationships']>): void {
    const related = Object.values(relationships).flatMap((relationship) => relationship.data ?? []);
    for (const type of new Set(related.map((identifier) => identifier.type))) {
      const ofType = related.filter((identifier) => identifier.type === type);
      const spoolMember = (member: string, items: readonly JsonValue[]): void =>
        this.#spool(relationshipColumn(type, member))?.list(row, items, false);
      spoolMember(
        'id',
        ofType.map((identifier) => identifier.id),
      );
      for (const member of ['description', 'role']) {
        spoolMember(
          member,
          ofType.map(({ meta }) => (typeof meta?.[member] === 'string' ? meta[member] : null)),
        );
      }
    }
  }

  #spool(column: string): ValueSpool | undefined {
    const known = this.spools.get(column);
    if (known !== undefined) return known;
    if (this.spools.size >= limits.indexedPathsMax) {
      this.complete = false;
      return undefined;
    }
    const spool = this.#makeSpool();
    this.spools.set(column, spool);
    return spool;
  }

  #node(siblings: Map<string, PathNode>, key: string, parent: PathNode | undefined): PathNode | undefined {
    const known = siblings.get(key);
    if (known !== undefined) return known;
    if (!isNameable(key)) return undefined;
    const depth = parent === undefined ? 0 : parent.depth + 1;
    const name = parent === undefined ? key : `${parent.name}.${key}`;
    const spool = depth > limits.indexedDepthMax ? undefined : this.#spool(name);
    if (spool === undefined) return undefined;
    const node = { name, depth, parent, spool, children: new Map() } as PathNode;
    resetNode(node);
    siblings.set(key, node);
    return node;
  }

  #visit(node: PathNode, value: JsonValue, inList: boolean): void {
    if (node.contributions === 0) this.#touched.push(node);
    node.contributions += 1;
    node.inList ||= inList;
    if (Array.isArray(value)) {
      node.isList = true;
      if (node.depth === 0) node.length = value.length;
      this.#visitItems(node, value as readonly JsonValue[], true);
    } else if (typeof value === 'object' && value !== null) {
      this.#visitDictionary(node, value as JsonObject, inList);
    } else {
      node.reached += 1;
      addItem(node, value);
    }
  }

  #visitItems(node: PathNode, items: readonly JsonValue[], outermost: boolean): void {
    for (const item of items) {
      if (Array.isArray(item)) {
        if (node.depth === 0) node.opaque = true;
        this.#visitItems(node, item as readonly JsonValue[], false);
      } else if (typeof item === 'object' && item !== null) {
        this.#visitDictionary(node, item as JsonObject, true);
      } else {
        if (item === null) node.gaps += 1;
        else node.reached += 1;
        // Only the length of a property that is a list of lists is of use.
        if (outermost || node.depth > 0) addItem(node, item);
      }
    }
  }

  #visitDictionary(node: PathNode, dictionary: JsonObject, inList: boolean): void {
    node.reached += 1;
    node.opaque = true;
    if (node.depth > 0) node.length += 1;
    for (const key of Object.keys(dictionary)) {
      const value = dictionary[key];
      if (value === null || value === undefined) continue;
      const child = this.#node(node.children, key, node);
      if (child !== undefined) this.#visit(child, value, inList);
    }
  }
}

function addItem(node: PathNode, item: JsonValue): void {
  if (node.depth > 0) node.length += 1;
  node.items.push(item);
}

function spoolNode(row: number, node: PathNode): void {
  const { parent, spool, items } = node;
  node.gapless =
    node.gaps === 0 && (parent === undefined || (parent.gapless && parent.reached === node.contributions));
  const hollow = node.gapless && node.reached === 0;
  if (node.isList || node.inList) {
    if (node.opaque) spool.opaqueList(row, node.length, hollow);
    else spool.list(row, items, hollow);
  } else if (node.opaque) {
    spool.dictionary(row);
  } else {
    spool.scalar(row, items[0] as string | number | boolean);
  }
}

function resetNode(node: PathNode): void {
  node.contributions = 0;
  node.reached = 0;
  node.gaps = 0;
  node.gapless = false;
  node.inList = false;
  node.isList = false;
  node.opaque = false;
  node.length = 0;
  node.items = [];
}
