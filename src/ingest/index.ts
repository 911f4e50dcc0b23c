export { describeFormat, readRecords } from './reader/read-records.ts';
export type { SourceFormat } from './reader/source-format.ts';
export type { RawEntry, ReaderRemark, SourceRecord } from './reader/source-record.ts';
export { openSource } from './source/open-source.ts';
export type { Source } from './source/source.ts';
export { SourceError } from './source/source-error.ts';
