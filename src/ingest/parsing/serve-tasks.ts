import { parentPort } from 'node:worker_threads';
import { invariant } from '../../base/index.ts';
import type { DoTask } from './parse-task.ts';
import type { ParseResult, ParseTask } from './parser-pool.ts';

/** What a thread is asked to do. */
export interface TaskMessage {
  readonly task: ParseTask;
  /** Shared memory: how many pieces were begun, so that a piece which ends the thread is known. */
  readonly begun: Int32Array<SharedArrayBuffer>;
}

/** Said once, before the first task can be done. */
export const ready = 'ready';

export type ThreadMessage = typeof ready | ParseResult;

/** Makes this thread do tasks, one after the other, until it is ended. */
export function serveTasks(doTask: DoTask): void {
  const port = parentPort;
  invariant(port !== null, 'tasks are done in a thread of their own');
  port.on('message', ({ task, begun }: TaskMessage) => {
    const result: ParseResult = doTask(task, () => Atomics.add(begun, 0, 1));
    port.postMessage(result);
  });
  port.postMessage(ready);
}
