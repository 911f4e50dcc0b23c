/** Asks the app in memory, and judges every document that it gives. */
import { gunzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import type { JsonObject } from '../../src/base/index.ts';
import { isJsonObject } from '../../src/base/index.ts';
import type { ServiceSettings } from '../../src/config/index.ts';
import type { AppOptions, RequestObservation } from '../../src/http/index.ts';
import { createApp } from '../../src/http/index.ts';
import type { DocumentKind } from '../../src/standard/checking.ts';
import { checkDocument } from '../../src/standard/checking.ts';
import type { Fault } from '../../src/standard/index.ts';
import { directoryOf, serve, settings } from './small-database.ts';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  /** As sent. */
  readonly bytes: Uint8Array;
  /** Unpacked. */
  readonly text: string;
  /** Undefined where the body is no JSON. */
  readonly json: JsonObject | undefined;
  /** The value at a JSON Pointer, or undefined. */
  at(pointer: string): unknown;
}

type Ask = (
  path: string,
  headers?: Readonly<Record<string, string>>,
  method?: string,
  signal?: AbortSignal,
) => Promise<Reply>;

export interface Asker extends Ask {
  readonly observations: RequestObservation[];
  readonly failures: { readonly reference: string; readonly error: unknown }[];
}

/** What is different from the usual app. */
export interface AskerChanges extends Partial<Omit<AppOptions, 'settings' | 'log'>> {
  readonly settings?: Partial<ServiceSettings>;
}

/** An app over the small database, at `/small`, with what is different this time. */
export function asker(changes: AskerChanges = {}): Asker {
  const observations: RequestObservation[] = [];
  const failures: { reference: string; error: unknown }[] = [];
  const app = createApp({
    ...changes,
    directory: changes.directory ?? directoryOf(serve('small')),
    settings: { ...settings, ...changes.settings },
    now: changes.now ?? (() => new Date('2026-11-21T20:15:16.789Z')),
    log: {
      request: (observation) => observations.push(observation),
      failure: (reference, error) => failures.push({ reference, error }),
    },
  });
  let schemas: JsonObject | undefined;
  const ask: Ask = async (path, headers = {}, method = 'GET', signal = undefined) => {
    const response = await app.request(path, {
      method,
      headers,
      ...(signal === undefined ? {} : { signal }),
    });
    const reply = await readReply(response);
    if (method === 'GET') {
      expect(faultsOf(reply, path).filter((fault) => !isDeliberate(fault, changes.settings))).toEqual([]);
      schemas ??= await openapiOf(app, path);
      judge(reply, schemas);
    }
    return reply;
  };
  return Object.assign(ask, { observations, failures });
}

async function readReply(response: Response): Promise<Reply> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const packed = bytes.length > 0 && response.headers.get('content-encoding') === 'gzip';
  const text = new TextDecoder().decode(packed ? gunzipSync(bytes) : bytes);
  const isJson = /json/.test(response.headers.get('content-type') ?? '') && text.startsWith('{');
  const json = isJson ? (JSON.parse(text) as JsonObject) : undefined;
  return {
    status: response.status,
    headers: response.headers,
    bytes,
    text,
    json,
    at: (pointer) => valueAt(json, pointer),
  };
}

function valueAt(document: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce((value: unknown, key) => {
      if (Array.isArray(value)) return value.at(Number(key));
      return isJsonObject(value) && Object.hasOwn(value, unescapeKey(key))
        ? value[unescapeKey(key)]
        : undefined;
    }, document);
}

function unescapeKey(key: string): string {
  return key.replaceAll('~1', '/').replaceAll('~0', '~');
}

async function openapiOf(app: ReturnType<typeof createApp>, path: string): Promise<JsonObject> {
  for (const base of [`/${new URL(path, 'http://localhost').pathname.split('/')[1]}`, '']) {
    const response = await app.request(`${base}/v1/extensions/openapi.json`);
    if (response.status === 200) return (await response.json()) as JsonObject;
  }
  return {};
}

/** Where we leave the standard: for clients that are older than it, and for names that a client made up. */
function isDeliberate({ rule, pointer }: Fault, service: AskerChanges['settings']): boolean {
  const unitKey = rule === 'level-keys-are-known' && pointer.endsWith('/unit');
  const plainWord = service?.classicInfo === true && rule === 'level-type-is-a-list-of-json-types';
  const madeUp = rule === 'attribute-names-are-standard-or-prefixed' && pointer.endsWith('/__proto__');
  return unitKey || plainWord || madeUp;
}

/** What the rules of the standard find wrong with a document of our own media type, or with the versions. */
function faultsOf({ status, headers, json, text }: Reply, path: string): readonly Fault[] {
  const mediaType = headers.get('content-type');
  if (mediaType?.startsWith('text/csv')) return checkDocument('versions', text);
  if (mediaType !== 'application/vnd.api+json') return [];
  return checkDocument(status === 200 ? kindOf(json!, path) : 'error', json);
}

function kindOf(json: JsonObject, path: string): DocumentKind {
  const [first, second] = String(valueAt(json, '/meta/query/representation'))
    .slice(1)
    .split('?')[0]!
    .split('/');
  const info = /^\/+index(?:\/|$)/.test(path) ? 'index-info' : 'base-info';
  if (first === 'info') return second === undefined ? info : 'entry-info';
  if (first === '') return info;
  if (first === 'links') return 'links';
  return Array.isArray(json.data) ? 'entry-listing' : 'single-entry';
}

/** Every JSON:API document must fit the schema that it says it is described by. */
function judge(reply: Reply, openapi: JsonObject): void {
  if (reply.headers.get('content-type') !== 'application/vnd.api+json') return;
  expect(reply.headers.get('access-control-allow-origin')).toBe('*');
  const isError = reply.at('/errors') !== undefined;
  const describedby = isError
    ? '#/components/schemas/error_document'
    : String(reply.at('/links/describedby') ?? '');
  if (!describedby.includes('#') || openapi.components === undefined) return;
  const validate = validatorFor(openapi, describedby.slice(describedby.indexOf('#')));
  expect(validate(reply.json) ? [] : validate.errors, `${describedby}\n${reply.text.slice(0, 500)}`).toEqual(
    [],
  );
}

const validators = new WeakMap<JsonObject, Ajv2020>();

function validatorFor(openapi: JsonObject, pointer: string) {
  let ajv = validators.get(openapi);
  if (ajv === undefined) {
    ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema({ ...openapi, $id: 'https://example.org/openapi.json' });
    validators.set(openapi, ajv);
  }
  return ajv.getSchema(`https://example.org/openapi.json${pointer}`)!;
}
