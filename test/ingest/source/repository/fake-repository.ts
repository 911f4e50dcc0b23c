/**
 * A repository on a port of its own that answers as Zenodo and InvenioRDM do, with made-up records. Records of every
 * shape can live in one; what a shape looks like stands in `record-shapes.ts`.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpClient } from '../../../../src/ingest/index.ts';
import { filesDocument, recordDocument } from './record-shapes.ts';

type RecordShape =
  /** As Zenodo answers today. */
  | 'legacy'
  /** As it answered for some weeks in 2023: other names, bare checksums, links that lead nowhere. */
  | 'legacy-2023'
  /** As it answered before: links into buckets. */
  | 'legacy-bucket'
  | 'invenio'
  /** InvenioRDM that lists files only when asked for them, with relative links. */
  | 'invenio-files-apart';

export interface FakeRecord {
  readonly id: string;
  readonly shape: RecordShape;
  readonly files: Readonly<Record<string, string | Uint8Array>>;
  readonly title?: string;
  readonly description?: string;
  readonly version?: string;
  readonly doi?: string;
  readonly license?: string;
  readonly access?: 'open' | 'embargoed' | 'restricted' | 'closed' | 'metadata-only';
  /** Id of all versions, of which this is the newest. */
  readonly conceptId?: string;
  /** Id of the newest version, where this is an older one. */
  readonly newestId?: string;
  /** Only who has the token is given the files, and told of them. */
  readonly token?: string;
  /** Pages that lead to the record, such as `/doi/10.24435/materialscloud:zy-qw`. */
  readonly pages?: readonly string[];
  /** Files whose bytes are not given although they are listed. */
  readonly filesForbidden?: boolean;
  /** Origin that the links to its files lead to, where that is not its own. */
  readonly filesAt?: string;
}

export interface FakeRepository {
  /** Where it listens, without a slash at the end. */
  readonly origin: string;
  /** `METHOD path` of each request, in order. */
  readonly log: string[];
  readonly requests: IncomingMessage[];
  put(record: FakeRecord): void;
  /** Answers 410 from now on. */
  remove(id: string): void;
  /** The next requests are answered with this status, whatever they are for. */
  refuseNext(count: number, status: number, headers?: Readonly<Record<string, string>>): void;
  close(): Promise<void>;
}

/** Starts one. `publicOrigin` is what its links begin with, where it stands in for another. */
export async function startFakeRepository(
  records: readonly FakeRecord[],
  publicOrigin?: string,
): Promise<FakeRepository> {
  const known = new Map(records.map((record) => [record.id, record]));
  const removed = new Set<string>();
  const requests: IncomingMessage[] = [];
  const log: string[] = [];
  let refusal: { count: number } & Omit<Answer, 'body'> = { count: 0, status: 429, headers: {} };

  const server = createServer((request, response) => {
    requests.push(request);
    log.push(`${request.method} ${request.url}`);
    refusal.count -= 1;
    const { pathname } = new URL(request.url!, origin);
    const { status, headers, body } =
      refusal.count >= 0
        ? { ...refusal, body: '' }
        : answer(pathname, { request, known, removed, origin: publicOrigin ?? origin });
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    log,
    requests,
    put: (record) => known.set(record.id, record),
    remove: (id) => removed.add(id),
    refuseNext: (count, status, headers = {}) => {
      refusal = { count, status, headers };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** A client that asks other servers than those that are named; what it asked for keeps its name. */
export function withServers(client: HttpClient, servers: Readonly<Record<string, string>>): HttpClient {
  const swapped = (url: string, pairs: readonly (readonly string[])[]) => {
    const [from, to] = pairs.find(([start]) => new URL(url).origin === start) ?? ['', ''];
    return to + url.slice(from!.length);
  };
  const pairs = Object.entries(servers);
  const back = pairs.map(([named, asked]) => [asked, named]);
  return {
    get: async (url, options) => {
      const answer = await client.get(swapped(url, pairs), options);
      return { ...answer, url: swapped(answer.url, back) };
    },
    close: () => client.close(),
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly known: Map<string, FakeRecord>;
  readonly removed: Set<string>;
  readonly origin: string;
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

function answer(path: string, { request, known, removed, origin }: Exchange): Answer {
  const moved = [...known.values()].find(({ pages }) => pages?.includes(path));
  if (moved) return redirect(`/records/${moved.id}`);
  const [, bucket, bucketKey] = /^\/api\/files\/bucket-([^/]+)\/(.+)$/.exec(path) ?? [];
  const [, api, asked, rest = ''] = /^(\/api)?\/records\/([^/]+)(?:\/(.*))?$/.exec(path) ?? [];
  const id = bucket ?? asked ?? '';
  const newest = [...known.values()].find(({ conceptId }) => conceptId === id);
  if (newest) return redirect(`${api ?? ''}/records/${newest.id}`);
  if (removed.has(id)) return json(410, { message: 'The record has been deleted.' });
  const record = known.get(id);
  if (!record) return json(404, { message: 'The persistent identifier does not exist.' });

  const isTrusted = request.headers.authorization === `Bearer ${record.token}`;
  const shown = record.token === undefined || isTrusted ? record : { ...record, files: {} };
  const key = bucketKey ?? /^files\/(.+?)(?:\/content)?$/.exec(rest)?.[1];
  if (key !== undefined) return content(request, shown, decodeURIComponent(key));
  if (api === undefined) {
    return {
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<!DOCTYPE html><title>A record</title>',
    };
  }
  if (rest === 'versions/latest') return redirect(`/api/records/${record.newestId ?? record.id}`);
  return json(200, rest === 'files' ? filesDocument(shown, origin) : recordDocument(shown, origin));
}

function redirect(location: string): Answer {
  return { status: 302, headers: { location }, body: '' };
}

function json(status: number, document: object): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(document) };
}

/** Bytes with the ETag that Zenodo gives them, whole or from a place on. */
function content({ headers }: IncomingMessage, record: FakeRecord, key: string): Answer {
  if (record.filesForbidden) return json(403, { message: 'Permission denied.' });
  if (!Object.hasOwn(record.files, key)) return json(404, { message: 'No such file.' });
  const body = Buffer.from(record.files[key]!);
  const etag = `"md5:${createHash('md5').update(body).digest('hex')}"`;
  if (headers['if-none-match'] === etag) return { status: 304, headers: { etag }, body: '' };
  const from = /^bytes=(\d+)-$/.exec(headers.range ?? '')?.[1];
  if (from === undefined || (headers['if-range'] ?? etag) !== etag) {
    const length = String(body.length);
    return { status: 200, headers: { etag, 'content-length': length, 'accept-ranges': 'none' }, body };
  }
  const range = `bytes ${from}-${body.length - 1}/${body.length}`;
  return { status: 206, headers: { etag, 'content-range': range }, body: body.subarray(Number(from)) };
}
