import { Agent, get } from 'node:http';
import type { Latencies } from './latencies.ts';
import { summarize } from './latencies.ts';

export interface LoadResult extends Latencies {
  readonly requestsPerSecond: number;
}

const connections = 16;

/** Asks for URLs by turns over some connections that stay open, as fast as answers come. Anything but 200 is a fault. */
export async function loadServer(urls: readonly string[], seconds: number): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const durations: number[] = [];
  for (const url of urls) await fetchBytes(url, agent);
  const begun = performance.now();
  const end = begun + seconds * 1000;
  let next = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < end) {
      const started = performance.now();
      await fetchBytes(urls[next++ % urls.length]!, agent);
      durations.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: connections }, client));
  const requestsPerSecond = (durations.length / (performance.now() - begun)) * 1000;
  agent.destroy();
  return { ...summarize(durations), requestsPerSecond };
}

export function fetchBytes(url: string, agent: Agent | undefined = undefined): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const request = get(url, agent === undefined ? {} : { agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(chunks);
        if (response.statusCode === 200) resolve(body);
        else reject(new Error(`${url} answered ${response.statusCode}: ${body.toString().slice(0, 500)}`));
      });
    });
    request.on('error', reject);
  });
}
