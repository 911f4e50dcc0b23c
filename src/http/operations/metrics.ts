/**
 * Figures about the server for Prometheus.
 *
 * No label holds the id of a database, the name of an entry type or a path: whoever may ask could make up any number of
 * them, and each value of a label is a time series that is kept for good, here and by whoever collects them. The log
 * has such detail.
 */
import type { MetricObjectWithValues, MetricValue } from 'prom-client';
import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { AuditEvent, DatabaseDirectory, DatabaseRecord, DatabaseState } from '../../registry/index.ts';
import type { RequestObservation } from '../http-log.ts';
import { endpointLabel } from './endpoint-label.ts';

/** The figures of one process, as plain JSON that can be sent to another. */
export type MetricsSnapshot = MetricObjectWithValues<MetricValue<string>>[];

export const metricsMediaType = Registry.PROMETHEUS_CONTENT_TYPE;

export interface MetricsOptions {
  readonly directory: Pick<DatabaseDirectory, 'list'>;
  /** Id of the database that is served at `/`. */
  readonly rootDatabase: string | undefined;
}

/** Seconds; from an answer out of memory to one that read the whole index from a slow disk. */
const durationBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const knownMethods = new Set(['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS']);
const states: readonly DatabaseState[] = ['cold', 'ingesting', 'live', 'dormant', 'failed'];

/** Counts what one process does. */
export class ServerMetrics {
  readonly #registry = new Registry();
  readonly #rootDatabase: string | undefined;
  readonly #requests: Counter<'endpoint' | 'method' | 'status'>;
  readonly #durations: Histogram<'endpoint'>;
  readonly #inFlight: Gauge;
  readonly #events: Counter<'action'>;

  constructor({ directory, rootDatabase }: MetricsOptions) {
    const registers = [this.#registry];
    this.#rootDatabase = rootDatabase;
    this.#requests = new Counter({
      name: 'respawn_http_requests_total',
      help: 'Requests answered, by kind of endpoint, method and status.',
      labelNames: ['endpoint', 'method', 'status'],
      registers,
    });
    this.#durations = new Histogram({
      name: 'respawn_http_request_duration_seconds',
      help: 'Time from the head of a request to its answer, by kind of endpoint.',
      labelNames: ['endpoint'],
      buckets: durationBuckets,
      registers,
    });
    this.#inFlight = new Gauge({
      name: 'respawn_http_requests_in_flight',
      help: 'Requests that are being answered.',
      registers,
    });
    this.#events = new Counter({
      name: 'respawn_database_events_total',
      help: 'Changes in the lives of databases: registered, ingesting, published, failed, revived and so on.',
      labelNames: ['action'],
      registers,
    });
    registerDatabaseGauges(directory, registers);
    collectDefaultMetrics({ register: this.#registry });
  }

  request({ path, method, status, milliseconds }: RequestObservation): void {
    // Whatever such a path looks like, it is no endpoint's.
    const endpoint = status === 307 ? 'moved' : endpointLabel(path, this.#rootDatabase);
    this.#requests.inc({ endpoint, method: knownMethods.has(method) ? method : 'other', status });
    this.#durations.observe({ endpoint }, milliseconds / 1000);
  }

  audit({ action }: AuditEvent): void {
    this.#events.inc({ action });
  }

  /** The same function, the calls of which are counted while they are under way. */
  watch<Arguments extends unknown[], Result>(
    answer: (...given: Arguments) => Result | Promise<Result>,
  ): (...given: Arguments) => Promise<Result> {
    return async (...given) => {
      this.#inFlight.inc();
      try {
        return await answer(...given);
      } finally {
        this.#inFlight.dec();
      }
    };
  }

  async snapshot(): Promise<MetricsSnapshot> {
    return this.#registry.getMetricsAsJSON();
  }
}

/** The figures of several processes as one text in the format of Prometheus, `metricsMediaType`. */
export async function mergeMetrics(snapshots: readonly MetricsSnapshot[]): Promise<string> {
  return AggregatorRegistry.aggregate([...snapshots]).metrics();
}

/** What the registry file says is the same for all processes, so that of several answers the first one counts. */
function registerDatabaseGauges(directory: MetricsOptions['directory'], registers: Registry[]): void {
  const aggregator = 'first';
  new Gauge({
    name: 'respawn_databases',
    help: 'Databases that are known, by state.',
    labelNames: ['state'],
    aggregator,
    registers,
    collect() {
      const records = directory.list();
      for (const state of states)
        this.set({ state }, records.filter((record) => record.state === state).length);
    },
  });
  new Gauge({
    name: 'respawn_ingestions',
    help: 'Ingestions that wait or run, by stage.',
    labelNames: ['stage'],
    aggregator,
    registers,
    collect() {
      this.reset();
      for (const { ingestion } of directory.list()) {
        if (ingestion !== undefined) this.inc({ stage: ingestion.stage });
      }
    },
  });
  new Gauge({
    name: 'respawn_database_file_bytes',
    help: 'Bytes of all database files.',
    aggregator,
    registers,
    collect() {
      this.set(directory.list().reduce((sum, record) => sum + fileBytes(record), 0));
    },
  });
}

function fileBytes({ state, contents }: DatabaseRecord): number {
  return state === 'live' || state === 'dormant' ? (contents?.fileBytes ?? 0) : 0;
}
