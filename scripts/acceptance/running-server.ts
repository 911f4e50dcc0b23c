import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const program = join(import.meta.dirname, '..', '..', 'bin', 'respawn.js');

/** A server started as a user would start it, on a free loopback port, with a home of its own. */
export interface RunningServer extends AsyncDisposable {
  /** Without a trailing slash. */
  readonly origin: string;
}

/**
 * Starts `respawn serve` with the given arguments and waits until it listens.
 *
 * Errors: what it wrote to standard error, where it ends instead.
 */
export async function startServer(args: readonly string[]): Promise<RunningServer> {
  const home = mkdtempSync(join(tmpdir(), 'respawn-acceptance-'));
  const child = spawn(
    process.execPath,
    [program, 'serve', ...args, '--port', '0', '--home', home, '--log', 'json'],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => {
    if (errors.length < 1000) errors.push(String(chunk));
  });
  const stop = async () => {
    await ended(child);
    rmSync(home, { recursive: true, force: true });
  };
  for await (const line of createInterface({ input: child.stdout })) {
    const event = JSON.parse(line) as { event?: string; url?: string };
    if (event.event !== 'listening' || event.url === undefined) continue;
    child.stdout.resume();
    return { origin: event.url.replace(/\/$/, ''), [Symbol.asyncDispose]: stop };
  }
  await stop();
  throw new Error(`the server ended before it listened:\n${errors.join('')}`);
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
