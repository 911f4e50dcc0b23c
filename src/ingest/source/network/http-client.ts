/** Requests to other servers, made so that nobody can send this one where it must not go. */
export interface HttpClient {
  /**
   * Asks for a URL and follows redirects, each of which is checked like the first.
   *
   * Errors: `SourceError` with the reason `refused` for addresses that must not be asked, `unreachable` where there is
   * no answer in time. Statuses are for the caller to judge.
   * Limits: `fetchRedirectsMax`, `fetchConnectSeconds`, `fetchIdleSeconds`.
   */
  get(url: string, options?: GetOptions): Promise<HttpAnswer>;
  close(): Promise<void>;
}

export interface GetOptions {
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Where the redirects ended. */
  readonly url: string;
  /** The bytes as sent; must be read to the end or given up with `discard`. */
  readonly body: AsyncIterable<Uint8Array>;
  discard(): Promise<void>;
}
