import { Worker } from 'node:worker_threads';
import type { ParseResult, ParseTask } from './parser-pool.ts';
import type { TaskMessage, ThreadMessage } from './serve-tasks.ts';
import { ready } from './serve-tasks.ts';

/** A task done, the end of the thread while it was at another, or at one of its pieces. */
export type ThreadOutcome =
  | { readonly result: ParseResult }
  | 'not done'
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

/** Why a thread ends. */
interface Cause {
  readonly error: Error;
  /** Of a piece, a sentence without its subject. */
  readonly problem: string;
  /** What it was at, where that is known: else the first that is not done. */
  readonly job?: Job;
}

export interface ThreadOptions {
  /** The script, which calls `serveTasks`. */
  readonly script: URL;
  /** After which a piece is taken to be without end. */
  readonly pieceSecondsMax: number;
  readonly heapMebibytesMax: number;
}

/** A thread that parses tasks in their order. Once it `isOver`, another must take its place. */
export class ParserThread {
  isOver = false;
  readonly #worker: Worker;
  readonly #options: ThreadOptions;
  /** Whether it has loaded its script. */
  #isReady = false;
  /** The first is being done, or its result is on the way. */
  readonly #jobs: Job[] = [];
  #cause: Cause | undefined;

  constructor(options: ThreadOptions) {
    this.#options = options;
    this.#worker = new Worker(options.script, {
      resourceLimits: { maxOldGenerationSizeMb: options.heapMebibytesMax },
    });
    this.#worker.on('message', (message: ThreadMessage) => {
      if (message === ready) this.#begin();
      else this.#finish()?.settle({ result: message });
    });
    this.#worker.on('error', (error: Error) => this.#stop({ error, problem: this.#describe(error) }));
    // By then all that the thread had sent has come.
    this.#worker.on('exit', () => this.#abandonJobs());
  }

  /** How many tasks are not done. */
  get taskCount(): number {
    return this.#jobs.length;
  }

  /** Errors: where the thread ends before the first piece of a task that it has begun, which is no piece's fault. */
  parse(task: ParseTask): Promise<ThreadOutcome> {
    const begun = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    return new Promise((settle, fail) => {
      const job: Job = { task, begun, settle, fail, timer: undefined };
      this.#jobs.push(job);
      if (!this.#isReady) return;
      this.#send(job);
      if (job === this.#jobs[0]) this.#watch(job, 0);
    });
  }

  async end(): Promise<void> {
    this.isOver = true;
    await this.#worker.terminate();
  }

  /** A thread that loads its script still is not watched: on a busy machine that may take longer than a piece may. */
  #begin(): void {
    this.#isReady = true;
    for (const job of this.#jobs) this.#send(job);
    if (this.#jobs[0] !== undefined) this.#watch(this.#jobs[0], 0);
  }

  #send({ task, begun }: Job): void {
    this.#worker.postMessage({ task, begun } satisfies TaskMessage);
  }

  /** Looks now and then whether the task has got on. */
  #watch(job: Job, begunBefore: number): void {
    const { pieceSecondsMax } = this.#options;
    job.timer = setTimeout(() => {
      const begun = Atomics.load(job.begun, 0);
      if (begun > begunBefore) this.#watch(job, begun);
      else {
        const problem = `takes more than ${pieceSecondsMax} seconds to read`;
        this.#stop({ error: new Error('no answer'), problem, job });
      }
    }, pieceSecondsMax * 1000);
  }

  #stop(cause: Cause): void {
    this.#cause ??= cause;
    void this.end();
  }

  /** The task that the thread ended at is to blame; the others can be done by another. */
  #abandonJobs(): void {
    this.isOver = true;
    const unknown = { error: new Error('a thread ended'), problem: 'ends the thread that reads it' };
    const { error, problem, job = this.#jobs[0] }: Cause = this.#cause ?? unknown;
    for (const each of this.#jobs.splice(0)) {
      clearTimeout(each.timer);
      const begun = Atomics.load(each.begun, 0);
      if (each !== job) each.settle('not done');
      else if (begun === 0) each.fail(error);
      else each.settle({ lostAt: begun - 1, problem });
    }
  }

  #describe(error: Error): string {
    const isMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    const memory = `needs more than ${this.#options.heapMebibytesMax} MiB of memory to read`;
    return isMemory ? memory : `ends the thread that reads it (${error.message})`;
  }

  #finish(): Job | undefined {
    const job = this.#jobs.shift();
    clearTimeout(job?.timer);
    if (this.#jobs[0] !== undefined) this.#watch(this.#jobs[0], 0);
    return job;
  }
}
