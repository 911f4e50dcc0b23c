import { limits } from '../../../base/index.ts';
import type { PieceFault } from '../format/format-reader.ts';

/** Collects faults up to a bound: a file of noise has as many as it has words. */
export class FaultList {
  readonly #faults: PieceFault[] = [];
  #moreCount = 0;
  #moreLine = 0;

  add(line: number, problem: string): void {
    if (this.#faults.length < limits.fileFaultsMax) {
      this.#faults.push({ line, problem });
      return;
    }
    if (this.#moreCount === 0) this.#moreLine = line;
    this.#moreCount += 1;
  }

  /** In the order in which they were found; the last one tells how many more there were. */
  get faults(): readonly PieceFault[] {
    if (this.#moreCount === 0) return this.#faults;
    const problem = `has ${this.#moreCount} more problems from this line on`;
    return [...this.#faults, { line: this.#moreLine, problem }];
  }
}
