import type { Evaluation } from './evaluation.ts';

/** How a request is to be answered, beside what stands in it. */
export interface GraphOptions {
  /** Whether what would be passed over in silence ends the request, with an error that points at it. */
  readonly isStrict: boolean;
  /** The URL of a place in an archive, where links are wanted. */
  readonly linkTo?: Evaluation['linkTo'];
  /**
   * The only database whose uploads and entries can be named at the top, listed or searched; references may lead to
   * others. Undefined for the whole server.
   */
  readonly onlyDatabase?: string;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** Ends the work where the client is gone: what was begun throws its reason. */
  readonly signal?: AbortSignal;
}

export interface GraphAnswer {
  /**
   * The JSON text in pieces of at most 64 KiB, made while they are taken; to be gone through once, while the databases
   * are open. Much may have to be looked at before the next piece: meanwhile empty ones come, after each of which others
   * should have a turn. Errors: `DatabaseFileError`.
   */
  readonly body: Iterable<Uint8Array>;
  /** About how many bytes are held in memory until the body was taken. */
  readonly heldBytes: number;
}
