import { OptimadeError } from '../../base/index.ts';
import type { ControlSettings, IngestSettings, ServiceSettings } from '../../config/index.ts';
import type { DatabaseControl, DatabaseRecord } from '../../registry/index.ts';
import type { DocumentContext, RequestEcho } from '../../response/index.ts';
import type { AppRequest } from '../app-request.ts';
import { failureFault } from './control-fault.ts';
import type { Patience } from './patience.ts';

export interface ControlOptions {
  readonly control: DatabaseControl;
  readonly service: ServiceSettings;
  readonly permissions: ControlSettings;
  /** How sources are read where a request does not say otherwise. */
  readonly ingest: IngestSettings;
}

/** What an endpoint of the control API is given. */
export interface ControlScope extends ControlOptions {
  readonly request: AppRequest;
  /** Public URL of the server. */
  readonly rootUrl: string;
  readonly context: DocumentContext;
  readonly echo: RequestEcho;
}

/** How soon to ask again for what is being made: small files take a second or two, and asking costs nothing. */
export const pollHeaders = { 'Retry-After': '2' };

/**
 * Waits for the ingestion of a database, as long as the client is willing to.
 *
 * Errors: database-unknown where it is removed meanwhile, those of `failureFault` where there is nothing to wait for any
 * more because the ingestion failed.
 */
export async function settle(
  { control, request }: ControlScope,
  record: DatabaseRecord,
  { waitSeconds }: Patience,
): Promise<DatabaseRecord> {
  const waits = record.ingestion !== undefined && waitSeconds > 0;
  const settled = waits ? await control.settled(record.id, waitSeconds, request.signal) : record;
  if (settled === undefined) throw databaseUnknown(record.id);
  const { failure, ingestion } = settled;
  if (ingestion === undefined && failure !== undefined) throw failureFault(settled, failure, request.time);
  return settled;
}

export function databaseUnknown(id: string): OptimadeError {
  return new OptimadeError('database-unknown', { id });
}
