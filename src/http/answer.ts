import { jsonMediaType } from './negotiation.ts';

/** What an endpoint gives back: a body and what it is, before anything of HTTP but the status. */
export interface Answer {
  readonly status: number;
  readonly mediaType: string;
  readonly body: Uint8Array;
  /** Headers of this kind of answer alone. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Entries that matched, for the log. */
  readonly count?: number;
}

export function jsonAnswer(body: Uint8Array, count?: number): Answer {
  return { status: 200, mediaType: jsonMediaType, body, ...(count === undefined ? {} : { count }) };
}

/** A response, with what the log should know of it. */
export interface Outcome {
  readonly response: Response;
  readonly count?: number | undefined;
}
