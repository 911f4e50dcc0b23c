import { limits } from '../../base/index.ts';
import type { Budget } from '../budget.ts';
import type { JsonWriter } from './json-writer.ts';

/** What writing an answer takes of its budget. */
export class Spending {
  /** Whether something is used up: what is open is brought to an end. */
  isOver = false;
  readonly #budget: Budget;
  readonly #json: JsonWriter;
  /** Bytes of the answer that were taken. */
  #taken = 0;
  #bytesBeyond = 0;

  constructor(budget: Budget, json: JsonWriter) {
    this.#budget = budget;
    this.#json = json;
  }

  get limit(): string {
    return this.#budget.limit;
  }

  /** Whether not even internal strings and single values have room any more. */
  get isEnded(): boolean {
    return this.#bytesBeyond > limits.graphBytesBeyondMax;
  }

  /** Whether others should have a turn, though no piece may be full. */
  get isPauseDue(): boolean {
    return this.#budget.isPauseDue;
  }

  /** Before a value is looked at. */
  visit(): void {
    const bytes = this.#json.length - this.#taken;
    this.#taken += bytes;
    const hasRoom = bytes === 0 || this.#budget.takeBytes(bytes);
    if (!hasRoom) this.#bytesBeyond += bytes;
    if (!hasRoom || !this.#budget.takeVisit()) this.isOver = true;
  }

  /** Whether a value of that size may be written; where it may, it is taken for written. */
  takeValue(bytes: number): boolean {
    if (!this.#budget.takeBytes(bytes)) return false;
    this.#taken += bytes;
    return true;
  }

  /** Whether a text may be held until the answer was sent. */
  takeHeld(bytes: number): boolean {
    return this.#budget.takeHeld(bytes);
  }

  /** Whether a list may be filled with as many bytes. */
  takeFilling(bytes: number): boolean {
    return this.#budget.takeBytes(bytes);
  }
}
