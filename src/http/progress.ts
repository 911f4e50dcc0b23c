import { limits } from '../base/index.ts';
import type { RequestEcho } from '../response/index.ts';
import type { AppRequest } from './app-request.ts';
import type { ErrorScope } from './error-answer.ts';

/** How far a request was understood, so that an error document says all that is known by then. */
export interface Progress {
  scope: ErrorScope;
  /** How long it would wait for a database, where it asked for that. */
  waitSeconds?: number | undefined;
  /** The methods that the path answers, where that was found out. */
  allowed?: string;
  /** Whether the work for it ends when its client leaves. */
  isWatched?: boolean;
}

/** What the documents that answer a request repeat of it. */
export function echoOf({ target, targetBytes, time }: AppRequest, path: string): RequestEcho {
  // What is too long to be read is too long to be repeated.
  const isShort = targetBytes <= limits.urlBytesMax;
  return { path: isShort ? path : '/', query: isShort ? target.query : '', time, warnings: [] };
}
