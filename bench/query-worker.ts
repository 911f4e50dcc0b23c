/**
 * A process of its own that opens a database file and queries it, without HTTP. Takes a task as its argument
 * and answers with one line of JSON.
 */
import { openDatabaseFile } from '../src/backend/index.ts';
import type { EntryPage } from '../src/query/index.ts';
import type { BenchQuery } from './bench-queries.ts';
import { benchQueries, bindBenchQuery, pageLimit } from './bench-queries.ts';
import type { Latencies } from './latencies.ts';
import { measure } from './latencies.ts';
import { privateMemory } from './process-memory.ts';

export interface QueryTask {
  /** `each`: every query by itself. `mixed`: all by turns, as fast as they go. */
  readonly kind: 'each' | 'mixed';
  readonly databasePath: string;
  readonly total: number;
  readonly secondsMax: number;
}

export interface QueryTimes {
  readonly name: string;
  readonly hits: number;
  readonly count: Latencies;
  readonly page: Latencies;
}

export interface QueryResult {
  readonly openMilliseconds: number;
  readonly queries: readonly QueryTimes[];
  readonly queriesPerSecond: number;
  readonly privateBytes: number | undefined;
}

const repeatsMax = 400;

async function work(task: QueryTask): Promise<QueryResult> {
  const started = performance.now();
  const { backend, description } = openDatabaseFile(task.databasePath);
  const openMilliseconds = performance.now() - started;
  const run = (query: BenchQuery, limit: number): Promise<EntryPage> =>
    backend.run(bindBenchQuery(query, limit, description));

  async function timeEach(): Promise<QueryTimes[]> {
    const times: QueryTimes[] = [];
    for (const query of benchQueries(task.total)) {
      const { dataReturned } = await run(query, 0);
      const count = await measure(() => run(query, 0), repeatsMax, task.secondsMax);
      const page = await measure(() => run(query, pageLimit), repeatsMax, task.secondsMax);
      times.push({ name: query.name, hits: dataReturned, count, page });
    }
    return times;
  }

  async function countMixed(): Promise<number> {
    const queries = benchQueries(task.total);
    for (const query of queries) await run(query, pageLimit);
    const begun = performance.now();
    let done = 0;
    while (performance.now() - begun < task.secondsMax * 1000) {
      for (const query of queries) await run(query, pageLimit);
      done += queries.length;
    }
    return (done / (performance.now() - begun)) * 1000;
  }

  const queries = task.kind === 'each' ? await timeEach() : [];
  const queriesPerSecond = task.kind === 'mixed' ? await countMixed() : 0;
  const privateBytes = privateMemory(process.pid);
  backend.close();
  return { openMilliseconds, queries, queriesPerSecond, privateBytes };
}

process.stdout.write(JSON.stringify(await work(JSON.parse(process.argv[2]!) as QueryTask)));
