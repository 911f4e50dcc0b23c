export type { App, AppOptions } from './create-app.ts';
export { createApp } from './create-app.ts';
export type { HttpLog, RequestObservation } from './http-log.ts';
export type { MetricsOptions, MetricsSnapshot } from './operations/metrics.ts';
export { mergeMetrics, metricsMediaType, ServerMetrics } from './operations/metrics.ts';
export { PortUnavailableError } from './port-unavailable-error.ts';
export type { RunningServer, ServerOptions } from './start-server.ts';
export { startServer } from './start-server.ts';
