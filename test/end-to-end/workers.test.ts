import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LiveServer } from './live-server.ts';
import { getJson, serve, until } from './live-server.ts';
import { program, root, temporaryFolder } from './run-program.ts';

const crystals = join(root, 'examples', 'crystals', 'crystals.jsonl');

/** The processes that a process started and that run still. */
function childrenOf(pid: number): readonly number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' });
  return table
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, state]) => parent === String(pid) && state?.startsWith('Z') === false)
    .map(([child]) => Number(child));
}

/** Node.js workers, without the `ps` that looks for them. */
async function workersOf(server: LiveServer, count: number): Promise<readonly number[]> {
  let workers: readonly number[] = [];
  await until(() => {
    workers = childrenOf(server.pid);
    return workers.length === count;
  });
  return workers;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Over a connection of its own, since one that is kept open belongs to one worker. */
const countOf = async (server: LiveServer): Promise<number> => {
  const url = `${server.origin}/crystals/v1/structures?page_limit=1`;
  const response = await fetch(url, { headers: { Connection: 'close' } });
  // biome-ignore lint/suspicious/noExplicitAny: a document, looked into here
  const document: any = await response.json();
  return document.meta.data_available;
};

describe.skipIf(process.platform === 'win32')('two workers', () => {
  it('share the port, are replaced when one is killed, and go with their supervisor', async () => {
    using home = temporaryFolder();
    const args = [crystals, '--workers', '2', '--metrics', '--metrics-port', '0', '--home', home.path];
    const server = await serve(args);
    const [first, second] = await workersOf(server, 2);
    expect(await countOf(server)).toBe(102);

    process.kill(first!, 'SIGKILL');
    await until(() => server.errorText().includes('"ended"'));
    for (let request = 0; request < 10; request += 1) expect(await countOf(server)).toBe(102);
    await until(() => server.errorText().includes('"started"'));
    const ended = server
      .errorText()
      .split('\n')
      .find((line) => line.includes('"ended"'));
    expect(JSON.parse(ended!)).toMatchObject({ event: 'worker', pid: first, change: 'ended' });
    expect(ended).toContain('SIGKILL');
    const workers = await workersOf(server, 2);
    expect(workers).toContain(second);

    const metrics = await (await fetch(`${server.origin}/-/metrics`)).text();
    expect(metrics).toMatch(/respawn_http_requests_total\{.*endpoint="listing".*\} \d+/);

    process.kill(server.pid, 'SIGKILL');
    await until(() => !workers.some(isRunning));
    await using again = await serve(['--workers', '2', '--home', home.path]);
    expect(await countOf(again)).toBe(102);
    expect(await again.stop('SIGTERM')).toBe(0);
  });

  it('end in order when all processes of a terminal are told to', async () => {
    using home = temporaryFolder();
    const server = await serve([crystals, '--workers', '2', '--home', home.path]);
    const workers = await workersOf(server, 2);
    for (const worker of workers) process.kill(worker, 'SIGINT');
    expect(await countOf(server)).toBe(102);
    expect(await server.stop('SIGINT')).toBe(0);
    expect(workers.some(isRunning)).toBe(false);
    for (const line of server.errorText().trim().split('\n')) {
      expect(() => JSON.parse(line), line).not.toThrow();
    }
  });

  it('fail as one process does where the port is taken', async () => {
    using home = temporaryFolder();
    await using other = await serve([crystals, '--home', home.path]);
    const taken = ['--workers', '2', '--port', String(other.port), '--home', home.path];
    await expect(serve([crystals, ...taken])).rejects.toThrow(
      new RegExp(`respawn: .*port ${other.port}.*\n$`, 'i'),
    );
  });
});

it('goes on serving when nobody reads what it says any more', async () => {
  using home = temporaryFolder();
  const args = [
    program,
    'serve',
    crystals,
    '--port',
    '0',
    '--workers',
    '1',
    '--log',
    'json',
    '--home',
    home.path,
  ];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const line = await new Promise<string>((resolve) =>
    child.stdout.once('data', (text) => resolve(String(text))),
  );
  child.stdout.destroy();
  child.stderr.destroy();
  const url = `${JSON.parse(line).url}/crystals/v1/structures`;
  for (let request = 0; request < 3; request += 1) expect((await getJson(url)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await exited).toBe(0);
});
