import { limits } from '../../../base/index.ts';
import { nestsTooDeep } from '../../reader/value-scanner.ts';
import { answerError } from '../network/answer-error.ts';
import type { HttpAnswer, HttpClient } from '../network/http-client.ts';
import { shownUrl } from '../network/shown-url.ts';
import type { Patience } from '../network/with-tries.ts';
import { withTries } from '../network/with-tries.ts';
import { retold, SourceError } from '../source-error.ts';

export interface SessionOptions extends Patience {
  readonly client: HttpClient;
  /** By origin. */
  readonly tokens: Readonly<Record<string, string>>;
  /** The location for messages. */
  readonly shown: string;
  readonly now: () => Date;
}

/** Questions to one repository. A token for it goes to its own origin only, in a header. */
export class RepositorySession {
  readonly origin: string;
  readonly shown: string;
  readonly #options: SessionOptions;

  constructor(origin: string, options: SessionOptions) {
    this.origin = origin;
    this.shown = options.shown;
    this.#options = options;
  }

  get host(): string {
    return new URL(this.origin).host;
  }

  get hasToken(): boolean {
    return Object.hasOwn(this.#options.tokens, this.origin);
  }

  /** What to send with a request for a URL, which may be of anybody. */
  headersFor(url: string): Record<string, string> {
    if (!this.hasToken || URL.parse(url)?.origin !== this.origin) return {};
    return { authorization: `Bearer ${this.#options.tokens[this.origin]}` };
  }

  /**
   * Asks for a path and reads the answer as JSON.
   *
   * Errors: `SourceError`, with the reason `unreadable` where the answer is none.
   * Limits: `recordBytesMax`, `sourceDepthMax`.
   */
  async json(path: string): Promise<unknown> {
    const bytes = await this.bytes(this.origin + path, limits.recordBytesMax, 'application/json');
    const content = bytes.subarray(bytes.findIndex((byte) => byte > 0x20));
    try {
      if (content.length === 0 || !'{['.includes(String.fromCharCode(content[0]!))) throw new SyntaxError();
      if (nestsTooDeep(content)) throw new SyntaxError('nests too deep');
      return JSON.parse(content.toString('utf8'));
    } catch (cause) {
      const problem = `${this.host} does not answer as a repository does; give the URL of the data file itself`;
      throw new SourceError(this.shown, problem, { cause });
    }
  }

  /** The whole of a small answer. */
  async bytes(url: string, bytesMax: number, accept = '*/*'): Promise<Buffer> {
    return await this.#ask(url, accept, async (answer) => {
      const chunks: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of answer.body) {
        size += chunk.length;
        if (size > bytesMax) {
          const problem = `${shownUrl(url)} has more than the ${bytesMax} bytes that are read of it`;
          throw new SourceError(this.shown, problem, { reason: 'limit' });
        }
        chunks.push(chunk);
      }
      return Buffer.concat(chunks);
    });
  }

  /** The URL at which the redirects from a path end. */
  async destination(path: string): Promise<string> {
    return await this.#ask(this.origin + path, '*/*', async (answer) => answer.url);
  }

  async #ask<T>(url: string, accept: string, use: (answer: HttpAnswer) => Promise<T>): Promise<T> {
    const { client, signal, now } = this.#options;
    const headers = { accept, ...this.headersFor(url) };
    try {
      return await withTries(async () => {
        const answer = await client.get(url, { headers, ...(signal ? { signal } : {}) });
        try {
          if (answer.status === 200) return await use(answer);
          throw this.#refusal(answer.status) ?? answerError(this.shown, answer, now());
        } finally {
          await answer.discard();
        }
      }, this.#options);
    } catch (error) {
      if (!(error instanceof SourceError) || error.location === this.shown) throw error;
      throw retold(error, this.shown, `${error.problem} (${error.location})`);
    }
  }

  /** What some statuses mean where a repository gives them. */
  #refusal(status: number): SourceError | undefined {
    const { host } = this;
    switch (status) {
      case 401:
      case 403: {
        const token = this.hasToken
          ? 'is set, but does not count for it'
          : 'is needed, and none is set for this repository';
        const problem = `${host} shows it only to some (${status}); a token ${token}`;
        return new SourceError(this.shown, problem, { reason: 'unreachable' });
      }
      case 404:
        return new SourceError(this.shown, `${host} has no such record (404)`, { reason: 'gone' });
      case 410:
        return new SourceError(this.shown, `${host} has removed the record (410)`, { reason: 'gone' });
      default:
        return undefined;
    }
  }
}
