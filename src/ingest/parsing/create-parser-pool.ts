import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { limits } from '../../base/index.ts';
import type { PieceFault } from '../reader/format/format-reader.ts';
import type { ParseResult, ParserPool, ParseTask, TaskFile } from './parser-pool.ts';
import type { ThreadOptions, ThreadOutcome } from './parser-thread.ts';
import { ParserThread } from './parser-thread.ts';

export interface ParserPoolOptions extends Partial<ThreadOptions> {
  /** One less than there are processors unless given, for the thread that stores what was parsed. */
  readonly threads?: number;
  /** Bytes that are parsed in this thread, until it is worth to start others. */
  readonly bytesHereMax?: number;
}

const script = new URL(`./parse-worker${extname(import.meta.filename)}`, import.meta.url);
/** To start a thread takes as long as to parse some dozens of files. */
const bytesHereDefault = 256 * 1024;
/** One that is done, and one that waits in the thread, so that it need not wait for this one to give it the next. */
const tasksPerThread = 2;

export function createParserPool(options: ParserPoolOptions = {}): ParserPool {
  const { threads = Math.max(1, availableParallelism() - 1), bytesHereMax = bytesHereDefault } = options;
  const pool = new ThreadPool(threads, {
    script,
    pieceSecondsMax: limits.parsePieceSecondsMax,
    heapMebibytesMax: limits.parseHeapMebibytesMax,
    ...options,
  });
  let bytesHere = 0;
  return {
    width: threads * tasksPerThread,
    parse: async (task) => {
      bytesHere += bytesOf(task);
      if (bytesHere > bytesHereMax) return await parseSurely(task, pool);
      // Only here: where all files are OPTIMADE JSON, no reader is loaded.
      const { parseTask } = await import('./parse-task.ts');
      return parseTask(task, () => {});
    },
    close: () => pool.close(),
  };
}

function bytesOf({ files }: ParseTask): number {
  let sum = 0;
  for (const { pieces } of files) for (const { bytes } of pieces) sum += bytes.length;
  return sum;
}

/** Gives a task to thread after thread, each time without the piece that the last one ended at. */
async function parseSurely(task: ParseTask, pool: ThreadPool): Promise<ParseResult> {
  const lost: PieceFault[][] = task.files.map(() => []);
  let rest = task;
  for (;;) {
    const outcome = await pool.run(rest);
    if (outcome === 'not done') continue;
    if ('result' in outcome) {
      const files = outcome.result.files.map(({ entries, faults }, index) => ({
        entries,
        faults: [...faults, ...lost[index]!],
      }));
      return { files };
    }
    let { lostAt } = outcome;
    const files = rest.files.map((file, index): TaskFile => {
      const piece = file.pieces[lostAt];
      lostAt -= file.pieces.length;
      if (piece === undefined) return file;
      lost[index]!.push({ line: piece.line, problem: outcome.problem });
      return { ...file, pieces: file.pieces.filter((other) => other !== piece) };
    });
    rest = { ...rest, files };
  }
}

/** Threads that are started when there is something to do, and started again when they ended. */
class ThreadPool {
  readonly #threadsMax: number;
  readonly #options: ThreadOptions;
  #threads: ParserThread[] = [];
  readonly #waiting: (() => void)[] = [];
  #isClosed = false;

  constructor(threadsMax: number, options: ThreadOptions) {
    this.#threadsMax = threadsMax;
    this.#options = options;
  }

  async run(task: ParseTask): Promise<ThreadOutcome> {
    let thread = this.#findThread();
    while (thread === undefined) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      thread = this.#findThread();
    }
    try {
      return await thread.parse(task);
    } finally {
      this.#waiting.shift()?.();
    }
  }

  /** The one with the least to do; undefined where all have enough. */
  #findThread(): ParserThread | undefined {
    if (this.#isClosed) throw new Error('the threads of the parser were ended');
    this.#threads = this.#threads.filter(({ isOver }) => !isOver);
    const [least] = this.#threads.toSorted((left, right) => left.taskCount - right.taskCount);
    if ((least === undefined || least.taskCount > 0) && this.#threads.length < this.#threadsMax) {
      const thread = new ParserThread(this.#options);
      this.#threads.push(thread);
      return thread;
    }
    return least !== undefined && least.taskCount < tasksPerThread ? least : undefined;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    for (const wake of this.#waiting.splice(0)) wake();
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }
}
