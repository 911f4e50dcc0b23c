/** Requests to the control API of a running server. */
import type { JsonObject, JsonValue } from '../../base/index.ts';
import { isJsonObject } from '../../base/index.ts';
import { CliError } from '../cli-error.ts';
import { printable } from '../log/safe-text.ts';
import { withChoices } from './with-choices.ts';

/** A server that says nothing for so long is gone: it answers before an ingestion ends. */
const requestMilliseconds = 60_000;

export interface ControlAnswer {
  readonly status: number;
  /** Empty where the answer has no document. */
  readonly document: JsonObject;
}

export class ControlClient {
  readonly #url: string;
  readonly #token: string | undefined;

  /** Errors: `CliError` where the text is no URL of a server. */
  constructor(url: string, token: string | undefined) {
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
      throw new CliError(`--server is ${JSON.stringify(url)}, no URL such as http://127.0.0.1:5000.`, 2);
    }
    this.#url = parsed.href.replace(/[?#].*$/, '').replace(/\/+$/, '');
    this.#token = token;
  }

  /** Of the machine that the server runs on, as far as can be told. */
  get hostname(): string {
    return new URL(this.#url).hostname;
  }

  /**
   * Sends a request to a path below `/extensions`.
   *
   * Errors: `CliError` where there is no answer, none of a Respawn server, or one that tells of an error other than
   * that the database is not known.
   */
  async send(method: string, path: string, body?: JsonObject, signal?: AbortSignal): Promise<ControlAnswer> {
    const { status, text } = await this.#fetch(method, path, body, signal);
    const document = parse(text);
    const isOurs = status === 204 || isJsonObject(document.jsonapi);
    if (isOurs && (status < 400 || codeOf(document) === 'database-unknown')) return { status, document };
    const said = isOurs ? explain(document) : undefined;
    const remedy = status === 401 ? ' Here, the variable RESPAWN_TOKEN holds it.' : '';
    if (said !== undefined) throw new CliError(`the server refuses: ${said}${remedy}`, 1);
    throw new CliError(`${this.#url} does not answer as a Respawn server does (status ${status}).`, 1);
  }

  async #fetch(
    method: string,
    path: string,
    body: JsonObject | undefined,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly status: number; readonly text: string }> {
    const timeout = AbortSignal.timeout(requestMilliseconds);
    try {
      const response = await fetch(`${this.#url}/extensions/${path}`, {
        method,
        headers: {
          Accept: 'application/json',
          ...(this.#token === undefined ? {} : { Authorization: `Bearer ${this.#token}` }),
          ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
        signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
      });
      return { status: response.status, text: await response.text() };
    } catch (error) {
      if (signal?.aborted) throw error;
      const { cause, message } = error as Error;
      const reason = cause instanceof Error && cause.message !== '' ? cause.message : message;
      throw new CliError(`there is no answer from ${this.#url}: ${reason}.`, 1);
    }
  }
}

function parse(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** Of the first error object. */
function codeOf(document: JsonObject): JsonValue | undefined {
  const [error] = listOf(document.errors);
  return isJsonObject(error) ? error.code : undefined;
}

/** What the first error object says, with the files to choose from; undefined where there is none. */
function explain(document: JsonObject): string | undefined {
  const [error] = listOf(document.errors);
  const { detail, title, meta } = isJsonObject(error) ? error : {};
  const said = typeof detail === 'string' ? detail : title;
  if (typeof said !== 'string') return undefined;
  return withChoices(said.split('\n').map(printable).join('\n'), choicesOf(isJsonObject(meta) ? meta : {}));
}

/** Names of the files that could be meant. */
export function choicesOf({ choices }: JsonObject): readonly string[] {
  return listOf(choices)
    .map((choice) => (isJsonObject(choice) ? choice.name : undefined))
    .filter((name) => typeof name === 'string');
}

export function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [];
}
