import { setTimeout as sleep } from 'node:timers/promises';
import { summarize } from '../../latencies.ts';
import { ask, describeAnswer, spawnSource } from '../client.ts';
import { Server } from '../server.ts';
import type { MadeSource } from '../sources.ts';
import { entryId, writeSource } from '../sources.ts';
import type { Scenario, Trial } from '../trial.ts';
import { unless } from '../trial.ts';

export const refresh: Scenario = {
  about:
    'A database is refreshed time and again from a source that changes, while clients read it without a pause.',
  sizes: { refreshes: 100, readers: 8, entries: 60, workers: 2 },
  async run(trial) {
    const server = await Server.start(`${trial.folder}/home`, trial.folder, [
      ...['--workers', String(trial.size('workers'))],
    ]);
    try {
      await refreshUnderReads(trial, server);
    } finally {
      await server.kill();
    }
  },
};

async function refreshUnderReads(trial: Trial, server: Server): Promise<void> {
  const path = `${trial.folder}/changing.jsonl`;
  // The number of entries changes too, so that a count of one version cannot come with a page of another.
  const versionOf = (version: number): MadeSource => ({
    id: 'changing',
    path,
    version,
    entries: trial.size('entries') + (version % 7) * 5,
  });
  const first = await spawnSource(server.url, writeSource(versionOf(1)), 60);
  if (first.status !== 201) throw new Error(`the database is not spawned: ${describeAnswer(first)}`);

  const readers = startReaders(server, trial.size('readers'), versionOf);
  const stale: string[] = [];
  const durations: number[] = [];
  try {
    for (let version = 2; version <= trial.size('refreshes') + 1; version += 1) {
      if (version % 10 === 0) trial.step(`version ${version}`);
      writeSource(versionOf(version));
      const started = performance.now();
      const fault = await refreshOnce(server);
      durations.push(performance.now() - started);
      if (fault !== undefined) stale.push(`version ${version}: ${fault}`);
      const { version: seen } = await readAll(server, versionOf);
      if (seen !== version) stale.push(`after the refresh to version ${version}, version ${seen} was served`);
    }
  } finally {
    await readers.stop();
  }
  await server.stop();

  const { p50, p99 } = summarize(durations);
  trial.figure('reads', readers.reads);
  trial.figure('versions that readers saw', readers.versions.size);
  trial.figure('time of a refresh', `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`);
  trial.promise('every answer is wholly of one version, and none fails', readers.faults);
  trial.promise('no reader ever goes back to an older version', readers.setbacks);
  trial.promise('what was refreshed is what is served next', stale);
  trial.promise('readers saw more than one version', unless(readers.versions.size > 1, 'they saw one'));
  trial.promise('the log tells of no fault of the server', server.failures);
}

/** What went wrong; undefined where nothing did. */
async function refreshOnce(server: Server): Promise<string | undefined> {
  const url = `${server.url}/extensions/databases/changing`;
  const answer = await ask(`${url}/refresh`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Prefer: 'wait=60' },
    body: '{}',
  });
  if (answer.status === 200) return undefined;
  if (answer.status !== 202) return describeAnswer(answer);
  for (;;) {
    await sleep(50);
    const { body } = await ask(url);
    const { ingestion, failure } = body.data.attributes;
    if (ingestion === null) return failure === null ? undefined : JSON.stringify(failure);
  }
}

interface Reading {
  readonly version: number | undefined;
  readonly fault: string | undefined;
}

/** Reads all entries in one page. */
async function readAll(server: Server, versionOf: (version: number) => MadeSource): Promise<Reading> {
  const query = 'page_limit=200&response_fields=_x_version&filter=nelements%3E%3D1';
  const answer = await ask(`${server.url}/changing/v1/structures?${query}`);
  if (answer.status !== 200) return { version: undefined, fault: describeAnswer(answer) };
  const rows: readonly { id: string; attributes: { _x_version: number } }[] = answer.body.data;
  const versions = new Set(rows.map(({ attributes }) => attributes._x_version));
  const [version = 0] = versions;
  if (versions.size !== 1) return { version, fault: `versions ${[...versions]} in one answer` };
  const { entries } = versionOf(version);
  const wanted = Array.from({ length: entries }, (_, number) => entryId('changing', number));
  const isWhole =
    answer.body.meta.data_returned === entries && rows.map(({ id }) => id).join() === wanted.join();
  return {
    version,
    fault: isWhole ? undefined : `${rows.length} of ${entries} entries of version ${version}`,
  };
}

function startReaders(server: Server, count: number, versionOf: (version: number) => MadeSource) {
  const faults: string[] = [];
  const setbacks: string[] = [];
  const versions = new Set<number>();
  let reads = 0;
  let open = true;
  const read = async (): Promise<void> => {
    let newest = 0;
    while (open) {
      const { version, fault } = await readAll(server, versionOf).catch((error: Error) => ({
        version: undefined,
        fault: `no answer: ${error.message} ${String(error.cause ?? '')}`,
      }));
      reads += 1;
      if (fault !== undefined) faults.push(fault);
      if (version === undefined) continue;
      versions.add(version);
      if (version < newest) setbacks.push(`version ${version} after ${newest}`);
      newest = Math.max(newest, version);
    }
  };
  const all = Promise.all(Array.from({ length: count }, read));
  return {
    faults,
    setbacks,
    versions,
    get reads() {
      return reads;
    },
    async stop() {
      open = false;
      await all;
    },
  };
}
