/** The measurement as a table of contents: make up archives, have them served, ask, and parse the same beside it. */
import { mkdir, readdir, stat } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { runScript, startServerProcess } from '../child-process.ts';
import { HttpConnection } from '../http-connection.ts';
import type { LoadResult } from '../http-load.ts';
import { loadServer } from '../http-load.ts';
import type { Latencies } from '../latencies.ts';
import { measure } from '../latencies.ts';
import { watchMemory } from '../process-memory.ts';
import { graphPath, graphQuestions, questionPath, slicesRequest } from './graph-questions.ts';
import type { ParseMeasurement, ParseTask } from './parse-worker.ts';
import type { RunSizes } from './write-runs.ts';
import { largeId, smallId, writeRuns } from './write-runs.ts';

/** Clients that ask for many slices at the same time. */
export const slicesClients = 8;

export interface GraphBenchOptions {
  readonly sizes: RunSizes;
  /** An existing folder; what is made in it stays there. */
  readonly folder: string;
  /** How long each single thing is measured at most. */
  readonly secondsMax: number;
  readonly onStep: (step: string) => void;
}

export interface QuestionResult {
  readonly name: string;
  readonly large: Latencies;
  /** The same of a small archive; undefined where the question is about many. */
  readonly small: Latencies | undefined;
  /** 16 clients ask the large one. */
  readonly load: LoadResult;
  /** What the plain way takes for the large one. */
  readonly parseMilliseconds: number | undefined;
}

export interface GraphBenchResult {
  readonly sizes: RunSizes;
  readonly loadAverage: number;
  readonly largeBytes: number;
  readonly totalBytes: number;
  readonly databaseBytes: number;
  readonly ingestSeconds: number;
  readonly ingestPrivateBytes: number | undefined;
  readonly questions: readonly QuestionResult[];
  /** The most private memory of the server, after what came before: while small things are asked and while the whole document is fetched. */
  readonly servePrivateBytes: number | undefined;
  readonly wholePrivateBytes: number | undefined;
  readonly wholeSeconds: number;
  /** The same while some clients ask for many slices at once, and how long that takes. */
  readonly slicesPrivateBytes: number | undefined;
  readonly slicesSeconds: number;
  readonly parse: ParseMeasurement;
}

export async function runGraphBench(options: GraphBenchOptions): Promise<GraphBenchResult> {
  const { sizes, folder, secondsMax, onStep } = options;
  const loadAverage = loadavg()[0]!;
  onStep(`making up ${sizes.archives} archives`);
  const { folder: source, largePath, largeBytes, totalBytes } = await writeRuns(folder, sizes);
  const home = join(folder, 'home');
  await mkdir(home, { recursive: true });
  const serve = (port: number): string[] => [
    'bin/respawn.js',
    'serve',
    source,
    '--home',
    home,
    '--port',
    String(port),
    '--log',
    'none',
    '--workers',
    '1',
  ];

  onStep('ingesting');
  const first = await startServerProcess(serve, '/runs/v1/info');
  const { readySeconds: ingestSeconds, readyPrivateBytes: ingestPrivateBytes } = first;
  await first.stop();

  const server = await startServerProcess(serve, '/runs/v1/info');
  try {
    const memory = watchMemory(server.processId);
    onStep('parsing the large archive');
    const task: ParseTask = { path: largePath };
    const parse = (await runScript('graph/parse-worker.ts', JSON.stringify(task))) as ParseMeasurement;
    const questions: QuestionResult[] = [];
    const ofSmall = graphQuestions(smallId(1), sizes.framesOfSmall, sizes.archives);
    for (const [index, question] of graphQuestions(largeId, sizes.framesOfLarge, sizes.archives).entries()) {
      onStep(question.name);
      const path = questionPath(question);
      questions.push({
        name: question.name,
        large: await latencyOf(server.url, path, secondsMax),
        small: question.ofDocument
          ? await latencyOf(server.url, questionPath(ofSmall[index]!), secondsMax)
          : undefined,
        load: await loadServer(server.url, [path], secondsMax),
        parseMilliseconds: question.ofDocument ? parse.milliseconds : undefined,
      });
    }
    const servePrivateBytes = memory.stop();
    onStep('fetching the whole large archive');
    const whole = watchMemory(server.processId);
    const started = performance.now();
    await fetchAll(`${server.url}/runs/v1/extensions/archive/${largeId}`);
    const wholeSeconds = (performance.now() - started) / 1000;
    const wholePrivateBytes = whole.stop();
    onStep('asking for many slices at once');
    const slices = watchMemory(server.processId);
    const slicesStarted = performance.now();
    const request = JSON.stringify(slicesRequest(sizes.framesOfLarge));
    await Promise.all(
      Array.from({ length: slicesClients }, () => fetchAll(`${server.url}${graphPath}`, request)),
    );
    const slicesSeconds = (performance.now() - slicesStarted) / 1000;
    const slicesPrivateBytes = slices.stop();
    const databaseBytes = await sizeOf(home);
    return {
      sizes,
      loadAverage,
      largeBytes,
      totalBytes,
      databaseBytes,
      ingestSeconds,
      ingestPrivateBytes,
      questions,
      servePrivateBytes,
      wholePrivateBytes,
      wholeSeconds,
      slicesPrivateBytes,
      slicesSeconds,
      parse,
    };
  } finally {
    await server.stop();
  }
}

async function latencyOf(url: string, path: string, secondsMax: number): Promise<Latencies> {
  const connection = await HttpConnection.open(new URL(url));
  try {
    return await measure(() => connection.get(path), 2_000, secondsMax);
  } finally {
    connection.close();
  }
}

/** Takes a body as it comes, and throws it away. */
async function fetchAll(url: string, posted?: string): Promise<void> {
  const response = await fetch(url, posted === undefined ? {} : { method: 'POST', body: posted });
  if (response.status !== 200 || response.body === null) throw new Error(`${url}: ${response.status}`);
  for await (const _ of response.body) {
    // Counted by nobody.
  }
}

async function sizeOf(path: string): Promise<number> {
  const status = await stat(path);
  if (!status.isDirectory()) return status.size;
  let sum = 0;
  for (const name of await readdir(path)) sum += await sizeOf(join(path, name));
  return sum;
}
