/** One process that serves, as its supervisor sees it. */
import type { Worker } from 'node:cluster';
import cluster from 'node:cluster';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Settings } from '../../config/index.ts';
import type { MetricsSnapshot } from '../../http/index.ts';
import { CliError } from '../cli-error.ts';
import type { SupervisorMessage, WorkerMessage } from './worker-message.ts';

/** How long a worker may take to end in order, requests under way and ingestions included. */
const stopMilliseconds = 20_000;
/** A worker that is busy for longer is left out of the metrics. */
const metricsMilliseconds = 2_000;

export interface Listening {
  readonly url: string;
  readonly port: number;
}

export interface WorkerOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** Takes whole lines. */
  readonly error: NodeJS.WritableStream;
  /** Metrics of all workers. */
  readonly metricsText: () => Promise<string>;
}

export class WorkerProcess {
  readonly pid: number;
  /** Signal or code. */
  readonly ended: Promise<string>;
  readonly #worker: Worker;
  readonly #listening: Promise<Listening>;
  readonly #snapshots = new Map<number, (snapshot: MetricsSnapshot) => void>();
  #requests = 0;

  constructor({ environment, error, metricsText }: WorkerOptions) {
    const worker = cluster.fork(environment);
    this.#worker = worker;
    this.pid = worker.process.pid ?? 0;
    // Line by line, so that what several processes write is never mixed within a line.
    for (const stream of [worker.process.stdout, worker.process.stderr]) {
      if (stream !== null) createInterface({ input: stream }).on('line', (line) => error.write(`${line}\n`));
    }
    // The channel may hold its last words still when the process is gone.
    this.ended = Promise.all([once(worker, 'exit'), once(worker, 'disconnect')]).then(([[code, signal]]) =>
      signal === null ? `code ${code}` : signal,
    );
    this.#listening = new Promise((resolve, reject) => {
      worker.on('message', (message: WorkerMessage) => {
        if (message.kind === 'listening') resolve(message);
        else if (message.kind === 'failed') reject(new CliError(message.message, message.exitCode));
        else if (message.kind === 'metrics') this.#snapshots.get(message.request)?.(message.snapshot);
        else if (message.kind === 'metrics-text-wanted') {
          void metricsText().then((text) =>
            this.#tell({ kind: 'metrics-text', request: message.request, text }),
          );
        }
      });
      void this.ended.then((how) =>
        reject(new CliError(`a worker ended before it could serve (${how}).`, 1)),
      );
    });
    // Whoever waits for it is told; where nobody does, its end is noticed all the same.
    this.#listening.catch(() => {});
  }

  /** Errors: `CliError` where the worker ends before it listens. */
  serve(settings: Settings): Promise<Listening> {
    this.#tell({ kind: 'serve', settings });
    return this.#listening;
  }

  /** Undefined where the worker does not answer in time. */
  async metrics(): Promise<MetricsSnapshot | undefined> {
    this.#requests += 1;
    const request = this.#requests;
    const { promise, resolve } = Promise.withResolvers<MetricsSnapshot | undefined>();
    const timer = setTimeout(() => resolve(undefined), metricsMilliseconds);
    this.#snapshots.set(request, resolve);
    void this.ended.then(() => resolve(undefined));
    this.#tell({ kind: 'metrics-wanted', request });
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      this.#snapshots.delete(request);
    }
  }

  /** Resolves when it is gone. */
  async stop(): Promise<void> {
    this.#tell({ kind: 'stop' });
    const timer = setTimeout(() => this.#worker.process.kill('SIGKILL'), stopMilliseconds);
    await this.ended;
    clearTimeout(timer);
  }

  #tell(message: SupervisorMessage): void {
    // It may be gone already, which is noticed elsewhere.
    if (this.#worker.isConnected()) this.#worker.send(message, () => {});
  }
}
