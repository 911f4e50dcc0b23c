import { Buffer } from 'node:buffer';
import type { ArchiveNode } from '../../backend/index.ts';
import { invariant } from '../../base/index.ts';
import type { Budget } from '../budget.ts';
import type { ArchivePlace } from '../evaluation.ts';
import type { GraphFault } from '../graph-fault.ts';
import { isInternalString } from '../reference/reference-text.ts';
import { FaultList } from './fault-list.ts';
import type { ResultMap } from './result-map.ts';
import type { Step } from './selection.ts';
import { ArchiveSelection } from './selection.ts';

/** A map of the answer: fields that are there, and, where it is that of an archive, what is taken of that. */
export class MapResult implements ResultMap {
  readonly fields = new Map<string, MapResult | Uint8Array>();
  readonly faults = new FaultList();
  /** Whether it is there even if it is empty, which a map on the way to what a reference leads to is not. */
  isAsked = true;
  #archive: ArchiveSelection | undefined;

  /** All maps of an answer are of this class; who only fills them need not know it. */
  static of(map: ResultMap): MapResult {
    invariant(map instanceof MapResult, 'a map of an answer is a MapResult');
    return map;
  }

  get archive(): ArchiveSelection | undefined {
    return this.#archive;
  }

  map(key: string): MapResult {
    const map = this.mapOnTheWay(key);
    map.isAsked = true;
    return map;
  }

  /** The same for a map that only is there if something comes into it. */
  mapOnTheWay(key: string): MapResult {
    const known = this.fields.get(key);
    if (known instanceof MapResult) return known;
    const made = new MapResult();
    made.isAsked = false;
    this.fields.set(key, made);
    return made;
  }

  putJson(key: string, json: Uint8Array): void {
    const known = this.fields.get(key);
    if (known instanceof MapResult) return;
    if (known === undefined || !isWeak(json)) this.fields.set(key, json);
  }

  putValue(key: string, value: string | number | boolean | null): void {
    this.putJson(key, Buffer.from(JSON.stringify(value)));
  }

  addFault(fault: GraphFault, budget?: Pick<Budget, 'takeHeld'>): void {
    this.faults.add(fault, budget);
  }

  /** What is taken of the archive that this is the map of, or of the node at the end of `base` in it. */
  select(place: ArchivePlace, base?: readonly Step[], node?: ArchiveNode): ArchiveSelection {
    this.#archive ??= new ArchiveSelection(place, base, node);
    return this.#archive;
  }
}

const longestWeakText = 4096;

/** Whether it is null or an internal string, which give way to data. */
function isWeak(json: Uint8Array): boolean {
  if (json.length > longestWeakText) return false;
  const text = Buffer.from(json).toString();
  return text === 'null' || (text.startsWith('"') && isInternalString(text.slice(1)));
}
