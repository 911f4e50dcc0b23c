import { once } from 'node:events';
import { createServer } from 'node:net';
import {
  hostileLocations,
  layTraps,
  secret,
} from '../../../test/ingest/source/location/hostile-locations.ts';
import type { Answer } from '../client.ts';
import { ask, describeAnswer, eachOf } from '../client.ts';
import { Server } from '../server.ts';
import type { Scenario, Trial } from '../trial.ts';
import { unless } from '../trial.ts';

export const hostile: Scenario = {
  about:
    'Locations that must not be read are asked for, with a server on this machine that counts who calls.',
  sizes: { clients: 4 },
  async run(trial) {
    const { folder } = layTraps(trial.folder);
    const canary = await startCanary();
    const server = await Server.start(`${trial.folder}/home`, folder, ['--workers', '1']);
    try {
      await askForAll(trial, server, folder, canary);
    } finally {
      await server.kill();
      canary.close();
    }
  },
};

interface Canary {
  readonly port: number;
  readonly calls: number;
  close(): void;
}

/** Counts connections, whatever they ask for, on the addresses that stand for this machine. */
async function startCanary(): Promise<Canary> {
  let calls = 0;
  const server = createServer((socket) => {
    calls += 1;
    socket.end('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]');
    socket.on('error', () => {});
  });
  server.listen(0, '::');
  await once(server, 'listening');
  return {
    port: (server.address() as { port: number }).port,
    get calls() {
      return calls;
    },
    close: () => server.close(),
  };
}

async function askForAll(trial: Trial, server: Server, folder: string, canary: Canary): Promise<void> {
  // Names that lead to private addresses only where their domain says so are tried by the tests, with a resolver of their own.
  const texts = hostileLocations
    .filter(({ resolvesTo }) => resolvesTo === undefined)
    .map(({ text }) => text.replaceAll('{folder}', folder));
  const all = [...new Set(texts.flatMap((text) => [text, ...atPort(text, canary.port)]))];
  trial.step(`asking for ${all.length} locations, each in two ways`);
  const served: string[] = [];
  const unclear: string[] = [];
  const told: string[] = [];
  const statuses = new Map<number, number>();
  await eachOf(all, trial.size('clients'), async (loc) => {
    for (const answer of [await spawnByPost(server, loc), await spawnByGet(server, loc)]) {
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const shown = `${JSON.stringify(loc.slice(0, 80))}: ${describeAnswer(answer)}`;
      if (answer.status < 400) served.push(shown);
      else if (!isClear(answer)) unclear.push(shown);
      if (JSON.stringify(answer.body).includes(secret)) told.push(shown);
    }
  });
  const { body } = await ask(`${server.url}/extensions/databases?page_limit=500`);
  const states: readonly { id: string; attributes: { state: string } }[] = body.data;
  await probe(canary);
  trial.figure(
    'locations',
    `${all.length}, of which ${all.length - texts.length} at the port of the server that counts`,
  );
  trial.figure(
    'answers',
    [...statuses]
      .sort()
      .map(([status, count]) => `${count} times ${status}`)
      .join(', '),
  );
  trial.promise('every one is refused', served);
  trial.promise('each with an error of the client that says why', unclear);
  trial.promise('nothing of a file that may not be read is told', told);
  trial.promise(
    'none of them is served as a database',
    states.filter(({ attributes }) => attributes.state !== 'failed').map(({ id }) => id),
  );
  // The one call is our own, which shows that it counts.
  trial.promise(
    'nobody calls a server on this machine',
    unless(canary.calls === 1, `${canary.calls - 1} calls`),
  );
  trial.promise('the log tells of no fault of the server', server.failures);
}

/** The same URL with another port, where it has none. */
function atPort(text: string, port: number): readonly string[] {
  const match = /^(\s*https?:\/\/(?:\[[^\]/]*\]|[^/:@#?\\[\]]+))(\/.*)$/i.exec(text);
  return match === null ? [] : [`${match[1]}:${port}${match[2]}`];
}

function spawnByPost(server: Server, loc: string): Promise<Answer> {
  return ask(`${server.url}/extensions/spawn`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Prefer: 'wait=30' },
    body: JSON.stringify({ loc }),
  });
}

function spawnByGet(server: Server, loc: string): Promise<Answer> {
  return ask(`${server.url}/extensions/spawn?loc=${encodeURIComponent(loc)}`, {
    headers: { Prefer: 'wait=30' },
  });
}

function isClear({ status, body }: Answer): boolean {
  const detail: unknown = body.errors?.[0]?.detail;
  return status < 500 && typeof detail === 'string' && detail.length > 20;
}

async function probe(canary: Canary): Promise<void> {
  await (await fetch(`http://127.0.0.1:${canary.port}/`)).text();
}
