import { closeSync, openSync, readSync, writeSync } from 'node:fs';
import { invariant } from '../../../base/index.ts';

/** A scratch file: stretches of bytes are appended and read back while a database is built. */
export class SpoolFile {
  readonly #descriptor: number;
  #length = 0;

  constructor(path: string) {
    this.#descriptor = openSync(path, 'wx+', 0o600);
  }

  /** Returns where the bytes stand. */
  append(bytes: Uint8Array): number {
    const offset = this.#length;
    for (let written = 0; written < bytes.length; ) {
      written += writeSync(this.#descriptor, bytes, written, bytes.length - written, offset + written);
    }
    this.#length += bytes.length;
    return offset;
  }

  read(offset: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafeSlow(length);
    for (let done = 0; done < length; ) {
      const count = readSync(this.#descriptor, bytes, done, length - done, offset + done);
      invariant(count > 0, 'the spool file is as long as what was written to it');
      done += count;
    }
    return bytes;
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
