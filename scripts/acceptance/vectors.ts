/**
 * Recorded requests with the answers that the specification or the reference implementation's tests demand, replayed
 * over HTTP. A row passes with any of its accepted answers.
 */
import { readFileSync } from 'node:fs';

interface Answer {
  readonly status: number;
  readonly ids?: readonly string[] | string | null;
  readonly count?: number;
  /** Values of the page's entries in order, by property. */
  readonly values?: Readonly<Record<string, readonly unknown[]>>;
}

interface Vector {
  readonly source: string;
  readonly endpoint: string;
  readonly query: string;
  readonly kind: string;
  readonly server?: string;
  readonly ordered?: boolean;
  readonly warnings?: readonly string[];
  readonly expected: Answer;
  readonly or_expected?: Answer;
  readonly reference_conforms?: boolean | null;
}

interface ReplayResult {
  readonly passed: number;
  /** One line for each row that failed. */
  readonly failures: readonly string[];
}

/** Replays every applicable row against the base URL. */
export async function replayVectors(path: string, baseUrl: string): Promise<ReplayResult> {
  const vectors = (JSON.parse(readFileSync(path, 'utf8')) as Vector[]).filter(isApplicable);
  const failures: string[] = [];
  for (const vector of vectors) {
    const fault = await replay(vector, baseUrl);
    if (fault !== undefined) failures.push(`${vector.endpoint}?${vector.query}: ${fault}`);
  }
  return { passed: vectors.length - failures.length, failures };
}

function isApplicable({ server, kind, reference_conforms: conforms }: Vector): boolean {
  // Probes without a verdict are those that nobody could settle.
  const unclear = conforms === null || (kind === 'probe' && conforms === undefined);
  return server !== 'index' && kind !== 'transform' && kind !== 'parse' && !unclear;
}

/** Names and values are percent-encoded, but for `%` and `;`, which stand for themselves. */
function encodeQuery(query: string): string {
  const encode = (text: string) => encodeURIComponent(text).replaceAll('%25', '%').replaceAll('%3B', ';');
  return query
    .split('&')
    .map((part) => {
      const at = part.indexOf('=');
      return at < 0 ? encode(part) : `${encode(part.slice(0, at))}=${encode(part.slice(at + 1))}`;
    })
    .join('&');
}

async function replay(vector: Vector, baseUrl: string): Promise<string | undefined> {
  const path = vector.endpoint.split('/').map(encodeURIComponent).join('/').replaceAll('%25', '%');
  const query = vector.query === '' ? '' : `?${encodeQuery(vector.query)}`;
  const response = await fetch(baseUrl + path + query);
  const body = (await response.json()) as ResponseBody;
  const fault = differs(vector, vector.expected, response.status, body);
  if (fault === undefined || vector.or_expected === undefined) return fault;
  return differs(vector, vector.or_expected, response.status, body) === undefined ? undefined : fault;
}

interface ResponseBody {
  readonly data?: Resource | readonly Resource[] | null;
  readonly meta: { readonly data_returned?: number; readonly warnings?: readonly unknown[] };
}

interface Resource {
  readonly id: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** What differs from an accepted answer, or undefined. Warnings count as present or absent. */
function differs(vector: Vector, answer: Answer, status: number, body: ResponseBody): string | undefined {
  if (status !== answer.status) return `status ${status}, wanted ${answer.status}`;
  if (status !== 200) return undefined;
  const { data, meta } = body;
  const list = Array.isArray(data) ? (data as readonly Resource[]) : undefined;
  if (answer.ids !== undefined) {
    const ids = list === undefined ? ((data as Resource | null)?.id ?? null) : list.map(({ id }) => id);
    if (canonical(ids, vector) !== canonical(answer.ids, vector)) {
      return `ids ${JSON.stringify(ids)}, wanted ${JSON.stringify(answer.ids)}`;
    }
  }
  if (answer.count !== undefined && meta.data_returned !== answer.count) {
    return `data_returned ${meta.data_returned}, wanted ${answer.count}`;
  }
  for (const [property, wanted] of Object.entries(answer.values ?? {})) {
    const values = list?.map(({ attributes }) => attributes?.[property]);
    if (JSON.stringify(values) !== JSON.stringify(wanted)) return `${property} is ${JSON.stringify(values)}`;
  }
  const warned = (meta.warnings ?? []).length > 0;
  if (answer === vector.expected && warned !== (vector.warnings ?? []).length > 0) {
    return warned
      ? `unwanted warning ${JSON.stringify(meta.warnings)}`
      : `no warning, wanted ${vector.warnings}`;
  }
  return undefined;
}

/** Order counts only where the row says so. */
function canonical(ids: unknown, { ordered }: Vector): string {
  return JSON.stringify(Array.isArray(ids) && ordered !== true ? [...ids].sort() : ids);
}
