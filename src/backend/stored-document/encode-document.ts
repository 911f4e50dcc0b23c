/**
 * Entry → stored document: a short header of offsets, then the JSON that responses are cut from.
 *
 *     varint           bytes of the header behind it
 *     header           varints: bytes of the resource object; then where these stand in the body: attributes,
 *                      relationships, links, property metadata, other meta, large ones, their metadata, keys
 *     body             {"id":…,"type":…,"attributes":{…},"relationships":…,"links":…,"meta":{…}}
 *                      "name":value,…        properties too large for a default answer
 *                      "name":{…},…          their metadata
 *                      type id type id …     keys of the entry and its related entries, as plain text
 *
 * Names stand in the JSON only: the header gives the length of each name and value, so reading is a walk over
 * small numbers. All offsets are in bytes from the start of the body.
 */
import type { JsonValue } from '../../base/index.ts';
import { limits } from '../../base/index.ts';
import type { Entry } from '../../standard/index.ts';
import { varintBytes, writeVarints } from './varint.ts';

/** JSON texts of a name and its value. */
type Member = readonly [name: string, value: string];

/**
 * Makes the stored form of an entry.
 *
 * Shape: attributes that are null are dropped, but those of `required` appear as null in the resource object.
 * Limits: `defaultPropertyBytesMax`, above which a property stands outside the resource object.
 */
export function encodeDocument(entry: Entry, required: readonly string[]): Uint8Array {
  const attributes = membersOf(entry.attributes);
  const omitted = attributes.filter(isLarge);
  const shown = omitted.length === 0 ? attributes : attributes.filter((member) => !isLarge(member));

  const { property_metadata: propertyMetadata, ...otherMeta } = entry.meta ?? {};
  const metadata = membersOf(propertyMetadata);
  const omittedNames = new Set(omitted.map(([name]) => name));
  const shownMetadata = metadata.filter(([name]) => !omittedNames.has(name));
  const omittedMetadata = metadata.filter(([name]) => omittedNames.has(name));

  const write = (body: Body): void => {
    body.text('{"id":').text(JSON.stringify(entry.id)).text(',"type":').text(JSON.stringify(entry.type));
    body.text(',"attributes":{').members(shown);
    body.text(nullMembers(entry, required, shown.length > 0)).text('}');
    body.optional(',"relationships":', entry.relationships).optional(',"links":', entry.links);
    writeMeta(body, shownMetadata, membersOf(otherMeta));
    body.text('}').endResourceObject();
    body.members(omitted).members(omittedMetadata).keys(entry);
  };
  // Most entries are ASCII throughout, where the length of a text is its number of bytes; measuring is the
  // slow part.
  const ascii = new Body((text) => text.length);
  write(ascii);
  if (ascii.isMeasuredRight()) return ascii.finish();
  const body = new Body(Buffer.byteLength);
  write(body);
  return body.finish();
}

function writeMeta(body: Body, metadata: readonly Member[], other: readonly Member[]): void {
  const empty = metadata.length === 0 && other.length === 0;
  if (!empty) body.text(',"meta":{');
  if (metadata.length > 0) body.text('"property_metadata":{');
  body.members(metadata);
  if (metadata.length > 0) body.text(other.length > 0 ? '},' : '}');
  body.part(other.map(([name, value]) => `${name}:${value}`).join(','));
  if (!empty) body.text('}');
}

/** The text of the body as it grows, and the header that says where its parts are. */
class Body {
  readonly #measure: (text: string) => number;
  #text = '';
  #bytes = 0;
  #resourceBytes = 0;
  readonly #layout: number[] = [];

  constructor(measure: (text: string) => number) {
    this.#measure = measure;
  }

  text(text: string): this {
    this.#text += text;
    this.#bytes += this.#measure(text);
    return this;
  }

  endResourceObject(): void {
    this.#resourceBytes = this.#bytes;
  }

  /** A part that readers cut out whole: offset and length. Absent parts have length 0. */
  part(text: string): this {
    const offset = this.#bytes;
    this.text(text);
    this.#layout.push(offset, this.#bytes - offset);
    return this;
  }

  optional(prefix: string, value: object | undefined): this {
    return value === undefined ? this.part('') : this.text(prefix).part(JSON.stringify(value));
  }

  /** Members joined by commas: offset, number, and the lengths of each name and value. */
  members(members: readonly Member[]): this {
    this.#layout.push(this.#bytes, members.length);
    let separator = '';
    for (const [name, value] of members) {
      this.#layout.push(this.#measure(name), this.#measure(value));
      this.text(`${separator}${name}:${value}`);
      separator = ',';
    }
    return this;
  }

  /** Keys of the entry and its related entries: offset, number, and the lengths of each type and id. */
  keys(entry: Entry): this {
    const keys: { type: string; id: string }[] = [entry];
    for (const relationship of Object.values(entry.relationships ?? {}))
      keys.push(...(relationship.data ?? []));
    this.#layout.push(this.#bytes, keys.length);
    for (const { type, id } of keys) {
      this.#layout.push(this.#measure(type), this.#measure(id));
      this.text(type).text(id);
    }
    return this;
  }

  isMeasuredRight(): boolean {
    return Buffer.byteLength(this.#text) === this.#bytes;
  }

  finish(): Uint8Array {
    const header = [this.#resourceBytes, ...this.#layout];
    const size = [varintBytes(header)];
    const document = Buffer.allocUnsafe(varintBytes(size) + size[0]! + this.#bytes);
    const bodyOffset = writeVarints(document, writeVarints(document, 0, size), header);
    document.write(this.#text, bodyOffset);
    return document;
  }
}

function membersOf(values: JsonValue | undefined): Member[] {
  const members: Member[] = [];
  for (const [name, value] of Object.entries(values ?? {})) {
    if (value !== null && value !== undefined) members.push([jsonOfName(name), JSON.stringify(value)]);
  }
  return members;
}

/** `JSON.stringify`, but for the usual names, in which nothing is escaped. */
function jsonOfName(name: string): string {
  return /^\w+$/.test(name) ? `"${name}"` : JSON.stringify(name);
}

function isLarge([, value]: Member): boolean {
  // A UTF-16 code unit takes one to three bytes, which mostly spares the exact measure.
  if (value.length * 3 <= limits.defaultPropertyBytesMax) return false;
  return Buffer.byteLength(value) > limits.defaultPropertyBytesMax;
}

function nullMembers(entry: Entry, required: readonly string[], commaFirst: boolean): string {
  const nulls = required
    .filter((name) => !Object.hasOwn(entry.attributes, name) || entry.attributes[name] === null)
    .map((name) => `${JSON.stringify(name)}:null`)
    .join(',');
  return nulls !== '' && commaFirst ? `,${nulls}` : nulls;
}
