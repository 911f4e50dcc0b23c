import { Buffer } from 'node:buffer';
import type { JsonObject } from '../../base/index.ts';
import type { EntryInfo, EntryTypeDescription } from '../../standard/index.ts';
import type { DatabaseContext, DocumentContext, RequestEcho } from '../document-context.ts';
import { describedBy, linksMember } from '../document-links.ts';
import { jsonapiMember, metaMember } from '../meta.ts';
import { infoStyle, propertyInfo, shownProperties } from './property-info.ts';

/**
 * The JSON of `data` in `/info/<type>`; the same for every request, so that callers keep it.
 *
 * @spec OPTIMADE 1.3.0, "Entry Listing Info Endpoints"
 */
export function entryInfoData(context: DatabaseContext, type: EntryTypeDescription): string {
  const style = infoStyle(context);
  const names = shownProperties(context, type);
  const properties: [string, JsonObject][] = names.map((name) => [
    name,
    propertyInfo(type.properties[name]!, style),
  ]);
  const data: Omit<EntryInfo, 'properties'> & { readonly properties: JsonObject } = {
    type: 'info',
    id: type.name,
    description: type.description,
    properties: Object.fromEntries(properties),
    formats: ['json'],
    output_fields_by_format: { json: names },
  };
  return JSON.stringify(data);
}

/** @param data what `entryInfoData` gave */
export function serializeEntryInfo(context: DocumentContext, request: RequestEcho, data: string): Uint8Array {
  return serializeInfo(context, request, data, 'entry_info_document');
}

/** @param data what `baseInfoData` or `indexInfoData` gave */
export function serializeBaseInfo(context: DocumentContext, request: RequestEcho, data: string): Uint8Array {
  return serializeInfo(context, request, data, 'info_document');
}

function serializeInfo(
  context: DocumentContext,
  request: RequestEcho,
  data: string,
  schema: string,
): Uint8Array {
  return Buffer.from(
    `{${jsonapiMember(context.version.number)},"data":${data},` +
      `${linksMember(context, request, describedBy(context, schema))},` +
      `${metaMember(context, request, { dataReturned: 1, dataAvailable: 1 })}}`,
  );
}
