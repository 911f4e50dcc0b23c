import { limits } from '../../base/index.ts';
import type { GraphFault } from '../graph-fault.ts';

/**
 * The `m_errors` of a map: each once, and no more than `graphFaultsMax`, of which the last says that there
 * are more.
 */
export class FaultList {
  readonly #faults = new Map<string, GraphFault>();

  get isEmpty(): boolean {
    return this.#faults.size === 0;
  }

  add(fault: GraphFault): void {
    if (this.#faults.size >= limits.graphFaultsMax) return;
    const isLast = this.#faults.size === limits.graphFaultsMax - 1;
    const told = isLast ? moreFaults : fault;
    this.#faults.set(JSON.stringify([told.type, told.message]), told);
  }

  /** As `m_errors` says it. */
  toJson(): string {
    const items = [...this.#faults.values()].map(({ type, message, path }) => ({
      error_type: type,
      message,
      path,
    }));
    return JSON.stringify(items);
  }
}

const moreFaults: GraphFault = {
  type: 'LIMIT',
  message: `There may be more errors: of one archive at most ${limits.graphFaultsMax} are told.`,
};
