import { HttpConnection } from './http-connection.ts';
import type { Latencies } from './latencies.ts';
import { summarize } from './latencies.ts';

export interface LoadResult extends Latencies {
  readonly requestsPerSecond: number;
}

const connectionCount = 16;

/** Asks a server for paths by turns over some connections that stay open, as fast as answers come. */
export async function loadServer(
  serverUrl: string,
  paths: readonly string[],
  seconds: number,
): Promise<LoadResult> {
  const connections = await Promise.all(
    Array.from({ length: connectionCount }, () => HttpConnection.open(new URL(serverUrl))),
  );
  for (const path of paths) await connections[0]!.get(path);
  const durations: number[] = [];
  const begun = performance.now();
  const end = begun + seconds * 1000;
  let next = 0;
  const ask = async (connection: HttpConnection): Promise<void> => {
    while (performance.now() < end) {
      const started = performance.now();
      await connection.get(paths[next++ % paths.length]!);
      durations.push(performance.now() - started);
    }
  };
  await Promise.all(connections.map(ask));
  const requestsPerSecond = (durations.length / (performance.now() - begun)) * 1000;
  for (const connection of connections) connection.close();
  return { ...summarize(durations), requestsPerSecond };
}
