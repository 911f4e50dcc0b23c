import { limits } from '../../../base/index.ts';
import { SourceError } from '../source-error.ts';

/**
 * Counts what a folder or bundle holds, as far as it is known.
 *
 * Errors: `SourceError` (`limit`) of `add`.
 * Limits: `treeFilesMax`, `treeBytesMax`.
 */
export class TreeCount {
  readonly #location: string;
  #files = 0;
  #bytes = 0;

  constructor(location: string) {
    this.#location = location;
  }

  /** Of all files, as they lie in the tree. */
  get bytes(): number {
    return this.#bytes;
  }

  add(sizeBytes: number): void {
    this.#files += 1;
    this.#bytes += sizeBytes;
    if (this.#files > limits.treeFilesMax) throw this.#beyond(`holds more than ${limits.treeFilesMax} files`);
    if (this.#bytes > limits.treeBytesMax) {
      throw this.#beyond(`holds files of more than ${limits.treeBytesMax} bytes in all`);
    }
  }

  #beyond(problem: string): SourceError {
    return new SourceError(this.#location, problem, { reason: 'limit' });
  }
}
