export { JsonLinesWriter } from './convert/json-lines-writer.ts';
export { draftSidecar } from './dataset/sidecar/draft-sidecar.ts';
export { sidecarNames } from './dataset/sidecar/sidecar-names.ts';
export { ingest } from './ingest.ts';
export type { IngestHooks, IngestProgress, IngestResult } from './ingest-hooks.ts';
export type { IngestOptions, ProviderField } from './ingest-options.ts';
export type { IngestIssue, IssueAction, IssueCode, IssueSeverity } from './issue.ts';
export { issueTable } from './issue.ts';
export type { RawEntry, ReaderRemark, SourceRecord } from './reader/source-record.ts';
export type { EntryTypeCounts, IngestReport, IssueExample, IssueGroup } from './report.ts';
export { acquireSource } from './source/acquire-source.ts';
export type {
  Acquired,
  AcquireOptions,
  AcquireProgress,
  Provenance,
  RecordProvenance,
} from './source/acquired-source.ts';
export type {
  AuthorizedLocation,
  Location,
  LocationPolicy,
  RecordLocation,
} from './source/location/location.ts';
export { createHttpClient } from './source/network/create-http-client.ts';
export type { HttpClient } from './source/network/http-client.ts';
export { openSource } from './source/open-source.ts';
export type { Source } from './source/source.ts';
export type { FileChoice, SourceErrorReason } from './source/source-error.ts';
export type { EntrySummary, EntryTypeSummary, PropertySummary } from './summary-writer.ts';
export { SummaryWriter } from './summary-writer.ts';
