/** The published validator and client of the field, run against a live server. Python serves the acceptance only. */
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const requirement = 'optimade[http_client]==1.5.0';

/** A throw-away Python environment with the package; says why where it cannot be made. */
export class PythonEnvironment {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  static create(): PythonEnvironment | string {
    const given = process.env.RESPAWN_ACCEPTANCE_PYTHON;
    if (given !== undefined && existsSync(join(given, 'bin', 'optimade-validator'))) {
      return new PythonEnvironment(given);
    }
    const folder = mkdtempSync(join(tmpdir(), 'respawn-python-'));
    const steps: [string, string[]][] = [
      ['python3', ['-m', 'venv', folder]],
      // An older pip does not know this spelling of the extra.
      [join(folder, 'bin', 'pip'), ['install', '--quiet', '--upgrade', 'pip']],
      [join(folder, 'bin', 'pip'), ['install', '--quiet', requirement]],
    ];
    for (const [command, args] of steps) {
      const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8', timeout: 300_000 });
      if (status === 0) continue;
      rmSync(folder, { recursive: true, force: true });
      return `${command} ${args.join(' ')}: ${error?.message ?? stderr.trim().split('\n').at(-1)}`;
    }
    return new PythonEnvironment(folder);
  }

  /** Runs the validator once; a line for each failure, required or optional. */
  validate(url: string, seed: number): Promise<readonly string[]> {
    return this.#validate(url, seed, [], databaseChecksMin);
  }

  /** The same for an index meta-database, of which there is less to check. */
  validateIndex(url: string): Promise<readonly string[]> {
    return this.#validate(url, 1, ['--index'], indexChecksMin);
  }

  async #validate(
    url: string,
    seed: number,
    flags: readonly string[],
    checksMin: number,
  ): Promise<readonly string[]> {
    const { stdout, stderr } = await this.#run(
      'optimade-validator',
      [url, '--json', '--random-seed', String(seed), ...flags],
      { PYTHONHASHSEED: String(seed) },
    );
    const start = stdout.indexOf('{');
    if (start < 0) return [`nothing but: ${(stderr || stdout).trim().slice(-500)}`];
    const summary = JSON.parse(stdout.slice(start)) as ValidatorSummary;
    if (summary.success_count < checksMin) return [`only ${summary.success_count} checks ran`];
    return [
      ...summary.failure_messages,
      ...summary.internal_failure_messages,
      ...summary.optional_failure_messages,
    ].map((message) => JSON.stringify(message).slice(0, 500));
  }

  /** Downloads all entries that match a filter with the Python client; their number. */
  async download(url: string, endpoint: string, filter: string): Promise<number> {
    const program = [
      'import json, sys',
      'from optimade.client import OptimadeClient',
      'url, endpoint, query = sys.argv[1:]',
      'client = OptimadeClient(base_urls=[url], use_async=False, silent=True, max_results_per_provider=-1)',
      'results = client.get(query, endpoint=endpoint)',
      'print(len(results[endpoint][query][url]["data"]))',
    ].join('\n');
    const { stdout, stderr } = await this.#run('python', ['-c', program, url, endpoint, filter], {});
    const count = Number(stdout.trim().split('\n').at(-1));
    if (stdout.trim() === '' || Number.isNaN(count))
      throw new Error(`the client failed: ${stderr.slice(-2000)}`);
    return count;
  }

  /** What a program of the environment wrote, whatever its end was. */
  #run(
    name: string,
    args: readonly string[],
    env: Readonly<Record<string, string>>,
  ): Promise<{ readonly stdout: string; readonly stderr: string }> {
    const options = { timeout: 120_000, maxBuffer: 2 ** 26, env: { ...process.env, ...env } };
    return new Promise((resolve) => {
      execFile(join(this.#folder, 'bin', name), args, options, (error, stdout, stderr) =>
        resolve({ stdout, stderr: `${stderr}${error === null ? '' : `\n${error.message}`}` }),
      );
    });
  }

  remove(): void {
    if (process.env.RESPAWN_ACCEPTANCE_PYTHON !== this.#folder) {
      rmSync(this.#folder, { recursive: true, force: true });
    }
  }
}

/** Fewer mean that the validator gave up before it had looked at everything. */
const databaseChecksMin = 30;
const indexChecksMin = 7;

interface ValidatorSummary {
  readonly success_count: number;
  readonly failure_messages: readonly unknown[];
  readonly internal_failure_messages: readonly unknown[];
  readonly optional_failure_messages: readonly unknown[];
}
