import { Worker } from 'node:worker_threads';
import { invariant } from '../../base/index.ts';
import type { ParseResult, ParseTask } from './parser-pool.ts';
import type { TaskMessage, ThreadMessage } from './serve-tasks.ts';
import { ready } from './serve-tasks.ts';

/** A task done, or the end of the thread at one of its pieces. */
export type ThreadOutcome =
  | { readonly result: ParseResult }
  | {
      /** 0-based among the pieces of all files of the task. */
      readonly lostAt: number;
      /** A sentence without its subject. */
      readonly problem: string;
    };

interface Job {
  readonly task: ParseTask;
  readonly begun: Int32Array<SharedArrayBuffer>;
  readonly settle: (outcome: ThreadOutcome) => void;
  readonly fail: (error: Error) => void;
  timer: NodeJS.Timeout | undefined;
}

export interface ThreadOptions {
  /** The script, which calls `serveTasks`. */
  readonly script: URL;
  /** After which a piece is taken to be without end. */
  readonly pieceSecondsMax: number;
  readonly heapMebibytesMax: number;
}

/** A thread that parses one task at a time. Once it `isOver`, another must take its place. */
export class ParserThread {
  isOver = false;
  readonly #worker: Worker;
  readonly #options: ThreadOptions;
  /** Whether it has loaded its script. */
  #isReady = false;
  #job: Job | undefined;

  constructor(options: ThreadOptions) {
    this.#options = options;
    this.#worker = new Worker(options.script, {
      resourceLimits: { maxOldGenerationSizeMb: options.heapMebibytesMax },
    });
    this.#worker.on('message', (message: ThreadMessage) => {
      if (message !== ready) this.#finish()?.settle({ result: message });
      else {
        this.#isReady = true;
        this.#send();
      }
    });
    this.#worker.on('error', (error: Error) => this.#break(error, this.#describe(error)));
    this.#worker.on('exit', () => this.#break(new Error('a thread ended'), 'ends the thread that reads it'));
  }

  /** Errors: where the thread ends before the first piece, which is no piece's fault. */
  parse(task: ParseTask): Promise<ThreadOutcome> {
    invariant(this.#job === undefined, 'a thread does one task at a time');
    const begun = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    return new Promise((settle, fail) => {
      this.#job = { task, begun, settle, fail, timer: undefined };
      this.#send();
    });
  }

  /** A thread that loads its script still is not watched: on a busy machine that may take longer than a piece may. */
  #send(): void {
    const job = this.#job;
    if (job === undefined || !this.#isReady) return;
    this.#watch(job, 0);
    this.#worker.postMessage({ task: job.task, begun: job.begun } satisfies TaskMessage);
  }

  async end(): Promise<void> {
    this.isOver = true;
    await this.#worker.terminate();
  }

  /** Looks now and then whether the task has got on. */
  #watch(job: Job, begunBefore: number): void {
    const { pieceSecondsMax } = this.#options;
    job.timer = setTimeout(() => {
      const begun = Atomics.load(job.begun, 0);
      if (begun > begunBefore) this.#watch(job, begun);
      else this.#break(new Error('no answer'), `takes more than ${pieceSecondsMax} seconds to read`);
    }, pieceSecondsMax * 1000);
  }

  #break(error: Error, problem: string): void {
    void this.end();
    const job = this.#finish();
    if (job === undefined) return;
    const begun = Atomics.load(job.begun, 0);
    if (begun === 0) job.fail(error);
    else job.settle({ lostAt: begun - 1, problem });
  }

  #describe(error: Error): string {
    const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    const memory = `needs more than ${this.#options.heapMebibytesMax} MiB of memory to read`;
    return isMemory ? memory : `ends the thread that reads it (${error.message})`;
  }

  #finish(): Job | undefined {
    const job = this.#job;
    clearTimeout(job?.timer);
    this.#job = undefined;
    return job;
  }
}
