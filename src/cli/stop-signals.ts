import type { Terminal } from './terminal.ts';

/** The person at the terminal, or the system, called the command off. Exit code 130. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Runs a command that can be called off: the first signal ends it in order, a second one at once. */
export async function stoppable<Result>(
  terminal: Terminal,
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  const handle = () => {
    if (stop.signal.aborted) process.exit(130);
    terminal.error.write('\nStopping; once more to stop at once.\n');
    stop.abort();
  };
  for (const signal of signals) process.on(signal, handle);
  try {
    return await run(stop.signal);
  } finally {
    for (const signal of signals) process.off(signal, handle);
  }
}
