/** What a serving process and its ingestion process tell each other. A job's number tells it from those before. */
import type { IngestionContext } from './ingestion-context.ts';
import type { ClaimedIngestion, IngestionOutcome, IngestionProgress } from './ingestion-queue.ts';

export type MessageToChild =
  | {
      readonly kind: 'run';
      readonly job: number;
      readonly claim: ClaimedIngestion;
      readonly context: IngestionContext;
    }
  | { readonly kind: 'abort'; readonly job: number }
  | { readonly kind: 'end' };

export type MessageToParent =
  /** Its thread is not stuck. Told from the beginning of a job to its end, whatever that is at. */
  | { readonly kind: 'alive'; readonly job: number }
  | { readonly kind: 'progress'; readonly job: number; readonly progress: IngestionProgress }
  /** Something went wrong that is our fault: what, and its story for the log. */
  | { readonly kind: 'fault'; readonly job: number; readonly what: string; readonly story: string }
  | { readonly kind: 'done'; readonly job: number; readonly outcome: IngestionOutcome };
