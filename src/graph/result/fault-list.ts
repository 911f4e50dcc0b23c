import { limits } from '../../base/index.ts';
import type { Budget } from '../budget.ts';
import type { GraphFault } from '../graph-fault.ts';

/**
 * The `m_errors` of a map: each once, and no more than `graphFaultsMax` and than may be held of one answer; then one
 * says that there are more.
 */
export class FaultList {
  readonly #faults = new Map<string, GraphFault>();

  get isEmpty(): boolean {
    return this.#faults.size === 0;
  }

  /** Whether nothing more is told. */
  get isFull(): boolean {
    return this.#faults.size >= limits.graphFaultsMax;
  }

  add(fault: GraphFault, budget?: Pick<Budget, 'takeHeld'>): void {
    const name = nameOf(fault);
    if (this.isFull || this.#faults.has(name)) return;
    const isLast = this.#faults.size === limits.graphFaultsMax - 1;
    const bytes = 2 * name.length + (fault.path?.length ?? 0);
    const isTold = !isLast && budget?.takeHeld(bytes) !== false;
    if (isTold) this.#faults.set(name, fault);
    else this.#faults.set(nameOf(moreFaults), moreFaults);
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
  message: `There may be more errors: of one archive at most ${limits.graphFaultsMax} are told, and of all not too much.`,
};

function nameOf({ type, message }: GraphFault): string {
  return JSON.stringify([type, message]);
}
