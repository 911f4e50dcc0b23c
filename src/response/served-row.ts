import { Buffer } from 'node:buffer';
import { storedFileScheme } from '../base/index.ts';
import type { EntryKey, EntryRow } from '../query/index.ts';
import type { DocumentContext } from './document-context.ts';

/** The whole resource object of an entry, as JSON. @param versionedBaseUrl of its database */
export function serializeResourceObject(row: EntryRow, versionedBaseUrl: string): Uint8Array {
  return servedRow(row, { versionedBaseUrl }).resourceObject;
}

/** A row as it is seen here: the URLs of files that are kept beside the entries lead to this server. */
export function servedRow(
  row: EntryRow,
  { versionedBaseUrl }: Pick<DocumentContext, 'versionedBaseUrl'>,
): EntryRow {
  return row.type === 'files' ? new FileRow(row, versionedBaseUrl) : row;
}

const stored = Buffer.from(`"${storedFileScheme}`);

class FileRow implements EntryRow {
  readonly #row: EntryRow;
  readonly #opening: Buffer;

  constructor(row: EntryRow, versionedBaseUrl: string) {
    this.#row = row;
    this.#opening = Buffer.from(JSON.stringify(`${versionedBaseUrl}/extensions/files/`).slice(0, -1));
  }

  get type(): string {
    return this.#row.type;
  }

  get id(): string {
    return this.#row.id;
  }

  get resourceObject(): Uint8Array {
    return this.#withBase(this.#row.resourceObject);
  }

  property(name: string): Uint8Array | undefined {
    const bytes = this.#row.property(name);
    return bytes && this.#withBase(bytes);
  }

  get omittedProperties(): readonly string[] {
    return this.#row.omittedProperties;
  }

  propertyMetadata(name: string): Uint8Array | undefined {
    return this.#row.propertyMetadata(name);
  }

  get hasPropertyMetadata(): boolean {
    return this.#row.hasPropertyMetadata;
  }

  member(name: 'relationships' | 'links'): Uint8Array | undefined {
    return this.#row.member(name);
  }

  get otherMeta(): Uint8Array | undefined {
    return this.#row.otherMeta;
  }

  get related(): readonly EntryKey[] {
    return this.#row.related;
  }

  /** The same JSON with the base URL before the name of each stored file. */
  #withBase(json: Uint8Array): Uint8Array {
    const bytes = Buffer.from(json.buffer, json.byteOffset, json.length);
    const parts: Buffer[] = [];
    let done = 0;
    for (let found = bytes.indexOf(stored); found !== -1; found = bytes.indexOf(stored, done)) {
      parts.push(bytes.subarray(done, found), this.#opening);
      done = found + stored.length;
    }
    return done === 0 ? json : Buffer.concat([...parts, bytes.subarray(done)]);
  }
}
