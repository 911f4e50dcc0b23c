import { OptimadeError } from '../base/index.ts';
import type { Answer } from './answer.ts';
import { byteRange } from './byte-range.ts';
import { StreamedBody } from './streamed-body.ts';

/** Bytes of which any part can be read alone. */
export interface RangedSource {
  readonly sizeBytes: number;
  read(start?: number, end?: number): Iterable<Uint8Array>;
}

/**
 * Stored bytes, or the one range of them that is asked for. Whoever made them may have meant harm: no browser shows them
 * as a page of this server.
 *
 * @param range the header of this name
 * Errors: range-unsatisfiable.
 */
export function rangedAnswer(
  source: RangedSource,
  range: string | undefined,
  kind: Pick<Answer, 'mediaType' | 'headers'>,
): Answer<StreamedBody> {
  const { sizeBytes } = source;
  const { mediaType } = kind;
  const headers = {
    'Accept-Ranges': 'bytes',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    ...kind.headers,
  };
  const wanted = byteRange(range, sizeBytes);
  if (wanted === 'unsatisfiable')
    throw new OptimadeError('range-unsatisfiable', { range: range!, sizeBytes });
  if (wanted === undefined) {
    return { status: 200, mediaType, headers, body: new StreamedBody(sizeBytes, source.read()) };
  }
  const { start, end } = wanted;
  return {
    status: 206,
    mediaType,
    headers: { ...headers, 'Content-Range': `bytes ${start}-${end - 1}/${sizeBytes}` },
    body: new StreamedBody(end - start, source.read(start, end)),
  };
}
