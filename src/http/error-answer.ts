import { OptimadeError } from '../base/index.ts';
import type { DocumentContext, RequestEcho } from '../response/index.ts';
import { serializeErrors } from '../response/index.ts';
import type { Answer } from './answer.ts';
import type { HttpLog } from './http-log.ts';
import { jsonMediaType } from './negotiation.ts';
import { allowedMethods } from './respond.ts';

/** What an error document repeats; the context is undefined outside of databases. */
export interface ErrorScope {
  readonly context: DocumentContext | undefined;
  readonly echo: RequestEcho;
}

/**
 * Turns what was thrown into an answer. What is no client's fault goes to the log, and only its reference
 * leaves.
 */
export class ErrorAnswers {
  readonly #log: HttpLog;
  #faults = 0;

  constructor(log: HttpLog) {
    this.#log = log;
  }

  answer(error: unknown, { context, echo }: ErrorScope): Answer {
    const fault = error instanceof OptimadeError ? error : this.#internal(error, echo.time);
    return {
      status: fault.status,
      mediaType: jsonMediaType,
      body: serializeErrors(context, echo, [fault]),
      ...(fault.code === 'method-not-allowed' ? { headers: { Allow: allowedMethods } } : {}),
    };
  }

  #internal(error: unknown, time: Date): OptimadeError {
    this.#faults += 1;
    const reference = `${time.getTime().toString(36)}-${this.#faults}`;
    this.#log.failure(reference, error);
    return new OptimadeError('internal', { reference });
  }
}
