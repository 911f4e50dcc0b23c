/**
 * Stored document → EntryRow, in time that grows with the header alone: values stay the bytes that they are,
 * and views into them are handed out. The form is told in encode-document.ts.
 */
import type { EntryKey, EntryRow } from '../../query/index.ts';
import { VarintReader } from './varint.ts';

export function decodeDocument(document: Uint8Array): EntryRow {
  return new StoredEntryRow(document);
}

/** A stretch of the body. */
interface Part {
  readonly offset: number;
  readonly bytes: number;
}

/** `"name":value` members joined by commas, the lengths of name and value by turns. */
interface Members {
  readonly offset: number;
  readonly lengths: readonly number[];
}

class StoredEntryRow implements EntryRow {
  readonly id: string;
  readonly type: string;
  readonly resourceObject: Uint8Array;
  readonly #body: Buffer;
  readonly #attributes: Members;
  readonly #relationships: Part;
  readonly #links: Part;
  readonly #metadata: Members;
  readonly #otherMeta: Part;
  readonly #omitted: Members;
  readonly #omittedMetadata: Members;
  readonly #keys: Members;

  constructor(document: Uint8Array) {
    const reader = new VarintReader(document, 0);
    const headerBytes = reader.next();
    const bodyOffset = document.byteOffset + reader.offset + headerBytes;
    this.#body = Buffer.from(
      document.buffer,
      bodyOffset,
      document.byteOffset + document.byteLength - bodyOffset,
    );
    this.resourceObject = this.#body.subarray(0, reader.next());
    this.#attributes = readMembers(reader);
    this.#relationships = readPart(reader);
    this.#links = readPart(reader);
    this.#metadata = readMembers(reader);
    this.#otherMeta = readPart(reader);
    this.#omitted = readMembers(reader);
    this.#omittedMetadata = readMembers(reader);
    this.#keys = readMembers(reader);
    const { offset, lengths } = this.#keys;
    const [typeBytes = 0, idBytes = 0] = lengths;
    this.type = this.#text(offset, offset + typeBytes);
    this.id = this.#text(offset + typeBytes, offset + typeBytes + idBytes);
  }

  property(name: string): Uint8Array | undefined {
    return this.#find(this.#attributes, name) ?? this.#find(this.#omitted, name);
  }

  get omittedProperties(): readonly string[] {
    return this.#names(this.#omitted);
  }

  propertyMetadata(name: string): Uint8Array | undefined {
    return this.#find(this.#metadata, name) ?? this.#find(this.#omittedMetadata, name);
  }

  get hasPropertyMetadata(): boolean {
    return this.#metadata.lengths.length + this.#omittedMetadata.lengths.length > 0;
  }

  member(name: 'relationships' | 'links'): Uint8Array | undefined {
    return this.#cut(name === 'links' ? this.#links : this.#relationships);
  }

  get otherMeta(): Uint8Array | undefined {
    return this.#cut(this.#otherMeta);
  }

  get related(): readonly EntryKey[] {
    const { offset, lengths } = this.#keys;
    const keys: EntryKey[] = [];
    let start = offset;
    for (let index = 0; index < lengths.length; index += 2) {
      const middle = start + lengths[index]!;
      const end = middle + lengths[index + 1]!;
      // The first is the entry itself.
      if (index > 0) keys.push({ type: this.#text(start, middle), id: this.#text(middle, end) });
      start = end;
    }
    return keys;
  }

  #text(start: number, end: number): string {
    return this.#body.toString('utf8', start, end);
  }

  #cut({ offset, bytes }: Part): Uint8Array | undefined {
    return bytes === 0 ? undefined : this.#body.subarray(offset, offset + bytes);
  }

  #find({ offset, lengths }: Members, name: string): Uint8Array | undefined {
    if (lengths.length === 0) return undefined;
    const wanted = Buffer.from(JSON.stringify(name));
    let start = offset;
    for (let index = 0; index < lengths.length; index += 2) {
      const valueStart = start + lengths[index]! + 1;
      const valueEnd = valueStart + lengths[index + 1]!;
      if (lengths[index] === wanted.length && this.#holds(wanted, start)) {
        return this.#body.subarray(valueStart, valueEnd);
      }
      start = valueEnd + 1;
    }
    return undefined;
  }

  /** A plain loop: names are short, and Buffer.compare costs more than it saves on them. */
  #holds(wanted: Uint8Array, start: number): boolean {
    for (let index = 0; index < wanted.length; index += 1) {
      if (this.#body[start + index] !== wanted[index]) return false;
    }
    return true;
  }

  #names({ offset, lengths }: Members): string[] {
    const names: string[] = [];
    let start = offset;
    for (let index = 0; index < lengths.length; index += 2) {
      const end = start + lengths[index]!;
      names.push(JSON.parse(this.#text(start, end)) as string);
      start = end + lengths[index + 1]! + 2;
    }
    return names;
  }
}

function readPart(reader: VarintReader): Part {
  return { offset: reader.next(), bytes: reader.next() };
}

function readMembers(reader: VarintReader): Members {
  const offset = reader.next();
  const lengths = new Array<number>(reader.next() * 2);
  for (let index = 0; index < lengths.length; index += 1) lengths[index] = reader.next();
  return { offset, lengths };
}
