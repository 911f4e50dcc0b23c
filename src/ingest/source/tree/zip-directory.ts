/** The directory of a zip archive, entry by entry; knows nothing of what is done with them. */
import type { Entry, ZipFile } from 'yauzl';
import { fromRandomAccessReaderPromise, RandomAccessReader } from 'yauzl';
import type { Extent, ExtentReader } from '../disk/extent.ts';
import { SourceError } from '../source-error.ts';

/** An entry and where in the directory it stands, by which it is found again. */
export interface DirectoryEntry {
  readonly entry: Entry;
  readonly place: number;
}

/**
 * All entries, in the order of the directory.
 *
 * Errors: `SourceError` where the directory is missing or damaged.
 */
export async function* readDirectory(extent: Extent, location: string): AsyncGenerator<DirectoryEntry> {
  yield* readEntries(extent, location, undefined);
}

/** The one entry that stands at a place that `readDirectory` told. Errors: as of `readDirectory`. */
export async function readEntryAt(
  extent: Extent,
  location: string,
  place: number,
): Promise<Entry | undefined> {
  for await (const { entry } of readEntries(extent, location, place)) return entry;
  return undefined;
}

async function* readEntries(
  extent: Extent,
  location: string,
  start: number | undefined,
): AsyncGenerator<DirectoryEntry> {
  const reader = await extent.open();
  try {
    const zip = await fromRandomAccessReaderPromise(new DirectoryReader(reader), extent.sizeBytes, {
      autoClose: false,
      // One bad name or size would end the walk over all others.
      decodeStrings: false,
      validateEntrySizes: false,
    });
    const cursor = zip as unknown as Cursor;
    if (start !== undefined) cursor.readEntryCursor = start;
    let place = cursor.readEntryCursor;
    for await (const entry of zip.eachEntry()) {
      yield { entry, place };
      place = cursor.readEntryCursor;
    }
  } catch (error) {
    throw error instanceof SourceError ? error : directoryError(location, error);
  } finally {
    await reader.close();
  }
}

/** Where the library reads on; its types call it a boolean. */
type Cursor = Omit<ZipFile, 'readEntryCursor'> & { readEntryCursor: number };

/** The bytes as the library wants them: whole, and told of in a callback. */
class DirectoryReader extends RandomAccessReader {
  readonly #reader: ExtentReader;

  constructor(reader: ExtentReader) {
    super();
    this.#reader = reader;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.#reader.read(position, length).then(
      (bytes) => callback(null, bytes.copy(buffer, offset)),
      (error: Error) => callback(error),
    );
  }
}

function directoryError(location: string, error: unknown): SourceError {
  const message = error instanceof Error ? error.message : String(error);
  const told = (problem: string) => new SourceError(location, problem, { cause: error });
  if (/signature not found/.test(message)) {
    return told('the zip archive is cut off: it has no directory at its end');
  }
  if (/strong encryption/.test(message))
    return told('the zip archive is encrypted; encrypted files are not read');
  if (/multi-disk/.test(message)) {
    return told('is one part of a zip archive that was split; join the parts and name the whole');
  }
  return told(`the directory of the zip archive is damaged (${message.replace(/\s+/g, ' ').slice(0, 200)})`);
}
