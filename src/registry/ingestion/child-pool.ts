import type { RegistryLog } from '../registry-contract.ts';
import { IngestionChild } from './ingestion-child.ts';

/** A process that waits takes some 60 MB; to start one takes a fraction of a second. */
const idleMilliseconds = 5_000;

/** Processes for ingestions: started when needed, kept for the next one, ended when there is none for a while. */
export class ChildPool {
  readonly #log: RegistryLog;
  readonly #silenceSecondsMax: number;
  readonly #children = new Map<IngestionChild, NodeJS.Timeout | undefined>();

  constructor(log: RegistryLog, silenceSecondsMax: number) {
    this.#log = log;
    this.#silenceSecondsMax = silenceSecondsMax;
  }

  /** Errors: where the system gives no process. */
  take(): IngestionChild {
    for (const [child, idleTimer] of this.#children) {
      if (idleTimer === undefined) continue;
      clearTimeout(idleTimer);
      this.#children.set(child, undefined);
      if (child.isIdle) return child;
      this.#children.delete(child);
    }
    const child = new IngestionChild(this.#log, this.#silenceSecondsMax);
    if (!child.isIdle) throw new Error('the system starts no more processes');
    this.#children.set(child, undefined);
    return child;
  }

  giveBack(child: IngestionChild): void {
    const endIdle = (): void => {
      this.#children.delete(child);
      void child.end();
    };
    if (child.isIdle) this.#children.set(child, setTimeout(endIdle, idleMilliseconds).unref());
    else this.#children.delete(child);
  }

  /** Ends all processes, whatever they are at, and waits for that. */
  async end(): Promise<void> {
    const children = [...this.#children.keys()];
    for (const idleTimer of this.#children.values()) clearTimeout(idleTimer);
    this.#children.clear();
    await Promise.all(children.map((child) => child.end()));
  }
}
