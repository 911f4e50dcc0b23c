import { lookup as resolve } from 'node:dns/promises';
import type { Dispatcher } from 'undici';
import { Agent, request } from 'undici';
import { limits } from '../../../base/index.ts';
import { SourceError } from '../source-error.ts';
import { readAllowedHosts } from './allowed-hosts.ts';
import { checkUrl } from './check-url.ts';
import { contentCoding, decodeBody } from './decode-body.ts';
import type { Lookup } from './guarded-connector.ts';
import { guardedConnector } from './guarded-connector.ts';
import type { GetOptions, HttpAnswer, HttpClient } from './http-client.ts';
import { networkError } from './network-fault.ts';
import { redirectTarget, withoutSecrets } from './redirect.ts';
import { shownUrl } from './shown-url.ts';

export interface HttpClientOptions {
  /** `name`, `name:port`, `address` or `address:port` that may be asked although their addresses are not public. */
  readonly allowedHosts: readonly string[];
  readonly userAgent: string;
  readonly lookup?: Lookup;
  readonly timeouts?: Partial<Timeouts>;
}

interface Timeouts {
  readonly connectSeconds: number;
  readonly headersSeconds: number;
  readonly idleSeconds: number;
  /** Redirects and the whole body included. */
  readonly totalSeconds: number;
}

const defaultTimeouts: Timeouts = {
  connectSeconds: limits.fetchConnectSeconds,
  headersSeconds: limits.fetchHeadersSeconds,
  idleSeconds: limits.fetchIdleSeconds,
  totalSeconds: limits.fetchTotalSeconds,
};

/**
 * A client that asks public hosts only, and those that the operator allows. URLs are checked before they are asked,
 * addresses when the connection is made; cookies and the proxies of the environment are not known here.
 *
 * Errors: `SourceError` where an allowed host is not written as one.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const allowedHosts = readAllowedHosts(options.allowedHosts);
  const timeouts = { ...defaultTimeouts, ...options.timeouts };
  const agent = new Agent({
    connect: guardedConnector({
      allowedHosts,
      lookup: options.lookup ?? ((hostname) => resolve(hostname, { all: true })),
      connectMilliseconds: timeouts.connectSeconds * 1000,
    }),
    headersTimeout: timeouts.headersSeconds * 1000,
    bodyTimeout: timeouts.idleSeconds * 1000,
    maxHeaderSize: limits.fetchHeaderBytesMax,
  });

  /** One URL under the clock of one request: what goes wrong becomes an error of that URL. */
  async function get(text: string, getOptions: GetOptions = {}): Promise<HttpAnswer> {
    const deadline = AbortSignal.timeout(timeouts.totalSeconds * 1000);
    const signal = getOptions.signal ? AbortSignal.any([deadline, getOptions.signal]) : deadline;
    const fault = (error: unknown): unknown => {
      if (getOptions.signal?.aborted) return getOptions.signal.reason;
      if (!deadline.aborted) return networkError(shownUrl(text), error);
      const problem = `took longer than ${timeouts.totalSeconds} seconds and was given up`;
      return new SourceError(shownUrl(text), problem, { reason: 'limit' });
    };
    try {
      signal.throwIfAborted();
      return await follow(text, getOptions.headers ?? {}, signal, fault);
    } catch (error) {
      throw fault(error);
    }
  }

  /** Asks, and asks on where the answer says that the data are elsewhere. */
  async function follow(
    text: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
    fault: (error: unknown) => unknown,
  ): Promise<HttpAnswer> {
    let url = checkUrl(text, allowedHosts);
    // Sizes, checksums and ranges shall be those of the file itself.
    let sent: Readonly<Record<string, string>> = {
      'accept-encoding': 'identity',
      'user-agent': options.userAgent,
      ...headers,
    };
    for (let redirects = 0; redirects <= limits.fetchRedirectsMax; redirects += 1) {
      const response = await request(url, { dispatcher: agent, method: 'GET', headers: sent, signal });
      let isAnswer = false;
      try {
        // A body that is given up ends with an error, which nobody may be listening for any more.
        response.body.on('error', () => undefined);
        const target = redirectTarget(response, url, allowedHosts);
        if (target === undefined) {
          const answer = toAnswer(url, response, timeouts.idleSeconds, fault);
          isAnswer = true;
          return answer;
        }
        if (target.origin !== url.origin) sent = withoutSecrets(sent);
        url = target;
      } finally {
        if (!isAnswer) response.body.destroy();
      }
    }
    const problem = `redirects more than ${limits.fetchRedirectsMax} times`;
    throw new SourceError(shownUrl(text), problem, { reason: 'limit' });
  }

  return {
    get,
    close: () => agent.destroy(),
  };
}

/** Their headers describe a body that is not there. */
const bodiless: readonly number[] = [204, 304];

function toAnswer(
  url: URL,
  response: Dispatcher.ResponseData,
  idleSeconds: number,
  fault: (error: unknown) => unknown,
): HttpAnswer {
  const { body, statusCode } = response;
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name, [value ?? []].flat().join(', ')]),
  );
  const coding = bodiless.includes(statusCode) ? undefined : contentCoding(headers);
  const shown = shownUrl(url.href);
  return {
    status: statusCode,
    headers,
    url: url.href,
    body: translated(
      steady(shown, coding === undefined ? body : decodeBody(shown, body, coding), idleSeconds),
      fault,
    ),
    discard: async () => {
      body.destroy();
    },
  };
}

async function* translated(
  chunks: AsyncIterable<Uint8Array>,
  fault: (error: unknown) => unknown,
): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw fault(error);
  }
}

/**
 * Gives up a body of which little more than nothing comes. Only the time counts that we wait for it, not what our own
 * disk takes.
 *
 * Limits: `fetchBytesPerSecondMin`.
 */
async function* steady(
  shown: string,
  chunks: AsyncIterable<Uint8Array>,
  idleSeconds: number,
): AsyncGenerator<Uint8Array> {
  const leastBytes = limits.fetchBytesPerSecondMin * idleSeconds;
  let [bytes, waited, asked] = [0, 0, performance.now()];
  for await (const chunk of chunks) {
    bytes += chunk.length;
    waited += performance.now() - asked;
    if (waited >= idleSeconds * 1000) {
      if (bytes < leastBytes) {
        const problem = `gave ${bytes} bytes in ${Math.round(waited / 1000)} seconds, too few to be waited for`;
        throw new SourceError(shown, problem, { reason: 'limit' });
      }
      [bytes, waited] = [0, 0];
    }
    yield chunk;
    asked = performance.now();
  }
}
