/**
 * The process in which ingestions of a server run, one after the other: started by `IngestionChild`, which tells it
 * what to do and when to end. A terminal and a service manager signal all processes of a group: that is for the parent
 * to answer. Without its parent nothing that it makes can take effect, so it tidies up and ends.
 */
import { inspect } from 'node:util';
import { limits } from '../../base/index.ts';
import type { MessageToChild, MessageToParent } from './ingestion-message.ts';
import { runIngestion } from './run-ingestion.ts';

const aliveMilliseconds = 1_000;

let running: { readonly job: number; readonly controller: AbortController } | undefined;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

process.on('message', (message: MessageToChild) => {
  if (message.kind === 'run') void run(message);
  else if (message.kind === 'end') process.disconnect();
  else if (running?.job === message.job) running.controller.abort(new Error('the ingestion was called off'));
});

process.on('disconnect', () => {
  if (running === undefined) process.exit();
  running.controller.abort(new Error('the server is gone'));
  setTimeout(() => process.exit(1), limits.ingestionAbortSeconds * 1000).unref();
});

async function run({
  job,
  claim,
  context,
}: Extract<MessageToChild, { readonly kind: 'run' }>): Promise<void> {
  // It may be gone before anybody listened.
  if (!process.connected) process.exit();
  const controller = new AbortController();
  running = { job, controller };
  const tellAlive = (): void => tell({ kind: 'alive', job });
  tellAlive();
  const alive = setInterval(tellAlive, aliveMilliseconds);
  const { outcome } = await runIngestion(claim, context, {
    signal: controller.signal,
    onProgress: (progress) => tell({ kind: 'progress', job, progress }),
    onFault: (what, error) => tell({ kind: 'fault', job, what, story: inspect(error) }),
  });
  clearInterval(alive);
  running = undefined;
  tell({ kind: 'done', job, outcome });
  if (!process.connected) process.exit();
}

function tell(message: MessageToParent): void {
  // Whether the parent is gone, `disconnect` tells.
  if (process.connected) process.send!(message, () => {});
}
