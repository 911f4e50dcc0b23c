import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { program } from './run-program.ts';

/** A started program that listens, and all that it wrote so far. */
export interface LiveServer extends AsyncDisposable {
  /** Without a trailing slash. */
  readonly origin: string;
  readonly port: number;
  /** Of the process that was started, which is the supervisor where there are several workers. */
  readonly pid: number;
  readonly errorText: () => string;
  /** Ends it in order; its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** What is fixed for tests unless their arguments say otherwise. */
const fixed = ['--log', 'json', '--port', '0', '--workers', '1'];

/** Starts `respawn serve` on a free loopback port, in one process, and waits until it listens. */
export async function serve(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  cwd: string = tmpdir(),
): Promise<LiveServer> {
  const child = spawn(process.execPath, [program, 'serve', ...fixed, ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let error = '';
  child.stderr.on('data', (chunk: Buffer) => {
    error += String(chunk);
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    return exited;
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const { event, url } = JSON.parse(line) as { event: string; url: string };
    if (event !== 'listening') continue;
    child.stdout.resume();
    return {
      origin: url,
      port: Number(new URL(url).port),
      pid: child.pid!,
      errorText: () => error,
      stop,
      [Symbol.asyncDispose]: async () => {
        await stop();
      },
    };
  }
  throw new Error(`it ended before it listened:\n${error}`);
}

/** Waits until something holds; the test's own time limit ends it. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(20);
}

/** The JSON document behind a URL, with its status. */
export async function getJson(
  url: string,
  // biome-ignore lint/suspicious/noExplicitAny: documents of many shapes, looked into by the tests
): Promise<{ status: number; document: any }> {
  const response = await fetch(url);
  return { status: response.status, document: await response.json() };
}
