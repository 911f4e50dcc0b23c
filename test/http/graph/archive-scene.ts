/** Databases with archives: `runs` with structures and a file of its own, `loose` with a file and nothing else. */
import type { JsonObject } from '../../../src/base/index.ts';
import type { ServiceSettings } from '../../../src/config/index.ts';
import { createApp } from '../../../src/http/index.ts';
import type { DatabaseDirectory } from '../../../src/registry/index.ts';
import type { Asker } from '../ask.ts';
import { asker } from '../ask.ts';
import { archivesOf, directoryOf, entries, serve, settings as usual } from '../small-database.ts';

export const silicon = `{
  "run": [ {"energy": -1.5, "system_ref": "#/system/0", "deep": {"er": {"still": [1, 2]}}}, {"energy": -2.50} ],
  "system": [ {"label": "Si", "positions": [[0, 0, 0], [1.5, 1.5, 1.5]]} ],
  "a/b": {"ö %": 1, "7": "seven"},
  "other_ref": "../uploads/loose/archive/e1#/data",
  "empty": {}
}`;

const documents = {
  'structures:Si': silicon,
  'structures:cod/2000000@12%': '{"id": 12}',
  notes: '"only text"',
};

export function archiveDirectory(): DatabaseDirectory {
  const runs = serve('runs', entries, undefined, archivesOf(entries, documents));
  const loose = serve('loose', [], undefined, archivesOf([], { e1: '{"data": {"k": [1, 2, 3]}}' }));
  return directoryOf(runs, loose);
}

export function archiveAsker(settings: Partial<ServiceSettings> = {}): Asker {
  return asker({ directory: archiveDirectory(), settings });
}

export interface GraphReply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Empty where the body is no JSON. */
  readonly json: JsonObject;
}

/** Asks in memory. A body that is no text is sent as JSON. */
export function graphAsker(
  directory = archiveDirectory(),
  changes: Partial<ServiceSettings> = {},
): (path: string, init?: { method?: string; headers?: object; body?: unknown }) => Promise<GraphReply> {
  const failures: unknown[] = [];
  const app = createApp({
    directory,
    settings: { ...usual, ...changes },
    now: () => new Date('2026-11-21T20:15:16.789Z'),
    log: { request: () => {}, failure: (_, error) => failures.push(error) },
  });
  return async (path, { method = 'GET', headers = {}, body } = {}) => {
    const sent = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const response = await app.request(path, {
      method: body === undefined ? method : 'POST',
      headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      ...(sent === undefined ? {} : { body: sent as string }),
    });
    if (failures.length > 0) throw failures[0];
    const text = await response.text();
    const json = text.startsWith('{') ? (JSON.parse(text) as JsonObject) : {};
    return { status: response.status, headers: response.headers, text, json };
  };
}
