/**
 * The whole measurement as a table of contents: make up structures, have the real program ingest and serve
 * them, query the database file without HTTP, load the server, and the least possible server beside it.
 */
import { createWriteStream } from 'node:fs';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { benchQueries, urlPathOf } from './bench-queries.ts';
import type { ServerProcess } from './child-process.ts';
import { runScript, startServerProcess } from './child-process.ts';
import { structureLines } from './generate-structures.ts';
import type { LoadResult } from './http-load.ts';
import { loadServer } from './http-load.ts';
import { watchMemory } from './process-memory.ts';
import type { QueryResult, QueryTask } from './query-worker.ts';

export interface BenchOptions {
  readonly total: number;
  /** An existing folder; what is made in it stays there. */
  readonly folder: string;
  /** How long each single thing is measured at most. */
  readonly secondsMax: number;
  readonly onStep: (step: string) => void;
}

export interface BenchResult {
  readonly total: number;
  /** Of the last minute before the start: what else the machine was doing. */
  readonly loadAverage: number;
  readonly sourceBytes: number;
  readonly ingestSeconds: number;
  readonly ingestPrivateBytes: number | undefined;
  readonly databaseBytes: number;
  /** The file opened in a fresh process. */
  readonly each: QueryResult;
  readonly mixedOneProcess: number;
  readonly mixedTwoProcesses: readonly number[];
  readonly restartSeconds: number;
  readonly servePrivateBytes: number | undefined;
  readonly mixedLoad: LoadResult;
  readonly firstPageLoad: LoadResult;
  readonly firstPageBytes: number;
  readonly bareLoad: LoadResult;
}

const seed = 1;

export async function runBench(options: BenchOptions): Promise<BenchResult> {
  const { total, folder, secondsMax, onStep } = options;
  const loadAverage = loadavg()[0]!;
  const sourcePath = join(folder, 'bench.jsonl');
  const home = join(folder, 'home');
  await mkdir(home, { recursive: true });

  onStep(`making up ${total} structures`);
  await pipeline(Readable.from(structureLines(total, seed)), createWriteStream(sourcePath));

  onStep('ingesting');
  const ingested = await ingest(sourcePath, home);
  const databasePath = join(home, 'databases', 'bench.sqlite');

  onStep('querying the file');
  const query = (kind: QueryTask['kind']): Promise<QueryResult> => {
    const task: QueryTask = { kind, databasePath, total, secondsMax };
    return runScript('query-worker.ts', JSON.stringify(task)) as Promise<QueryResult>;
  };
  const each = await query('each');
  onStep('querying the file by turns, in one process and in two');
  const mixedOneProcess = (await query('mixed')).queriesPerSecond;
  const both = await Promise.all([query('mixed'), query('mixed')]);

  onStep('loading the server');
  const served = await measureServer(sourcePath, home, total, secondsMax);
  onStep('loading the least possible server');
  const bareLoad = await measureBareServer(served.firstPage, folder, secondsMax);
  const { firstPage, ...ofServer } = served;
  return {
    total,
    loadAverage,
    sourceBytes: (await stat(sourcePath)).size,
    databaseBytes: (await stat(databasePath)).size,
    ...ingested,
    each,
    mixedOneProcess,
    mixedTwoProcesses: both.map(({ queriesPerSecond }) => queriesPerSecond),
    ...ofServer,
    firstPageBytes: firstPage.length,
    bareLoad,
  };
}

function serve(sourcePath: string, home: string): Promise<ServerProcess> {
  return startServerProcess(
    (port) => [
      ...['bin/respawn.js', 'serve', sourcePath, '--id', 'bench', '--home', home],
      ...['--port', String(port), '--log', 'none', '--workers', '1'],
    ],
    '/bench/v1/structures?page_limit=1',
  );
}

async function ingest(sourcePath: string, home: string) {
  const server = await serve(sourcePath, home);
  await server.stop();
  return { ingestSeconds: server.readySeconds, ingestPrivateBytes: server.readyPrivateBytes };
}

async function measureServer(sourcePath: string, home: string, total: number, seconds: number) {
  const server = await serve(sourcePath, home);
  try {
    const memory = watchMemory(server.processId);
    const paths = benchQueries(total).map((query) => `/bench${urlPathOf(query)}`);
    const mixedLoad = await loadServer(server.url, paths, seconds);
    const firstPageLoad = await loadServer(server.url, paths.slice(0, 1), seconds);
    const firstPage = Buffer.from(await (await fetch(server.url + paths[0])).arrayBuffer());
    const restartSeconds = server.readySeconds;
    return { restartSeconds, mixedLoad, firstPageLoad, firstPage, servePrivateBytes: memory.stop() };
  } finally {
    await server.stop();
  }
}

async function measureBareServer(body: Buffer, folder: string, seconds: number): Promise<LoadResult> {
  const path = join(folder, 'first-page.json');
  await writeFile(path, body);
  const server = await startServerProcess((port) => ['bench/bare-server.ts', String(port), path], '/');
  try {
    return await loadServer(server.url, ['/'], seconds);
  } finally {
    await server.stop();
  }
}
