import type { Budget } from '../budget.ts';
import type { GraphFault } from '../graph-fault.ts';

/**
 * A map of the answer while it is made. What is put where something is already is merged with it: maps by
 * key, lists by position, null gives way to anything and the internal string to data.
 */
export interface ResultMap {
  /** The map under a key, which is made where there is none. */
  map(key: string): ResultMap;
  /** A value that is JSON already. */
  putJson(key: string, json: Uint8Array): void;
  putValue(key: string, value: string | number | boolean | null): void;
  /** Joins the `m_errors` of this map, unless it is there already; as far as the budget allows where there may be many. */
  addFault(fault: GraphFault, budget?: Pick<Budget, 'takeHeld'>): void;
}
