import { jsonMediaType } from './negotiation.ts';
import type { StreamedBody } from './streamed-body.ts';

export type AnyBody = Uint8Array | StreamedBody;

/** What an endpoint gives back: a body and what it is, before anything of HTTP but the status. */
export interface Answer<Body extends AnyBody = Uint8Array> {
  readonly status: number;
  readonly mediaType: string;
  readonly body: Body;
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
  /** Resolves when the body was sent or given up, where what it is read from must stay open that long. */
  readonly sent?: Promise<void> | undefined;
}
