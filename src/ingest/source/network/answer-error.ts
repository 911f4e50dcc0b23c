import { limits } from '../../../base/index.ts';
import type { SourceErrorReason } from '../source-error.ts';
import { SourceError } from '../source-error.ts';
import type { HttpAnswer } from './http-client.ts';
import { PassingError } from './passing-error.ts';

/** What a status other than success means for whoever wants the data. */
interface StatusFault {
  readonly problem: string;
  readonly reason?: SourceErrorReason;
  readonly passing?: boolean;
}

/**
 * 401 and 403 are no refusal of ours, and other statuses of the client's fault may be the server's mood: who has a
 * permission or asks tomorrow may have the data. Only what says that there are none is final.
 */
const faults: Readonly<Record<number, StatusFault>> = {
  401: { problem: 'the server wants to know who asks (401); a token may be missing, or not be accepted' },
  403: { problem: 'the server does not give it to us (403); it may be restricted or under embargo' },
  404: { problem: 'the server has nothing there (404)', reason: 'gone' },
  408: { problem: 'the server waited too long for us (408)', passing: true },
  410: { problem: 'the server had it once and has removed it (410)', reason: 'gone' },
  425: { problem: 'the server is not ready yet (425)', passing: true },
  429: { problem: 'the server is asked too often (429)', passing: true },
  451: { problem: 'the server may not give it for legal reasons (451)', reason: 'gone' },
  503: { problem: 'the server is busy or under maintenance (503)', passing: true },
};

/** The error of an answer that holds no data. `now` turns a date in Retry-After into a time to wait. */
export function answerError(shown: string, answer: HttpAnswer, now: Date): SourceError {
  const { status } = answer;
  const fault = faults[status] ?? {
    problem: status >= 500 ? `the server failed (${status})` : `the server answers with the status ${status}`,
    passing: status >= 500,
  };
  const retryAfterSeconds = readRetryAfter(answer.headers['retry-after'], now);
  const details = {
    reason: fault.reason ?? 'unreachable',
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  } as const;
  return fault.passing
    ? new PassingError(shown, fault.problem, details)
    : new SourceError(shown, fault.problem, details);
}

/** Seconds to wait, from a number or an HTTP date; undefined where it is neither. */
function readRetryAfter(text: string | undefined, now: Date): number | undefined {
  if (text === undefined) return undefined;
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - now.getTime()) / 1000;
  if (Number.isNaN(seconds)) return undefined;
  return Math.min(Math.max(Math.ceil(seconds), 0), limits.retryAfterSecondsMax);
}
