/**
 * Entries → a file of the OPTIMADE JSON Lines format. What stands before the entries is known last, so they wait in a
 * temporary file; `publish` puts all together and hands it on as bytes. Knows neither the file that is written nor its
 * compression.
 */
import { createHash } from 'node:crypto';
import type {
  Attachment,
  DatabaseWriter,
  StoredArchive,
  StoredAttachment,
  WrittenEntryType,
} from '../../backend/index.ts';
import { storedFileScheme } from '../../base/index.ts';
import type { DatabaseDescription, Entry } from '../../standard/index.ts';
import { EntrySpool } from './entry-spool.ts';
import type { FileDescription } from './head-lines.ts';
import { headLines } from './head-lines.ts';

export interface JsonLinesWriterOptions {
  readonly file: FileDescription;
  /** Writes the file, and is done when it is whole. Called once, by `publish`, with UTF-8 text in pieces. */
  readonly deliver: (content: Iterable<Uint8Array>) => Promise<void>;
  /** Hears how much of the file was handed on, 0 to 1, and how many entries there are. */
  readonly onProgress?: (fraction: number, entries: number) => void;
}

interface OpenEntryType {
  count: number;
  readonly knownCounts: Map<string, number>;
}

/** Small pieces cost more in passing on than in writing. */
const pieceBytes = 64 * 1024;

/**
 * Reading the file gives the same entries again, in the same order and with the same definitions. Archives and
 * attachments have no place in it, and so neither have entries that describe one of these: nobody could have what they
 * tell of. How many there were is counted.
 *
 * @spec OPTIMADE 1.3.0, "The OPTIMADE JSON Lines Format for Database Exchange"
 */
export class JsonLinesWriter implements DatabaseWriter {
  readonly #options: JsonLinesWriterOptions;
  readonly #spool = new EntrySpool();
  readonly #entryTypes = new Map<string, OpenEntryType>();
  #attachmentCount = 0;
  #archiveCount = 0;

  constructor(options: JsonLinesWriterOptions) {
    this.#options = options;
  }

  /** Attachments that the file does not hold. */
  get attachmentCount(): number {
    return this.#attachmentCount;
  }

  /** Files below `archive/`, which the file does not hold either. */
  get archiveCount(): number {
    return this.#archiveCount;
  }

  write(entry: Entry, origin: Parameters<DatabaseWriter['write']>[1]): void {
    const { type, id, attributes, ...members } = entry;
    if (isOfAttachment(entry)) return;
    this.#count(type, attributes, 1);
    const resourceObject = { type, id, attributes, ...members };
    this.#spool.add(entry, origin, Buffer.from(`${JSON.stringify(resourceObject)}\n`));
  }

  /** What entries say of an attachment follows from its bytes, so they are read all the same. */
  async attach(
    attachment: Attachment,
    content: AsyncIterable<Uint8Array>,
  ): Promise<StoredAttachment | undefined> {
    if (!this.#spool.addAttachment(attachment)) return undefined;
    this.#attachmentCount += 1;
    const hash = createHash('sha256');
    let sizeBytes = 0;
    for await (const piece of content) {
      sizeBytes += piece.length;
      hash.update(piece);
    }
    return { sizeBytes, sha256: hash.digest('hex') };
  }

  /** Nothing depends on what an archive holds, so it is not read. */
  async archive(): Promise<StoredArchive> {
    this.#archiveCount += 1;
    return { sizeBytes: 0, notANumbers: 0 };
  }

  async index(): ReturnType<DatabaseWriter['index']> {
    const duplicates = this.#spool.dropDuplicates((document) => {
      const { type, attributes } = JSON.parse(Buffer.from(document).toString()) as Entry;
      this.#count(type, attributes, -1);
    });
    const entryTypes: Record<string, WrittenEntryType> = Object.create(null);
    for (const [name, { count, knownCounts }] of this.#entryTypes) {
      entryTypes[name] = { count, knownCounts: Object.fromEntries(knownCounts) };
    }
    return { duplicates, entryTypes, archives: { count: 0, looseCount: 0 } };
  }

  async publish(description: DatabaseDescription): Promise<void> {
    const { file, deliver, onProgress = () => {} } = this.#options;
    const head = headLines(description, file).map((line) => Buffer.from(`${line}\n`));
    const entries = Object.values(description.entryTypes).reduce((sum, { count }) => sum + count, 0);
    try {
      await deliver(
        inPieces(head, this.#spool.documents(), (written) => onProgress(written / entries, entries)),
      );
    } finally {
      this.#spool.close();
    }
  }

  async abort(): Promise<void> {
    this.#spool.close();
  }

  #count(name: string, attributes: Entry['attributes'], step: 1 | -1): void {
    let entryType = this.#entryTypes.get(name);
    if (entryType === undefined) {
      entryType = { count: 0, knownCounts: new Map() };
      this.#entryTypes.set(name, entryType);
    }
    entryType.count += step;
    const { knownCounts } = entryType;
    for (const [property, value] of Object.entries(attributes)) {
      if (value !== null) knownCounts.set(property, (knownCounts.get(property) ?? 0) + step);
    }
  }
}

/** Whether an entry is about a file that is kept beside it. */
function isOfAttachment({ type, attributes: { url } }: Entry): boolean {
  return type === 'files' && typeof url === 'string' && url.startsWith(storedFileScheme);
}

function* inPieces(
  head: readonly Uint8Array[],
  documents: Iterable<Uint8Array>,
  onWritten: (documents: number) => void,
): Generator<Uint8Array> {
  let open: Uint8Array[] = [...head];
  let openBytes = 0;
  let written = 0;
  for (const document of documents) {
    open.push(document);
    openBytes += document.length;
    written += 1;
    if (openBytes < pieceBytes) continue;
    yield Buffer.concat(open);
    onWritten(written);
    open = [];
    openBytes = 0;
  }
  yield Buffer.concat(open);
}
