/** The entries of a tar archive, one after the other, with their bytes; knows nothing of what is done with them. */
import type { Extract } from 'tar-stream';
import { extract as startExtraction } from 'tar-stream';
import { SourceError } from '../source-error.ts';

/** An entry with its header, a stream of its bytes. */
export type TarEntry = Extract extends AsyncIterable<infer Item> ? Item : never;

/** Two blocks of zeros end an archive. */
const endMarkBytes = 1024;

/**
 * Walks over the entries of an archive. Whoever takes one reads it to its end, or calls its `resume`, before the next.
 *
 * @param content the archive without its compression
 * @param onMissingEnd is called at the end of an archive that has no mark of its end
 *
 * Errors: `SourceError` where the archive is cut off or damaged; those of `content`.
 */
export async function* tarEntries(
  content: AsyncIterable<Uint8Array>,
  location: string,
  onMissingEnd: () => void,
): AsyncGenerator<TarEntry> {
  // Archives from before the standard have no mark of their format, only a checksum.
  const extraction = startExtraction({ allowUnknownFormat: true } as object);
  let wake = () => {};
  extraction.on('drain', () => wake());
  extraction.on('close', () => wake());
  let last: Uint8Array = new Uint8Array();
  async function feed(): Promise<void> {
    for await (const chunk of content) {
      last = chunk.length < endMarkBytes ? Buffer.concat([last, chunk]) : chunk;
      last = last.subarray(-endMarkBytes);
      if (extraction.destroyed || extraction.destroying) return;
      if (extraction.write(chunk)) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    extraction.end(null);
  }
  const fed = feed().catch((error: Error) => extraction.destroy(error));
  try {
    yield* extraction;
    if (last.length < endMarkBytes || last.some((byte) => byte !== 0)) onMissingEnd();
  } catch (error) {
    throw extractionError(location, error);
  } finally {
    extraction.destroy(null);
    wake();
    await fed;
  }
}

/** What the library says of an archive, as a `SourceError`; other errors come back as they are. */
export function extractionError(location: string, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof SourceError) return error;
  // The second is what is heard by who reads the file in which the archive ends.
  if (/Unexpected end of data|Stream was destroyed/.test(error.message)) {
    return new SourceError(location, 'the tar archive is cut off', { cause: error });
  }
  // All that the library says of headers begins so; other errors are not of the archive.
  if (!/header/i.test(error.message)) return error;
  return new SourceError(
    location,
    'the tar archive is damaged: the header of a file is not as it should be',
    {
      cause: error,
    },
  );
}
