import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { watchMemory } from './process-memory.ts';

const root = new URL('..', import.meta.url).pathname;

/** Runs a script of this folder to its end and gives the JSON that it writes. */
export async function runScript(script: string, ...args: readonly string[]): Promise<unknown> {
  const child = spawn(process.execPath, [`bench/${script}`, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${script} ended with ${code}`);
  return JSON.parse(output);
}

export interface ServerProcess {
  readonly processId: number;
  readonly url: string;
  /** From the start of the process to its first answer. */
  readonly readySeconds: number;
  /** The most private memory that it had in that time. */
  readonly readyPrivateBytes: number | undefined;
  stop(): Promise<void>;
}

/**
 * Starts a server in a process of its own; `args` get the port. Resolves when `probe` is answered with 200.
 */
export async function startServerProcess(
  args: (port: number) => readonly string[],
  probe: string,
): Promise<ServerProcess> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, args(port), { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk.toString()).slice(-4000);
  });
  const url = `http://127.0.0.1:${port}`;
  const memory = watchMemory(child.pid!);
  try {
    while (!(await isAnswered(url + probe))) {
      const ended = child.exitCode ?? child.signalCode;
      if (ended !== null) throw new Error(`the server ended with ${ended}:\n${complaints}`);
      await sleep(10);
    }
  } catch (error) {
    memory.stop();
    child.kill('SIGKILL');
    throw error;
  }
  const readySeconds = (performance.now() - started) / 1000;
  const readyPrivateBytes = memory.stop();
  return { processId: child.pid!, url, readySeconds, readyPrivateBytes, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  const closed = once(child, 'close');
  child.kill('SIGTERM');
  await closed;
}

/** False as long as nobody listens; an answer other than 200 is a fault. */
async function isAnswered(url: string): Promise<boolean> {
  let response: Response;
  try {
    response = await fetch(url);
  } catch {
    return false;
  }
  const text = await response.text();
  if (response.status === 200) return true;
  throw new Error(`${url} answered ${response.status}: ${text.slice(0, 500)}`);
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
