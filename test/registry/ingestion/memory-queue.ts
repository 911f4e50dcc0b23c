import { existsSync, renameSync, rmSync } from 'node:fs';
import type {
  ClaimedIngestion,
  IngestionOutcome,
  IngestionProgress,
  IngestionQueue,
} from '../../../src/registry/ingestion/ingestion-queue.ts';

/** A queue that keeps its promises in memory, and everything that it was told. */
export class MemoryQueue implements IngestionQueue {
  readonly waiting: ClaimedIngestion[] = [];
  readonly claimed = new Set<string>();
  readonly reported = new Map<string, IngestionProgress[]>();
  readonly finished: { readonly id: string; readonly outcome: IngestionOutcome }[] = [];
  readonly #settled: (() => void)[] = [];

  claim(): ClaimedIngestion | undefined {
    return this.#take(this.waiting.shift());
  }

  claimOne(id: string): ClaimedIngestion | undefined {
    const index = this.waiting.findIndex((claim) => claim.id === id);
    return index < 0 ? undefined : this.#take(this.waiting.splice(index, 1)[0]);
  }

  #take(claim: ClaimedIngestion | undefined): ClaimedIngestion | undefined {
    if (claim !== undefined) this.claimed.add(claim.lease);
    return claim;
  }

  report({ id, lease }: ClaimedIngestion, progress: IngestionProgress): boolean {
    if (!this.claimed.has(lease)) return false;
    this.reported.set(id, [...(this.reported.get(id) ?? []), progress]);
    return true;
  }

  finish(claim: ClaimedIngestion, outcome: IngestionOutcome): void {
    if (this.claimed.delete(claim.lease)) {
      if (outcome.outcome === 'published') renameSync(claim.stagedPath, claim.filePath);
      if (existsSync(claim.stagedReportPath)) renameSync(claim.stagedReportPath, `${claim.filePath}.report`);
    }
    for (const path of [claim.stagedPath, claim.stagedReportPath]) rmSync(path, { force: true });
    this.finished.push({ id: claim.id, outcome });
    for (const resolve of this.#settled.splice(0)) resolve();
  }

  /** Resolves with the outcomes when there are so many. */
  async outcomes(count: number): Promise<readonly IngestionOutcome[]> {
    while (this.finished.length < count) {
      await new Promise<void>((resolve) => this.#settled.push(resolve));
    }
    return this.finished.map(({ outcome }) => outcome);
  }

  /** Resolves when an ingestion has come so far. */
  async reaches(id: string, reached: (progress: IngestionProgress) => boolean): Promise<void> {
    while (!this.reported.get(id)?.some(reached)) await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
