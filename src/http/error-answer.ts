import { OptimadeError } from '../base/index.ts';
import { RegistryError } from '../registry/index.ts';
import type { DocumentContext, RequestEcho } from '../response/index.ts';
import { serializeErrors } from '../response/index.ts';
import type { Answer } from './answer.ts';
import type { HttpLog } from './http-log.ts';
import { jsonMediaType } from './negotiation.ts';
import { registryFault } from './registry-fault.ts';

/** What an error document repeats; the context is undefined outside of databases. */
export interface ErrorScope {
  readonly context: DocumentContext | undefined;
  readonly echo: RequestEcho;
  /** The methods that the path answers, as in the header Allow; undefined where whoever answers says it. */
  readonly allowed?: string | undefined;
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

  answer(error: unknown, { context, echo, allowed }: ErrorScope): Answer {
    const fault = clientFault(error) ?? this.#internal(error, echo.time);
    const { retryAfterSeconds } = fault.options;
    return {
      status: fault.status,
      mediaType: jsonMediaType,
      body: serializeErrors(context, echo, [fault]),
      headers: {
        ...(fault.code === 'method-not-allowed' && allowed !== undefined ? { Allow: allowed } : {}),
        ...(retryAfterSeconds === undefined ? {} : { 'Retry-After': String(Math.ceil(retryAfterSeconds)) }),
      },
    };
  }

  #internal(error: unknown, time: Date): OptimadeError {
    this.#faults += 1;
    const reference = `${time.getTime().toString(36)}-${this.#faults}`;
    this.#log.failure(reference, error);
    return new OptimadeError('internal', { reference });
  }
}

function clientFault(error: unknown): OptimadeError | undefined {
  if (error instanceof OptimadeError) return error;
  return error instanceof RegistryError ? registryFault(error) : undefined;
}
