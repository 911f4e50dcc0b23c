import { contentCoding } from './decode-body.ts';
import type { PreviousDownload } from './expected-content.ts';
import type { HttpAnswer } from './http-client.ts';
import type { PartialFile, PartialState } from './partial-file.ts';

/** A request that goes on from what is there: RFC 9110, sections 13 and 14. */
interface NextRequest {
  /**
   * - `whole`: everything.
   * - `renew`: everything, unless it is what was had before.
   * - `resume`: what is missing, if the rest is the same still, else everything.
   * - `confirm`: nothing, if what is there is the same still, else everything.
   */
  readonly kind: 'whole' | 'renew' | 'resume' | 'confirm';
  readonly headers: Readonly<Record<string, string>>;
}

/** `verified`: the whole will be held against a checksum, so that parts that do not fit cannot go unnoticed. */
export function nextRequest(
  file: PartialFile,
  previous: PreviousDownload | undefined,
  verified: boolean,
): NextRequest {
  if (!isOfUse(file, verified)) {
    const headers = conditions(previous);
    return { kind: Object.keys(headers).length > 0 ? 'renew' : 'whole', headers };
  }
  const { state, sizeBytes } = file;
  const unchanged = conditions(state);
  if (sizeBytes === state?.total && Object.keys(unchanged).length > 0) {
    return { kind: 'confirm', headers: unchanged };
  }
  const validator = strongValidator(state);
  const condition = validator === undefined ? {} : { 'if-range': validator };
  return { kind: 'resume', headers: { range: `bytes=${sizeBytes}-`, ...condition } };
}

/** Whether what is there can be gone on from. */
export function isOfUse(file: PartialFile, verified: boolean): boolean {
  const { state, sizeBytes } = file;
  if (state === undefined || sizeBytes === 0 || sizeBytes > (state.total ?? sizeBytes)) return false;
  return verified || strongValidator(state) !== undefined;
}

/** A weak ETag tells that the meaning is the same, not the bytes. */
function strongValidator(state: PartialState | undefined): string | undefined {
  return state?.etag?.startsWith('"') ? state.etag : state?.lastModified;
}

function conditions(known: { etag?: string | undefined; lastModified?: string | undefined } | undefined) {
  return {
    ...(known?.etag === undefined ? {} : { 'if-none-match': known.etag }),
    ...(known?.lastModified === undefined ? {} : { 'if-modified-since': known.lastModified }),
  };
}

/**
 * Whether a 206 begins where the file ends and is of the same data. Servers send other parts than were asked for, and
 * some do not look at If-Range.
 */
export function isNextPart(answer: HttpAnswer, file: PartialFile): boolean {
  const [, first, , total] = contentRange(answer) ?? [];
  if (Number(first) !== file.sizeBytes || contentCoding(answer.headers) !== undefined) return false;
  const { state } = file;
  const isSameSize = total === '*' || state?.total === undefined || Number(total) === state.total;
  const { etag } = answer.headers;
  return isSameSize && (etag === undefined || state?.etag === undefined || etag === state.etag);
}

/** Bytes of the whole that an answer is a part of, or undefined where it does not say. */
export function wholeSize(answer: HttpAnswer): number | undefined {
  if (contentCoding(answer.headers) !== undefined) return undefined;
  const text = answer.status === 200 ? answer.headers['content-length'] : contentRange(answer)?.[3];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** `bytes 5-9/10`, `bytes 5-9/*` and, where the range is not there, `bytes * /10` without the space. */
function contentRange(answer: HttpAnswer): RegExpExecArray | undefined {
  const text = answer.headers['content-range'] ?? '';
  return /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(text) ?? undefined;
}
