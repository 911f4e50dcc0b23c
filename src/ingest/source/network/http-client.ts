/** Requests to other servers, made so that nobody can send this one where it must not go. */
export interface HttpClient {
  /**
   * Asks for a URL and follows redirects, each of which is checked like the first.
   *
   * Errors: `SourceError` with the reason `refused` for addresses that must not be asked, `unreachable` where there is
   * no answer in time, `limit` where it takes too long altogether. Statuses are for the caller to judge. Where the
   * signal aborts, its reason is thrown.
   * Limits: `fetchRedirectsMax`, `fetchConnectSeconds`, `fetchHeadersSeconds`, `fetchIdleSeconds`,
   * `fetchTotalSeconds`, `fetchHeaderBytesMax`.
   */
  get(url: string, options?: GetOptions): Promise<HttpAnswer>;
  /** Breaks off what is under way. */
  close(): Promise<void>;
}

export interface GetOptions {
  /** Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  /** Lower-case names; the values of repeated ones are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  /** Where the redirects ended. */
  readonly url: string;
  /**
   * The bytes of the file; must be read to the end or given up with `discard`. Where the server compressed them for
   * the way (`content-encoding`), although it was asked not to, they are decompressed, and `content-length` is not
   * theirs.
   */
  readonly body: AsyncIterable<Uint8Array>;
  discard(): Promise<void>;
}
