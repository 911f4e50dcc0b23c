import { SourceError } from '../source-error.ts';
import type { TarEntry } from './tar-entries.ts';
import { extractionError } from './tar-entries.ts';

/** A small file is kept while the walk stands at it, so that looking at its beginning costs nothing. */
const keptBytesMax = 256 * 1024;

/** The bytes of the file that a walk over a tar archive has come to. They pass by once. */
export class TarCurrentEntry {
  readonly #sizeBytes: number;
  readonly #location: string;
  #entry: TarEntry | undefined;
  #kept: Promise<Uint8Array> | undefined;

  constructor(entry: TarEntry, location: string) {
    this.#entry = entry;
    this.#sizeBytes = entry.header.size;
    this.#location = location;
  }

  /** Undefined where the bytes were read or have passed by. */
  read(): AsyncIterable<Uint8Array> | undefined {
    const entry = this.#entry;
    if (this.#kept !== undefined) return once(this.#kept);
    if (entry === undefined) return undefined;
    this.#entry = undefined;
    if (this.#sizeBytes > keptBytesMax) return this.#stream(entry);
    this.#kept = collect(this.#stream(entry));
    return once(this.#kept);
  }

  /** The walk goes on. */
  pass(): void {
    this.#entry = undefined;
    this.#kept = undefined;
  }

  async *#stream(entry: TarEntry): AsyncGenerator<Uint8Array> {
    // The iterator is never told to return: with one entry that would end the whole archive.
    const chunks = entry[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
    let bytes = 0;
    for (;;) {
      const next = await chunks.next().catch((error: unknown) => {
        throw extractionError(this.#location, error);
      });
      if (next.done === true) break;
      bytes += next.value.length;
      yield next.value;
    }
    if (bytes < this.#sizeBytes) throw new SourceError(this.#location, 'is cut off');
  }
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const collected: Uint8Array[] = [];
  for await (const chunk of chunks) collected.push(chunk);
  // A copy: small files should not hold on to all that was read with them.
  return Buffer.concat(collected);
}

async function* once(bytes: Promise<Uint8Array>): AsyncGenerator<Uint8Array> {
  const known = await bytes;
  if (known.length > 0) yield known;
}
