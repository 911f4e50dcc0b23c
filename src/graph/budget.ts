import { limits } from '../base/index.ts';

/** What one answer may take, all of it together. Each method is false where that is used up. */
export interface Budget {
  /** A node of the answer that is held in memory. */
  takeNode(): boolean;
  /**
   * Bytes of a text, or of a resource object, that is held in memory until the answer was sent. Once false it stays so,
   * which can be asked with 0.
   */
  takeHeld(bytes: number): boolean;
  /** Values of archives that were looked at. */
  takeVisit(): boolean;
  takeEntry(): boolean;
  /** A target of a reference. */
  takeTarget(): boolean;
  /** Bytes of the body. */
  takeBytes(count: number): boolean;
  /** Lets others have a turn where that is due; false where the time is over. */
  pause(): Promise<boolean>;
  /** The clock stands still until something else is asked: what comes is waiting. */
  rest(): void;
  /** The same, where others have their turn in what comes: a wait for what is at hand already gives them none. */
  passTurn(): void;
  /** Whether others should have a turn: what is made in one go has taken a while. Known after some visits. */
  readonly isPauseDue: boolean;
  /** About how many bytes are held in memory until the answer was sent. */
  readonly heldBytes: number;
  /** The limit that was reached last, as a sentence without its full stop. */
  readonly limit: string;
}

export type BudgetLimits = Pick<
  typeof limits,
  | 'graphNodesMax'
  | 'graphHeldBytesMax'
  | 'graphVisitsMax'
  | 'graphBytesMax'
  | 'graphEntriesMax'
  | 'graphTargetsMax'
  | 'graphMillisecondsMax'
>;

/** Most nodes are a place and the way to it. */
const bytesOfNode = 300;

/** Longest time that the event loop is held, in milliseconds. */
const sliceMilliseconds = 10;

/** Looking at the clock costs some 40 ns, so it is done every so many visits, each of which may take milliseconds. */
const visitsPerLook = 8;

/**
 * Counts what one answer takes. Time is counted while something is asked of the budget in turn: it stands
 * still from a `rest` to what comes next.
 */
export class GraphBudget implements Budget {
  readonly #limits: Readonly<Record<keyof BudgetLimits, number>>;
  readonly #now: () => number;
  readonly #signal: AbortSignal | undefined;
  #nodes = 0;
  #heldBytes = 0;
  #isHoldingAll = false;
  #visits = 0;
  #bytes = 0;
  #entries = 0;
  #targets = 0;
  #milliseconds = 0;
  #sliceStart: number | undefined;
  /** When others last had their turn, or the first question after that. */
  #turnStart: number | undefined;
  #isPauseDue = false;
  #limit = '';

  /** `now` gives milliseconds of a clock that only goes forward. */
  constructor(
    now: () => number,
    signal?: AbortSignal,
    bounds: Readonly<Record<keyof BudgetLimits, number>> = limits,
  ) {
    this.#now = now;
    this.#signal = signal;
    this.#limits = bounds;
  }

  get isPauseDue(): boolean {
    return this.#isPauseDue;
  }

  get heldBytes(): number {
    return this.#nodes * bytesOfNode + this.#heldBytes;
  }

  get limit(): string {
    return this.#limit;
  }

  takeNode(): boolean {
    const { graphNodesMax } = this.#limits;
    if (this.#nodes >= graphNodesMax) {
      return this.#refuse(`One answer holds at most ${graphNodesMax} followed or rewritten places`);
    }
    this.#nodes += 1;
    return true;
  }

  takeHeld(bytes: number): boolean {
    const { graphHeldBytesMax } = this.#limits;
    this.#isHoldingAll ||= this.#heldBytes + bytes > graphHeldBytesMax;
    if (this.#isHoldingAll) {
      return this.#refuse(
        `One answer holds at most ${graphHeldBytesMax} bytes of references, errors and metadata`,
      );
    }
    this.#heldBytes += bytes;
    return true;
  }

  takeVisit(): boolean {
    const { graphVisitsMax } = this.#limits;
    if (this.#visits >= graphVisitsMax) {
      return this.#refuse(`One answer looks at no more than ${graphVisitsMax} values`);
    }
    this.#visits += 1;
    return this.#visits % visitsPerLook !== 0 || this.#hasTime();
  }

  takeEntry(): boolean {
    const { graphEntriesMax } = this.#limits;
    if (this.#entries >= graphEntriesMax) {
      return this.#refuse(`One answer lists or reads at most ${graphEntriesMax} entries`);
    }
    this.#entries += 1;
    return true;
  }

  takeTarget(): boolean {
    const { graphTargetsMax } = this.#limits;
    if (this.#targets >= graphTargetsMax) {
      return this.#refuse(`One answer follows references to at most ${graphTargetsMax} targets`);
    }
    this.#targets += 1;
    return true;
  }

  /** What does not fit is not taken, so that something smaller still may be. */
  takeBytes(count: number): boolean {
    const { graphBytesMax } = this.#limits;
    if (this.#bytes + count > graphBytesMax) {
      return this.#refuse(`One answer has at most ${graphBytesMax} bytes`);
    }
    this.#bytes += count;
    return true;
  }

  /** Errors: the reason of the signal where that was given. */
  async pause(): Promise<boolean> {
    this.#signal?.throwIfAborted();
    const hasTime = this.#hasTime();
    if (!this.#isPauseDue) return hasTime;
    this.passTurn();
    await new Promise((resolve) => setImmediate(resolve));
    this.#signal?.throwIfAborted();
    return this.#hasTime();
  }

  rest(): void {
    if (this.#sliceStart === undefined) return;
    this.#milliseconds += this.#now() - this.#sliceStart;
    this.#sliceStart = undefined;
  }

  passTurn(): void {
    this.rest();
    this.#turnStart = undefined;
    this.#isPauseDue = false;
  }

  #hasTime(): boolean {
    const { graphMillisecondsMax } = this.#limits;
    const now = this.#now();
    this.#sliceStart ??= now;
    this.#turnStart ??= now;
    this.#isPauseDue = now - this.#turnStart >= sliceMilliseconds;
    if (this.#milliseconds + now - this.#sliceStart < graphMillisecondsMax) return true;
    return this.#refuse(`One answer takes at most ${graphMillisecondsMax} ms of computing`);
  }

  #refuse(limit: string): false {
    this.#limit = limit;
    return false;
  }
}
