import type { JsonObject } from '../../base/index.ts';
import type { BaseInfo, EntryInfo, IndexInfo } from './info.ts';
import type { DocumentLinks } from './link.ts';
import type { LinkEntry } from './link-entry.ts';
import type { Meta } from './meta.ts';
import type { ResourceObject } from './resource-object.ts';

/** Tells clients of JSON:API what the document is. @spec "JSON Response Schema: Common Fields", jsonapi */
export interface JsonApiMember {
  readonly version?: string;
  readonly ext?: readonly string[];
  readonly profile?: readonly string[];
  readonly meta?: JsonObject & { readonly api?: string; readonly 'api-version'?: string };
}

/** The answer to a request that succeeded. @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields" */
export interface ResponseDocument<Data> {
  readonly data: Data;
  readonly meta: Meta;
  /** Required where there are pages. */
  readonly links?: DocumentLinks;
  readonly included?: readonly ResourceObject[];
  readonly jsonapi?: JsonApiMember;
  readonly '@context'?: string | JsonObject;
}

export type BaseInfoDocument = ResponseDocument<BaseInfo>;
export type IndexInfoDocument = ResponseDocument<IndexInfo>;
export type EntryInfoDocument = ResponseDocument<EntryInfo>;
export type LinksDocument = ResponseDocument<readonly LinkEntry[]>;
export type EntryListingDocument = ResponseDocument<readonly ResourceObject[]>;
/** `data` is null where there is no such entry. */
export type SingleEntryDocument = ResponseDocument<ResourceObject | null>;
