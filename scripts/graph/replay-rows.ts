/** Asks a server of its own for rows that are about the same archives. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startServer } from '../acceptance/running-server.ts';
import type { Difference } from './compare-answers.ts';
import { compareAnswers } from './compare-answers.ts';
import type { Archives, GraphVector } from './read-vectors.ts';

export interface ReplayedRow {
  readonly name: string;
  readonly differences: readonly Difference[];
}

/** How a request is put, and for which groups of rows beside the usual way. */
const ways: readonly { name: string; groups?: readonly string[]; ask: Ask }[] = [
  { name: 'POST', ask: (origin, { request }) => post(`${origin}/extensions/graph/query`, request) },
  {
    name: 'GET with JSON',
    groups: ['seed', 'plain', 'validation'],
    ask: (origin, { request }) => get(origin, encodeURIComponent(JSON.stringify(request))),
  },
  {
    name: 'GET with base64url',
    groups: ['seed', 'plain', 'resources'],
    ask: (origin, { request }) => get(origin, Buffer.from(JSON.stringify(request)).toString('base64url')),
  },
  {
    name: 'POST to the database',
    groups: ['seed', 'plain', 'depth', 'slicing'],
    ask: (origin, { request, archives }) =>
      post(`${origin}/${Object.keys(archives)[0]}/v1/extensions/graph/query`, request),
  },
];

type Ask = (origin: string, row: GraphVector) => Promise<Response>;

export async function replayRows(rows: readonly GraphVector[]): Promise<readonly ReplayedRow[]> {
  const folder = mkdtempSync(join(tmpdir(), 'respawn-graph-'));
  try {
    const databases = writeArchives(folder, rows[0]!.archives);
    await using server = await startServer([...databases, '--workers', '1']);
    const replayed: ReplayedRow[] = [];
    for (const row of rows) {
      for (const { name, groups, ask } of ways) {
        if (groups !== undefined && !groups.includes(row.group)) continue;
        const differences = await differencesOf(row, await ask(server.origin, row));
        replayed.push({ name: `${row.name}, ${name}`, differences });
      }
    }
    return replayed;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A folder for each upload; their paths. */
function writeArchives(folder: string, archives: Archives): readonly string[] {
  return Object.entries(archives).map(([uploadId, entries]) => {
    for (const [entryId, archive] of Object.entries(entries)) {
      const path = join(folder, uploadId, 'archive', `${entryId}.json`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, JSON.stringify(archive));
    }
    return join(folder, uploadId);
  });
}

async function differencesOf(row: GraphVector, response: Response): Promise<readonly Difference[]> {
  const text = await response.text();
  if (response.status !== row.status) {
    const got = `${response.status} ${text.slice(0, 300)}`;
    return [{ place: 'the status', wanted: String(row.status), got }];
  }
  try {
    return row.body === undefined ? [] : compareAnswers(row.body, JSON.parse(text), row.ignoredKeys);
  } catch {
    return [{ place: 'the body', wanted: 'JSON', got: text.slice(0, 300) }];
  }
}

function post(url: string, request: unknown): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(request) });
}

function get(origin: string, q: string): Promise<Response> {
  return fetch(`${origin}/extensions/graph/query?q=${q}`);
}
