export type { RawEntry, ReaderRemark, SourceRecord } from './reader/source-record.ts';
export type { Source } from './source/source.ts';
