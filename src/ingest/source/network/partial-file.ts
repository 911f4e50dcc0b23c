import type { Hash } from 'node:crypto';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonValue } from '../../../base/index.ts';
import { isJsonObject } from '../../../base/index.ts';

/** What a download must know to go on from where an earlier one broke off. */
export interface PartialState {
  /** As it was asked for. */
  readonly url: string;
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
  /** Bytes of the whole, where known. */
  readonly total?: number | undefined;
}

/**
 * A file that grows by downloads, with its state in a small JSON beside it, and the hashes of what it holds. The state
 * is written before the first byte, and old bytes are gone before that: no file is ever taken for another one's start.
 */
export class PartialFile {
  readonly path: string;
  readonly #statePath: string;
  readonly #algorithms: readonly string[];
  #state: PartialState | undefined;
  #sizeBytes = 0;
  #handle: FileHandle | undefined;
  /** Of all bytes of the file, or undefined where those that were found have not been read. */
  #hashes: Map<string, Hash> | undefined;

  private constructor(folder: string, algorithms: readonly string[]) {
    this.path = join(folder, 'content');
    this.#statePath = join(folder, 'content.json');
    this.#algorithms = algorithms;
  }

  /** Finds what an earlier download of the URL left in the folder, or makes the folder. */
  static async find(folder: string, url: string, algorithms: readonly string[]): Promise<PartialFile> {
    await mkdir(folder, { recursive: true });
    const file = new PartialFile(folder, algorithms);
    const state = await readState(file.#statePath);
    const status = await stat(file.path).catch(() => undefined);
    if (state?.url === url && status?.isFile()) {
      file.#state = state;
      file.#sizeBytes = status.size;
    }
    return file;
  }

  /** Undefined where there is nothing to go on from. */
  get state(): PartialState | undefined {
    return this.#state;
  }

  get sizeBytes(): number {
    return this.#sizeBytes;
  }

  /** Forgets what is there and begins anew. */
  async begin(state: PartialState): Promise<void> {
    await this.remove();
    await writeFile(this.#statePath, JSON.stringify(state), { mode: 0o600 });
    this.#handle = await open(this.path, 'wx', 0o600);
    this.#hashes = this.#newHashes();
    this.#state = state;
  }

  /** Makes ready to go on, or to be judged: reads what is there for the hashes. */
  async resume(signal: AbortSignal | undefined): Promise<void> {
    if (this.#hashes) return;
    const hashes = this.#newHashes();
    for await (const chunk of createReadStream(this.path, { highWaterMark: 1024 * 1024 })) {
      signal?.throwIfAborted();
      for (const hash of hashes.values()) hash.update(chunk);
    }
    this.#handle = await open(this.path, 'a');
    this.#hashes = hashes;
  }

  async append(chunk: Uint8Array): Promise<void> {
    await this.#handle?.appendFile(chunk);
    for (const hash of this.#hashes?.values() ?? []) hash.update(chunk);
    this.#sizeBytes += chunk.length;
  }

  /** In hex, of what is there now. */
  digest(algorithm: string): string | undefined {
    return this.#hashes?.get(algorithm)?.copy().digest('hex');
  }

  async remove(): Promise<void> {
    await this.close();
    await rm(this.path, { force: true, recursive: true });
    await rm(this.#statePath, { force: true, recursive: true });
    this.#state = undefined;
    this.#sizeBytes = 0;
    this.#hashes = undefined;
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = undefined;
  }

  #newHashes(): Map<string, Hash> {
    return new Map(this.#algorithms.map((algorithm) => [algorithm, createHash(algorithm)]));
  }
}

/** What cannot be read is treated as if there were none: the download begins anew. */
async function readState(path: string): Promise<PartialState | undefined> {
  try {
    const value: JsonValue = JSON.parse(await readFile(path, 'utf8'));
    if (!isJsonObject(value) || typeof value.url !== 'string') return undefined;
    return {
      url: value.url,
      etag: typeof value.etag === 'string' ? value.etag : undefined,
      lastModified: typeof value.lastModified === 'string' ? value.lastModified : undefined,
      total: typeof value.total === 'number' ? value.total : undefined,
    };
  } catch {
    return undefined;
  }
}
