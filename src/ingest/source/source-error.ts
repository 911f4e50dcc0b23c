/**
 * Why a source cannot be read, as far as it matters for what happens next.
 *
 * - `malformed`: the location is written in a way that means nothing.
 * - `refused`: it must not be read.
 * - `gone`: there is nothing, and trying again will not help.
 * - `unreachable`: it cannot be had now; another time it may.
 * - `limit`: it is larger or slower than is allowed.
 * - `ambiguous`: there are several files to choose from.
 * - `unreadable`: it is there, but cut off, damaged or of no known format.
 */
export type SourceErrorReason =
  | 'malformed'
  | 'refused'
  | 'gone'
  | 'unreachable'
  | 'limit'
  | 'ambiguous'
  | 'unreadable';

/** A file that could have been meant. */
export interface FileChoice {
  readonly name: string;
  readonly sizeBytes: number | undefined;
}

export interface SourceErrorDetails {
  readonly cause?: unknown;
  readonly reason?: SourceErrorReason;
  readonly choices?: readonly FileChoice[];
  readonly retryAfterSeconds?: number;
}

/** A source that cannot be read as a whole: missing, cut off, of a format that we do not know. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  /** As the user gave it. */
  readonly location: string;
  /** The sentence without the location, beginning in lower case. */
  readonly problem: string;
  readonly reason: SourceErrorReason;
  /** Where the reason is `ambiguous`. */
  readonly choices: readonly FileChoice[];
  /** How long the other side asks to be left alone. */
  readonly retryAfterSeconds: number | undefined;

  constructor(location: string, problem: string, details: SourceErrorDetails = {}) {
    super(`${location}: ${problem}`, details.cause === undefined ? {} : { cause: details.cause });
    this.location = location;
    this.problem = problem;
    this.reason = details.reason ?? 'unreadable';
    this.choices = details.choices ?? [];
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

/** The same fault, in the words of whoever knows more of what was asked for. */
export function retold(error: SourceError, location: string, problem: string): SourceError {
  const { reason, choices, cause, retryAfterSeconds } = error;
  const told = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  return new SourceError(location, problem, { reason, choices, cause, ...told });
}
