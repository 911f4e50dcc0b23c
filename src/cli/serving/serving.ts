/** A server that answers, be it in this process or in workers. */
export interface Serving {
  /** Without a trailing slash. */
  readonly url: string;
  /** Metrics of all processes that serve, as Prometheus reads them. */
  metricsText(): Promise<string>;
  /** Lets requests under way end, gives unfinished ingestions back to the queue. */
  close(): Promise<void>;
}
