import type { JsonObject, JsonValue } from '../../../base/index.ts';
import type { Entry } from '../../../standard/index.ts';
import { decodeDocument } from '../../stored-document/decode-document.ts';

/** A stored document as the entry that it was made of, for what the index cannot tell. Parses all of it. */
export function entryOfDocument(document: Uint8Array): Entry {
  const row = decodeDocument(document);
  const entry = JSON.parse(Buffer.from(row.resourceObject).toString()) as JsonObject & Entry;
  if (row.omittedProperties.length === 0) return entry;
  // A null prototype, so that no name of a property reaches one.
  const attributes: Record<string, JsonValue> = Object.assign(Object.create(null), entry.attributes);
  for (const name of row.omittedProperties) {
    attributes[name] = JSON.parse(Buffer.from(row.property(name)!).toString()) as JsonValue;
  }
  return { ...entry, attributes };
}
