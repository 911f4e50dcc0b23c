/** A server that does one ingestion and tells of its progress, until it is killed. */
import type { IngestionContext } from '../../../src/registry/ingestion/ingestion-context.ts';
import type { ClaimedIngestion, IngestionProgress } from '../../../src/registry/ingestion/ingestion-queue.ts';
import { IngestionRunner } from '../../../src/registry/ingestion/ingestion-runner.ts';
import { MemoryQueue } from './memory-queue.ts';

class TellingQueue extends MemoryQueue {
  override report(claim: ClaimedIngestion, progress: IngestionProgress): boolean {
    process.send!(progress);
    return super.report(claim, progress);
  }
}

process.once('message', ({ claim, context }: { claim: ClaimedIngestion; context: IngestionContext }) => {
  const queue = new TellingQueue();
  const log = { audit: () => {}, failure: console.error };
  queue.waiting.push(claim);
  new IngestionRunner({ queue, context, concurrency: 1, log }).start();
});
