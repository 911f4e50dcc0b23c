import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { lockFolder } from '../../backend/index.ts';
import type { ClaimedIngestion } from './ingestion-queue.ts';

/**
 * Where an ingestion puts what it fetches. What is half fetched stays for the next one, and whoever works there has a
 * lock on it: a process that was frozen, or whose clock jumped, goes on for a moment after it lost its lease, and two
 * that write into one file make data that are nobody's. Who finds the folder locked works beside it, and begins anew.
 */
export class DownloadFolder {
  readonly path: string;
  readonly #lock: ReturnType<typeof lockFolder>;

  /** Errors: of the file system. */
  constructor({ downloadFolder, lease }: Pick<ClaimedIngestion, 'downloadFolder' | 'lease'>) {
    mkdirSync(downloadFolder, { recursive: true });
    this.#lock = lockFolder(downloadFolder);
    this.path = this.#lock === undefined ? `${downloadFolder}.${lease}` : downloadFolder;
  }

  /** @param keeps whether what is there is of use for another try; what lies beside the folder, nobody would find */
  async leave(keeps: boolean): Promise<void> {
    try {
      if (!keeps || this.#lock === undefined) await rm(this.path, { recursive: true, force: true });
    } finally {
      this.#lock?.close();
    }
  }
}
