/** One answered request, for the log. */
export interface RequestObservation {
  readonly method: string;
  /** As it came, percent-encoded, without the query. */
  readonly path: string;
  /** Decoded; undefined where the request had none. */
  readonly filter: string | undefined;
  readonly status: number;
  /** Entries that matched; undefined where nothing was looked for. */
  readonly count: number | undefined;
  readonly milliseconds: number;
}

/** Where the server tells what happens. Calls must be quick. */
export interface HttpLog {
  request(observation: RequestObservation): void;
  /** A fault of ours. `reference` stands in the answer, too. */
  failure(reference: string, error: unknown): void;
}
