export { DatabaseFileError } from '../backend/index.ts';
export { SourceError } from '../ingest/without-reading.ts';
export type { Completion, CompletionHooks } from './complete-ingestion.ts';
export type {
  DatabaseControl,
  DatabaseDirectory,
  LocateOptions,
  ServedDatabase,
  UseOptions,
} from './database-directory.ts';
export type {
  Aggregate,
  DatabaseContents,
  DatabaseOrigin,
  DatabaseRecord,
  DatabaseState,
  IngestionFailure,
  IngestionState,
  Presentation,
} from './database-record.ts';
export { DatabaseRegistry } from './database-registry.ts';
export { describeByLocation } from './describe-by-location.ts';
export type * from './registry-contract.ts';
export { RegistryError } from './registry-error.ts';
