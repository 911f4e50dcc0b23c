import type { AcquireProgress } from '../acquired-source.ts';
import { SourceError } from '../source-error.ts';
import { answerError } from './answer-error.ts';
import { contentCoding } from './decode-body.ts';
import type { Checksum, ExpectedContent, PreviousDownload } from './expected-content.ts';
import { readChecksum } from './expected-content.ts';
import type { HttpAnswer, HttpClient } from './http-client.ts';
import { PartialFile } from './partial-file.ts';
import { PassingError } from './passing-error.ts';
import { isNextPart, isOfUse, nextRequest, wholeSize } from './ranges.ts';
import { shownUrl } from './shown-url.ts';
import type { Patience } from './with-tries.ts';
import { withTries } from './with-tries.ts';

export interface DownloadOptions extends Patience {
  /** For this download alone; what is half fetched stays here. The file's name in it does not come from the URL. */
  readonly folder: string;
  /** The location for messages. */
  readonly shown: string;
  readonly bytesMax: number;
  /** Lower-case names, such as `authorization`; sent to the URL's own origin only. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly expected?: ExpectedContent;
  readonly previous?: PreviousDownload | undefined;
  readonly now: () => Date;
  readonly onProgress?: ((progress: AcquireProgress) => void) | undefined;
}

export type Download =
  | { readonly outcome: 'unchanged' }
  | {
      readonly outcome: 'downloaded';
      readonly path: string;
      /** Where the redirects ended, without secrets. */
      readonly url: string;
      readonly etag: string | undefined;
      readonly lastModified: string | undefined;
      readonly sizeBytes: number;
      /** SHA-256, hex. */
      readonly checksum: string;
    };

/**
 * Fetches a URL into a file. A download that breaks off is gone on with, in this call and in the next one, where the
 * server can show that the data have not changed since; else it begins anew.
 *
 * Errors: `SourceError`, of which `unreachable` is worth another call later. Where the signal aborts, its reason.
 * Limits: `bytesMax`; `fetchTriesMax` requests in one call.
 */
export async function download(client: HttpClient, url: string, options: DownloadOptions): Promise<Download> {
  const wanted = readChecksum(options.expected?.checksum);
  const algorithms = new Set(['sha256', ...(wanted ? [wanted.algorithm] : [])]);
  let file: PartialFile | undefined;
  try {
    const found = await PartialFile.find(options.folder, url, [...algorithms]);
    file = found;
    return await withTries(() => new Attempt(client, url, options, wanted, found).run(), options);
  } catch (error) {
    const full = diskError(options.shown, error);
    // What fills the disk, and what nobody can go on from, is better gone.
    if (file && (full || !isOfUse(file, wanted !== undefined))) await file.remove();
    throw full ?? located(options.shown, url, error);
  } finally {
    await file?.close();
  }
}

/** One request and what becomes of its answer. */
class Attempt {
  readonly #client: HttpClient;
  readonly #url: string;
  readonly #options: DownloadOptions;
  readonly #wanted: Checksum | undefined;
  readonly #file: PartialFile;

  constructor(
    client: HttpClient,
    url: string,
    options: DownloadOptions,
    wanted: Checksum | undefined,
    file: PartialFile,
  ) {
    this.#client = client;
    this.#url = url;
    this.#options = options;
    this.#wanted = wanted;
    this.#file = file;
  }

  async run(): Promise<Download> {
    const { signal } = this.#options;
    const next = nextRequest(this.#file, this.#options.previous, this.#wanted !== undefined);
    const headers = { ...this.#options.headers, ...next.headers };
    const answer = await this.#client.get(this.#url, { headers, ...(signal ? { signal } : {}) });
    try {
      switch (answer.status) {
        case 200:
          return await this.#takeWhole(answer);
        case 206:
          if (next.kind !== 'resume') break;
          return await this.#takePart(answer);
        case 304:
          if (next.kind === 'confirm') return await this.#takeFinished(answer);
          if (next.kind === 'renew') return { outcome: 'unchanged' };
          break;
        case 416:
          if (next.kind !== 'resume') break;
          if (wholeSize(answer) !== this.#file.sizeBytes)
            return await this.#startOver('has another size now');
          return await this.#takeFinished(answer);
      }
      throw answerError(this.#options.shown, answer, this.#options.now());
    } finally {
      await answer.discard();
    }
  }

  async #takeWhole(answer: HttpAnswer): Promise<Download> {
    const { etag, 'last-modified': lastModified } = answer.headers;
    const total = wholeSize(answer);
    await this.#checkSize(total);
    // Parts of a compressed answer are no parts of the file: nothing to tell them apart by, nothing to go on from.
    const validators = contentCoding(answer.headers) === undefined ? { etag, lastModified, total } : {};
    await this.#file.begin({ url: this.#url, ...validators });
    await this.#read(answer, total);
    return await this.#finish(answer, false);
  }

  async #takePart(answer: HttpAnswer): Promise<Download> {
    if (!isNextPart(answer, this.#file)) return await this.#startOver('sent another part than was asked for');
    const total = wholeSize(answer) ?? this.#file.state?.total;
    await this.#checkSize(total);
    await this.#file.resume(this.#options.signal);
    await this.#read(answer, total);
    return await this.#finish(answer, true);
  }

  async #takeFinished(answer: HttpAnswer): Promise<Download> {
    await this.#file.resume(this.#options.signal);
    return await this.#finish(answer, true);
  }

  async #refuseSize(): Promise<never> {
    const { shown, bytesMax } = this.#options;
    await this.#file.remove();
    const problem = `is larger than the ${bytesMax} bytes that are fetched at most`;
    throw new SourceError(shown, problem, { reason: 'limit' });
  }

  async #startOver(problem: string): Promise<never> {
    await this.#file.remove();
    throw new PassingError(this.#options.shown, `the server ${problem}`, { reason: 'unreachable' });
  }

  async #checkSize(total: number | undefined): Promise<void> {
    const { shown, bytesMax, expected } = this.#options;
    if (total !== undefined && total > bytesMax) await this.#refuseSize();
    if (total !== undefined && expected?.sizeBytes !== undefined && total !== expected.sizeBytes) {
      throw new SourceError(shown, `has ${total} bytes, where ${expected.sizeBytes} were announced`);
    }
  }

  async #read(answer: HttpAnswer, total: number | undefined): Promise<void> {
    const { shown, bytesMax, expected, onProgress, signal } = this.#options;
    const file = this.#file;
    const totalBytes = total ?? expected?.sizeBytes;
    onProgress?.({ bytes: file.sizeBytes, totalBytes });
    for await (const chunk of answer.body) {
      signal?.throwIfAborted();
      const bytes = file.sizeBytes + chunk.length;
      if (bytes > bytesMax) await this.#refuseSize();
      if (bytes > (totalBytes ?? bytes)) await this.#startOver(`sends more than ${totalBytes} bytes`);
      await file.append(chunk);
      onProgress?.({ bytes: file.sizeBytes, totalBytes });
    }
    // Where no length is told, a connection that breaks off looks like one that ends.
    if (totalBytes !== undefined && file.sizeBytes < totalBytes) {
      const problem = `the connection ended after ${file.sizeBytes} of ${totalBytes} bytes`;
      throw new PassingError(shown, problem, { reason: 'unreachable' });
    }
  }

  /** Judges what is there now. Bytes of several answers that do not fit together are worth another try. */
  async #finish(answer: HttpAnswer, pieced: boolean): Promise<Download> {
    const file = this.#file;
    const { shown, previous } = this.#options;
    const problem = this.#contentProblem();
    if (problem !== undefined) {
      await file.remove();
      throw pieced
        ? new PassingError(shown, problem, { reason: 'unreadable' })
        : new SourceError(shown, problem, { reason: 'unreadable' });
    }
    const checksum = file.digest('sha256') ?? '';
    const { sizeBytes } = file;
    if (checksum === previous?.checksum) {
      await file.remove();
      return { outcome: 'unchanged' };
    }
    return {
      outcome: 'downloaded',
      path: file.path,
      url: shownUrl(answer.url),
      etag: answer.headers.etag ?? file.state?.etag,
      lastModified: answer.headers['last-modified'] ?? file.state?.lastModified,
      sizeBytes,
      checksum,
    };
  }

  #contentProblem(): string | undefined {
    const { sizeBytes } = this.#options.expected ?? {};
    if (sizeBytes !== undefined && this.#file.sizeBytes !== sizeBytes) {
      return `has ${this.#file.sizeBytes} bytes, where ${sizeBytes} were announced`;
    }
    if (this.#wanted === undefined) return undefined;
    const { algorithm, hex } = this.#wanted;
    const found = this.#file.digest(algorithm);
    return found === hex ? undefined : `has the ${algorithm} checksum ${found}, where ${hex} was announced`;
  }
}

function diskError(shown: string, error: unknown): SourceError | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  if (error.code !== 'ENOSPC' && error.code !== 'EDQUOT') return undefined;
  return new SourceError(shown, 'the disk is full; make room for it and try again', {
    reason: 'limit',
    cause: error,
  });
}

/** An error of the client names the URL; who asked knows the location, which may stand for several URLs. */
function located(shown: string, url: string, error: unknown): unknown {
  if (!(error instanceof SourceError)) return error;
  const problem = shownUrl(url) === shown ? error.problem : `${error.problem} (${shownUrl(url)})`;
  const { reason, choices, retryAfterSeconds, cause } = error;
  const told = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  return new SourceError(shown, problem, { reason, choices, cause, ...told });
}
