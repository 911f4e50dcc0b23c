/**
 * A process for ingestions, as its server sees it. Its end during an ingestion is an outcome like others; what it has
 * to say of that goes to the log.
 */
import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import type { Socket } from 'node:net';
import { extname } from 'node:path';
import { invariant, limits } from '../../base/index.ts';
import type { RegistryLog } from '../registry-contract.ts';
import type { IngestionContext, IngestionHooks } from './ingestion-context.ts';
import type { MessageToChild, MessageToParent } from './ingestion-message.ts';
import type { ClaimedIngestion, IngestionOutcome } from './ingestion-queue.ts';

const entry = new URL(`./ingestion-process${extname(import.meta.filename)}`, import.meta.url);
/** The last words of a process, which tell why it ended, are at their end. */
const saidLengthMax = 16_384;
/** Signals that come from outside and say nothing of the data; before it listens, the child can die of them. */
const politeSignals: readonly unknown[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

interface Job {
  readonly number: number;
  readonly hooks: IngestionHooks;
  readonly settle: (outcome: IngestionOutcome) => void;
}

export class IngestionChild {
  readonly #process: ChildProcess;
  readonly #log: RegistryLog;
  readonly #silenceSecondsMax: number;
  readonly #closed: Promise<void>;
  #job: Job | undefined;
  #jobs = 0;
  #said = '';
  #killTimer: NodeJS.Timeout | undefined;
  #silenceTimer: NodeJS.Timeout | undefined;

  /** Errors: where the system gives no process at once; where it refuses later, what is run is interrupted. */
  constructor(log: RegistryLog, silenceSecondsMax: number) {
    this.#log = log;
    this.#silenceSecondsMax = silenceSecondsMax;
    const compileCache = getCompileCacheDir();
    this.#process = fork(entry, [], {
      execArgv: [`--max-old-space-size=${limits.ingestionHeapMebibytesMax}`],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: {
        ...environmentWithoutSettings(),
        ...(compileCache === undefined ? {} : { NODE_COMPILE_CACHE: compileCache }),
      },
    });
    this.#process.on('message', (message: MessageToParent) => this.#hear(message));
    this.#process.on('error', (error) => log.failure('ingestion process', error));
    this.#closed = new Promise((resolve) => {
      this.#process.on('close', (code, signal) => {
        this.#end(code, signal);
        resolve();
      });
    });
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#said = (this.#said + text).slice(-saidLengthMax);
    });
    this.#keepAwake(false);
  }

  /** Whether it can take work. */
  get isIdle(): boolean {
    return this.#job === undefined && this.#process.pid !== undefined && this.#process.connected;
  }

  /** Does one ingestion, where it is idle. Never throws: the end of the process is an interruption. */
  run(claim: ClaimedIngestion, context: IngestionContext, hooks: IngestionHooks): Promise<IngestionOutcome> {
    invariant(this.isIdle, 'an ingestion process does one thing at a time');
    this.#jobs += 1;
    const number = this.#jobs;
    this.#keepAwake(true);
    return new Promise((resolve) => {
      const abort = (): void => {
        this.#send({ kind: 'abort', job: number });
        this.#killLater();
      };
      const settle = (outcome: IngestionOutcome): void => {
        hooks.signal.removeEventListener('abort', abort);
        clearTimeout(this.#killTimer);
        clearTimeout(this.#silenceTimer);
        this.#job = undefined;
        this.#keepAwake(false);
        this.#logWhatItSaid();
        resolve(outcome);
      };
      this.#job = { number, hooks, settle };
      this.#send({ kind: 'run', job: number, claim, context });
      hooks.signal.addEventListener('abort', abort);
      if (hooks.signal.aborted) abort();
    });
  }

  /** Has the process end, whatever it is at, and waits for that. */
  async end(): Promise<void> {
    this.#keepAwake(true);
    // Were the channel closed from here, Node.js would not tell of the end (`close`).
    this.#send({ kind: 'end' });
    this.#killLater();
    await this.#closed;
  }

  #hear(message: MessageToParent): void {
    const job = this.#job;
    if (job === undefined || job.number !== message.job) return;
    this.#killIfSilent();
    switch (message.kind) {
      case 'alive':
        return;
      case 'progress':
        job.hooks.onProgress(message.progress);
        return;
      case 'fault':
        job.hooks.onFault(message.what, message.story);
        return;
      case 'done':
        job.settle(message.outcome);
    }
  }

  #send(message: MessageToChild): void {
    // What cannot be sent any more is answered by the end of the process.
    if (this.#process.connected) this.#process.send(message, () => {});
  }

  #killLater(): void {
    clearTimeout(this.#killTimer);
    this.#killTimer = setTimeout(() => this.#process.kill('SIGKILL'), limits.ingestionAbortSeconds * 1000);
    this.#killTimer.unref();
  }

  /** Hostile data may find what nobody thought of; they are blamed for it, as for any end of the process. */
  #killIfSilent(): void {
    clearTimeout(this.#silenceTimer);
    this.#silenceTimer = setTimeout(() => {
      this.#said += `silent for ${this.#silenceSecondsMax} seconds\n`;
      this.#process.kill('SIGKILL');
    }, this.#silenceSecondsMax * 1000);
    this.#silenceTimer.unref();
  }

  #end(code: number | null, signal: NodeJS.Signals | null): void {
    clearTimeout(this.#killTimer);
    const job = this.#job;
    if (job === undefined) {
      this.#logWhatItSaid();
      return;
    }
    const calledOff = job.hooks.signal.aborted || politeSignals.includes(signal);
    const how = signal === null ? `with code ${code}` : `by ${signal}`;
    if (!calledOff) job.hooks.onFault(`the ingestion process ended ${how}`, this.#said);
    this.#said = '';
    job.settle({ outcome: 'interrupted', blamed: !calledOff });
  }

  #logWhatItSaid(): void {
    if (this.#said !== '') this.#log.failure('an ingestion process said', this.#said);
    this.#said = '';
  }

  /** Whether this process stays alive for it: only while it has something to do. */
  #keepAwake(awake: boolean): void {
    const change = awake ? 'ref' : 'unref';
    this.#process[change]();
    this.#process.channel?.[change]();
    (this.#process.stderr as Socket | null)?.[change]();
  }
}

/** Whoever reads hostile data is told what it needs by its parent, and has none of its secrets beside that. */
function environmentWithoutSettings(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^RESPAWN_/.test(name)));
}
