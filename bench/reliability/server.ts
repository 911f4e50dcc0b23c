import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../child-process.ts';
import { CannotRun } from './cannot-run.ts';
import { findProcesses, markVariable } from './processes.ts';

const root = new URL('../..', import.meta.url).pathname;
const startSecondsMax = 60;

/** A line of the server's log about a database. */
export interface AuditLine {
  readonly action: string;
  readonly id: string;
  readonly detail?: string;
}

/** The program, started as a user would start it, on a home folder and a port that stay when it is started again. */
export class Server {
  /** Of all its processes, now and after they were started again. */
  readonly mark = randomBytes(8).toString('hex');
  /** What the log says of databases, from all its lives. */
  readonly audit: AuditLine[] = [];
  /** Faults of its own that the log tells of. */
  readonly failures: string[] = [];
  /** The last lines of its log but those of requests. */
  readonly recent: string[] = [];
  readonly url: string;
  readonly #args: readonly string[];
  #process: ChildProcess | undefined;
  #said = '';

  private constructor(port: number, args: readonly string[]) {
    this.url = `http://127.0.0.1:${port}`;
    this.#args = ['bin/respawn.js', 'serve', '--empty', '--log', 'json', '--port', String(port), ...args];
  }

  /** Errors: where it does not begin to serve. */
  static async start(home: string, folder: string, more: readonly string[] = []): Promise<Server> {
    if (!existsSync('/proc/self/environ'))
      throw new CannotRun('there is no /proc to watch processes through');
    const port = await freePort();
    const server = new Server(port, ['--home', home, '--allow-path', folder, '--spawn', 'local', ...more]);
    await server.startAgain();
    return server;
  }

  async startAgain(): Promise<void> {
    const child = spawn(process.execPath, this.#args, {
      cwd: root,
      env: { ...process.env, [markVariable]: this.mark },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    this.#said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      this.#said += chunk.toString();
    });
    createInterface({ input: child.stderr }).on('line', (line) => this.#hear(line));
    const end = performance.now() + startSecondsMax * 1000;
    while (!this.#said.includes('"listening"')) {
      if (this.hasEnded || performance.now() > end) {
        await this.kill();
        throw new Error(
          `the server does not begin to serve:\n${this.#said}\n${this.failures.slice(-3).join('\n')}`,
        );
      }
      await sleep(10);
    }
  }

  get processId(): number {
    return this.#process?.pid ?? 0;
  }

  get hasEnded(): boolean {
    return (
      this.#process === undefined || this.#process.exitCode !== null || this.#process.signalCode !== null
    );
  }

  /** Ends it in order. */
  async stop(): Promise<void> {
    const child = this.#process;
    if (child === undefined || this.hasEnded) return;
    const closed = once(child, 'close');
    child.kill('SIGTERM');
    await closed;
  }

  /** Ends all of it at once, whatever it is at. */
  async kill(): Promise<void> {
    for (;;) {
      const found = findProcesses(this.mark);
      if (found.length === 0 && this.hasEnded) return;
      for (const { id } of found) killProcess(id);
      await sleep(20);
    }
  }

  /** How often the log told of something, by id of the database. */
  count(action: string): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const line of this.audit) {
      if (line.action === action) counts.set(line.id, (counts.get(line.id) ?? 0) + 1);
    }
    return counts;
  }

  #hear(line: string): void {
    // There is a line for each request, which nobody needs here.
    if (line.startsWith('{"event":"request"')) return;
    this.recent.push(line.slice(0, 500));
    if (this.recent.length > 40) this.recent.shift();
    if (line.startsWith('{"event":"audit"')) this.audit.push(JSON.parse(line) as AuditLine);
    else if (!/^{"event":"(worker|message)"/.test(line)) this.failures.push(line.slice(0, 2000));
  }
}

export function killProcess(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
