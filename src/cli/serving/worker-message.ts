import type { Settings } from '../../config/index.ts';
import type { MetricsSnapshot } from '../../http/index.ts';

/** What the supervisor tells a worker. */
export type SupervisorMessage =
  | { readonly kind: 'serve'; readonly settings: Settings }
  | { readonly kind: 'stop' }
  | { readonly kind: 'metrics-wanted'; readonly request: number }
  | { readonly kind: 'metrics-text'; readonly request: number; readonly text: string };

/** What a worker tells its supervisor. */
export type WorkerMessage =
  | { readonly kind: 'listening'; readonly url: string; readonly port: number }
  /** It cannot serve, for a reason that a person can mend. */
  | { readonly kind: 'failed'; readonly message: string; readonly exitCode: 1 | 2 }
  | { readonly kind: 'metrics'; readonly request: number; readonly snapshot: MetricsSnapshot }
  | { readonly kind: 'metrics-text-wanted'; readonly request: number };
