export type { ApiVersion } from './api-version.ts';
export { apiVersions, currentVersion } from './api-version.ts';
export type { DatabasePage, DescribedDatabase } from './control-documents.ts';
export {
  databaseUrl,
  serializeDatabase,
  serializeDatabases,
  serializeReport,
  serializeSpawned,
} from './control-documents.ts';
export type {
  DatabaseContext,
  DocumentContext,
  RequestEcho,
  ServiceDescription,
} from './document-context.ts';
export { createDatabaseContext, shownEntryTypes } from './document-context.ts';
export type { DocumentWarning } from './document-warning.ts';
export type { ListingAnswer, SingleEntryAnswer } from './entry-documents.ts';
export { serializeEntry, serializeListing } from './entry-documents.ts';
export { serializeErrors } from './error-document.ts';
export { serializeGraphInfo } from './graph-info.ts';
export type { IndexedDatabase } from './index-meta-database.ts';
export { childLink, createIndexContext, indexLinks } from './index-meta-database.ts';
export { baseInfoData, indexInfoData } from './info/base-info.ts';
export { entryInfoData, serializeBaseInfo, serializeEntryInfo } from './info/entry-info.ts';
export { databaseLinks, serializeLinks } from './links-document.ts';
export { openapiDocument } from './openapi/openapi-document.ts';
export type { PageParameter, PageStrategy } from './page-links.ts';
export { serializeResourceObject } from './served-row.ts';
export { versionsDocument, versionsMediaType } from './versions-document.ts';
