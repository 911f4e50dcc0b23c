/** Serving in this process: registry, app, port. */
import { setFlagsFromString } from 'node:v8';
import type { Settings } from '../../config/index.ts';
import type { MetricsSnapshot } from '../../http/index.ts';
import { createApp, mergeMetrics, ServerMetrics } from '../../http/index.ts';
import type { ServerLog } from '../log/server-log.ts';
import { openRegistry } from '../open-registry.ts';
import { listen } from './listen.ts';
import type { Serving } from './serving.ts';

/**
 * A server holds little and makes much garbage. On its own V8 collects when there are twice as many old objects as
 * after the last time, and the memory that they had is not given back.
 */
const housekeeping = '--heap-growing-percent=30';

export interface LocalServing extends Serving {
  readonly port: number;
  /** Of this process alone. */
  metricsSnapshot(): Promise<MetricsSnapshot>;
}

/**
 * Serves the databases of the home, and takes part in their ingestion.
 *
 * @param metricsOfAll metrics of all processes, where this one is not alone
 *
 * Errors: `CliError` where the home or the port cannot be used.
 */
export async function serveHere(
  settings: Settings,
  log: ServerLog,
  metricsOfAll?: () => Promise<string>,
): Promise<LocalServing> {
  setFlagsFromString(housekeeping);
  const { service } = settings;
  let stopping = false;
  let metrics: ServerMetrics | undefined;
  const registry = openRegistry(
    settings,
    {
      audit: (event) => {
        log.audit(event);
        metrics?.audit(event);
      },
      failure: log.failure,
    },
    true,
  );
  const counted = new ServerMetrics({ directory: registry, rootDatabase: service.rootDatabase });
  metrics = counted;
  const metricsSnapshot = () => counted.snapshot();
  const metricsText = metricsOfAll ?? (async () => mergeMetrics([await metricsSnapshot()]));
  const app = createApp({
    directory: registry,
    settings: service,
    control: { control: registry, permissions: settings.control, ingest: settings.ingest },
    now: () => new Date(),
    log: {
      request: (observation) => {
        log.request(observation);
        counted.request(observation);
      },
      failure: log.failure,
    },
    operations: {
      directory: registry,
      isStopping: () => stopping,
      metrics: settings.metrics ? metricsText : undefined,
    },
  });
  const server = await listen({ fetch: counted.watch(app.fetch) }, settings.host, settings.port).catch(
    async (error) => {
      await registry.close();
      throw error;
    },
  );
  registry.start();
  return {
    url: server.url,
    port: server.port,
    metricsSnapshot,
    metricsText,
    async close() {
      stopping = true;
      await server.close();
      await registry.close();
    },
  };
}
