import type { ErrorCode, JsonObject } from '../base/index.ts';
import { OptimadeError } from '../base/index.ts';
import type { RegistryError, RegistryErrorReason } from '../registry/index.ts';

/** Where the registry does not know when asking again may help. */
const retryAfterSecondsDefault = 10;

const codes: Readonly<Partial<Record<RegistryErrorReason, ErrorCode>>> = {
  cold: 'database-cold',
  ingesting: 'database-ingesting',
  failed: 'database-failed',
  'live-full': 'live-databases-full',
  'queue-full': 'ingestion-queue-full',
  'storage-full': 'storage-full',
  busy: 'registry-busy',
};

/** What a client is told who asks for a database that cannot be used now; undefined for faults of other requests. */
export function registryFault(error: RegistryError): OptimadeError | undefined {
  const code = codes[error.reason];
  if (code === undefined) return undefined;
  const { record } = error;
  // What failed for good is not asked for again and again.
  const retryAfterSeconds =
    error.retryAfterSeconds ?? (code === 'database-failed' ? undefined : retryAfterSecondsDefault);
  const message = record?.failure?.message ?? 'the reason is not known.';
  const values = { id: record?.id ?? '', seconds: retryAfterSeconds ?? '', message };
  return new OptimadeError(code, values, { retryAfterSeconds, meta: stateOf(error) });
}

/** How far the database is, or what could be chosen instead. */
function stateOf({ record }: RegistryError): JsonObject | undefined {
  if (record === undefined) return undefined;
  const { state, ingestion, failure } = record;
  const progress =
    ingestion === undefined
      ? undefined
      : { stage: ingestion.stage, fraction: ingestion.fraction ?? null, entries: ingestion.entries };
  const choices = failure?.choices?.map(({ name, sizeBytes }) => ({ name, size_bytes: sizeBytes ?? null }));
  return {
    state,
    ...(progress === undefined ? {} : { progress }),
    ...(choices === undefined ? {} : { choices }),
  };
}
