import { Buffer } from 'node:buffer';
import type { BoundResponseFields, EntryRow } from '../query/index.ts';
import type { DocumentBytes } from './document-bytes.ts';

/** A property that a response shows, with the JSON text that opens it. */
interface SelectedField {
  readonly name: string;
  readonly opening: string;
}

/** Which properties the entries of a response show; undefined stands for the default representation. */
export type FieldSelection = readonly SelectedField[] | undefined;

/**
 * Turns what `response_fields` asked for into a selection: each property once, with those that the standard
 * requires in every response.
 *
 * @spec OPTIMADE 1.3.0, "Entry Listing URL Query Parameters", response_fields
 */
export function selectFields(entryType: string, requested: BoundResponseFields): FieldSelection {
  if (requested.kind === 'default') return undefined;
  const { properties, foreignProperties } = requested;
  const names = new Set([...properties, ...foreignProperties, ...(alwaysShown.get(entryType) ?? [])]);
  return Array.from(names, (name) => ({ name, opening: `${JSON.stringify(name)}:` }));
}

/** @spec OPTIMADE 1.3.0, "Files Entries": url is REQUIRED in every response. */
const alwaysShown: ReadonlyMap<string, readonly string[]> = new Map([['files', ['url']]]);

const unknownValue = Buffer.from('null');

/**
 * Writes an entry: its stored bytes as they are, or the selected properties cut from them, null where
 * unknown.
 */
export function appendResourceObject(document: DocumentBytes, row: EntryRow, fields: FieldSelection): void {
  if (fields === undefined) {
    document.bytes(row.resourceObject);
    return;
  }
  document.text(`{"id":${JSON.stringify(row.id)},"type":${JSON.stringify(row.type)},"attributes":{`);
  for (const [index, field] of fields.entries()) {
    document.text(index === 0 ? field.opening : `,${field.opening}`);
    document.bytes(row.property(field.name) ?? unknownValue);
  }
  document.text('}');
  for (const name of ['relationships', 'links'] as const) {
    const member = row.member(name);
    if (member !== undefined) document.text(`,"${name}":`).bytes(member);
  }
  appendEntryMeta(document, row, fields);
  document.text('}');
}

/** How large an entry will be, but for its id and what stands beside its attributes. */
export function resourceObjectBytes(row: EntryRow, fields: FieldSelection): number {
  if (fields === undefined) return row.resourceObject.byteLength;
  return fields.reduce((sum, { name, opening }) => {
    return sum + opening.length + (row.property(name) ?? unknownValue).byteLength;
  }, 0);
}

/** Metadata follows the properties that are shown; whatever else stands in the entry's `meta` stays. */
function appendEntryMeta(document: DocumentBytes, row: EntryRow, fields: readonly SelectedField[]): void {
  const metadata = row.hasPropertyMetadata
    ? fields.flatMap(({ name, opening }) => {
        const bytes = row.propertyMetadata(name);
        return bytes === undefined ? [] : [{ opening, bytes }];
      })
    : [];
  if (metadata.length === 0 && row.otherMeta === undefined) return;
  document.text(',"meta":{');
  if (metadata.length > 0) {
    document.text('"property_metadata":{');
    for (const [index, { opening, bytes }] of metadata.entries()) {
      document.text(index === 0 ? opening : `,${opening}`).bytes(bytes);
    }
    document.text('}');
  }
  if (row.otherMeta !== undefined) {
    if (metadata.length > 0) document.text(',');
    document.bytes(row.otherMeta);
  }
  document.text('}');
}
