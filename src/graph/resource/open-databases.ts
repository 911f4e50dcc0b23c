import { limits } from '../../base/index.ts';
import type { Budget } from '../budget.ts';
import type { GraphFault } from '../graph-fault.ts';
import type { GraphDatabase, GraphWorld } from '../graph-world.ts';

/** The databases that one answer asks, each opened when it is first needed. */
export class OpenDatabases {
  readonly #world: GraphWorld;
  readonly #budget: Budget;
  readonly #ids = new Set<string>();

  constructor(world: GraphWorld, budget: Budget) {
    this.#world = world;
    this.#budget = budget;
  }

  /** A fault where the database cannot be asked for this answer; undefined where there is none of the id. */
  async open(id: string): Promise<GraphDatabase | GraphFault | undefined> {
    if (!this.#ids.has(id) && this.#ids.size >= limits.graphDatabasesMax) {
      const message = `Upload ${id} was not asked: one answer asks at most ${limits.graphDatabasesMax} uploads.`;
      return { type: 'LIMIT', message };
    }
    // One that is open is there at once: that is no turn for others.
    if (!this.#ids.has(id)) this.#budget.rest();
    const opened = await this.#world.open(id);
    if (opened !== undefined) this.#ids.add(id);
    return typeof opened === 'string' ? { type: 'GENERAL', message: opened } : opened;
  }

  /**
   * Opens as many as may be, beginning with the database `first`, so that those behind it come before those that are
   * only counted. They are given in the order of the ids, with a fault for each that cannot be asked.
   */
  async openAll(ids: readonly string[], first: string | undefined): Promise<OpenedDatabases> {
    const start = Math.max(0, first === undefined ? 0 : ids.indexOf(first));
    const opened = new Map<string, GraphDatabase>();
    const faults: GraphFault[] = [];
    for (const id of [...ids.slice(start), ...ids.slice(0, start)]) {
      const database = await this.open(id);
      if (database === undefined) continue;
      if (!isFault(database)) opened.set(id, database);
      else faults.push(database);
      if (isFault(database) && database.type === 'LIMIT') break;
    }
    return { databases: ids.flatMap((id) => opened.get(id) ?? []), faults };
  }
}

export interface OpenedDatabases {
  readonly databases: readonly GraphDatabase[];
  readonly faults: readonly GraphFault[];
}

/** Tells a fault from what was looked for. */
export function isFault(found: object): found is GraphFault {
  return 'message' in found;
}
