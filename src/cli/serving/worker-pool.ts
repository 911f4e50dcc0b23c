/**
 * The processes that share the port of a server. This one serves nothing itself: it starts them, starts them again when
 * they die, and tells them when to stop.
 */
import cluster from 'node:cluster';
import { extname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { invariant } from '../../base/index.ts';
import type { Settings } from '../../config/index.ts';
import type { ServerLog } from '../log/server-log.ts';
import type { Terminal } from '../terminal.ts';
import { wantsColors } from '../terminal.ts';
import type { Serving } from './serving.ts';
import type { Listening } from './worker-process.ts';
import { WorkerProcess } from './worker-process.ts';

/** A worker that served so long died of something else than those before it. */
const provenMilliseconds = 60_000;
const restartMillisecondsFirst = 100;
const restartMillisecondsMax = 30_000;

export class WorkerPool implements Serving {
  readonly #settings: Settings;
  readonly #terminal: Terminal;
  readonly #log: ServerLog;
  readonly #workers = new Set<WorkerProcess>();
  readonly #listening = new Set<WorkerProcess>();
  readonly #closing = new AbortController();
  #port: number | undefined;
  #address: Listening | undefined;

  private constructor(settings: Settings, terminal: Terminal, log: ServerLog) {
    this.#settings = settings;
    this.#terminal = terminal;
    this.#log = log;
    this.#port = settings.port;
  }

  /**
   * Resolves when all workers listen.
   *
   * Errors: `CliError` where one cannot serve at all; the others are stopped.
   */
  static async start(settings: Settings, terminal: Terminal, log: ServerLog): Promise<WorkerPool> {
    cluster.setupPrimary({
      exec: fileURLToPath(new URL(`./worker${extname(import.meta.filename)}`, import.meta.url)),
      args: [],
      silent: true,
      serialization: 'advanced',
    });
    const pool = new WorkerPool(settings, terminal, log);
    try {
      const workers = Array.from({ length: settings.workers }, () => pool.#launch());
      const [first, ...others] = workers;
      // The first one finds the port for all.
      pool.#address = await pool.#serve(first!);
      await Promise.all(others.map((worker) => pool.#serve(worker)));
      for (const worker of workers) void pool.#keep(worker);
      return pool;
    } catch (error) {
      await pool.close();
      throw error;
    }
  }

  get url(): string {
    invariant(this.#address !== undefined, 'a pool that was started has an address');
    return this.#address.url;
  }

  async metricsText(): Promise<string> {
    const snapshots = await Promise.all([...this.#workers].map((worker) => worker.metrics()));
    const { mergeMetrics } = await import('../../http/index.ts');
    return mergeMetrics(snapshots.filter((snapshot) => snapshot !== undefined));
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([...this.#workers].map((worker) => worker.stop()));
  }

  #launch(): WorkerProcess {
    const worker = new WorkerProcess({
      environment: wantsColors(this.#terminal.error) ? { FORCE_COLOR: '1' } : {},
      error: this.#terminal.error,
      metricsText: () => this.metricsText(),
    });
    this.#workers.add(worker);
    void worker.ended.then(() => this.#workers.delete(worker));
    return worker;
  }

  async #serve(worker: WorkerProcess): Promise<Listening> {
    // Workers share a port that they asked for in the same words. When none is left that listens on `0`, that would be
    // another port than the one that was announced.
    if (this.#address !== undefined && (this.#port !== 0 || this.#listening.size === 0)) {
      this.#port = this.#address.port;
    }
    const address = await worker.serve({ ...this.#settings, port: this.#port });
    this.#listening.add(worker);
    void worker.ended.then(() => this.#listening.delete(worker));
    return address;
  }

  /** Puts another worker in the place of each that dies, the later the sooner they died. */
  async #keep(first: WorkerProcess): Promise<void> {
    const { signal } = this.#closing;
    let worker = first;
    let delay = restartMillisecondsFirst;
    for (;;) {
      const started = performance.now();
      const how = await worker.ended;
      if (signal.aborted) return;
      if (performance.now() - started > provenMilliseconds) delay = restartMillisecondsFirst;
      this.#log.worker(worker.pid, 'ended', `by ${how}; another follows in ${delay} ms`);
      await sleep(delay, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      delay = Math.min(delay * 2, restartMillisecondsMax);
      worker = this.#launch();
      void this.#replace(worker);
    }
  }

  async #replace(worker: WorkerProcess): Promise<void> {
    try {
      await this.#serve(worker);
      this.#log.worker(worker.pid, 'started', 'in the place of one that ended');
    } catch (error) {
      this.#log.failure(`of worker ${worker.pid}`, error);
    }
  }
}
