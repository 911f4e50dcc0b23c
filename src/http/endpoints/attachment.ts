/**
 * `/extensions/files/<path>` and `/extensions/archive/<name>`: bytes that came with the data, as they came. Whoever
 * made them may have meant harm: no browser shows them as a page of this server.
 */
import { Buffer } from 'node:buffer';
import { OptimadeError } from '../../base/index.ts';
import type { Answer } from '../answer.ts';
import { byteRange } from '../byte-range.ts';
import { endpointUnknown } from '../endpoint-unknown.ts';
import type { RequestScope } from '../request-scope.ts';
import type { Endpoint } from '../route.ts';
import { StreamedBody } from '../streamed-body.ts';

type AttachmentEndpoint = Extract<Endpoint, { readonly kind: 'attachment' }>;

/**
 * @param range the header of this name: one range of bytes is given alone
 *
 * Errors: endpoint-unknown, range-unsatisfiable.
 */
export function answerAttachment(
  { database, echo }: RequestScope,
  { collection, name }: AttachmentEndpoint,
  range: string | undefined,
): Answer<StreamedBody> {
  const found = database.attachments.find({ collection, name });
  if (found === undefined) {
    const hint =
      collection === 'file'
        ? 'The entries of the type files tell which files there are.'
        : 'No archive of this name came with the data.';
    throw endpointUnknown(echo.path, hint);
  }
  const { sizeBytes } = found;
  const headers = {
    'Accept-Ranges': 'bytes',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    ...(collection === 'file' ? { 'Content-Disposition': disposition(name) } : {}),
  };
  const mediaType = collection === 'file' ? 'application/octet-stream' : 'application/json';
  const wanted = byteRange(range, sizeBytes);
  if (wanted === 'unsatisfiable')
    throw new OptimadeError('range-unsatisfiable', { range: range!, sizeBytes });
  if (wanted === undefined) {
    return { status: 200, mediaType, headers, body: new StreamedBody(sizeBytes, found.read()) };
  }
  const { start, end } = wanted;
  return {
    status: 206,
    mediaType,
    headers: { ...headers, 'Content-Range': `bytes ${start}-${end - 1}/${sizeBytes}` },
    body: new StreamedBody(end - start, found.read(start, end)),
  };
}

/** RFC 6266: to be saved, under its own name, of which nothing but letters, digits, dots and the like stay as they are. */
function disposition(name: string): string {
  const last = name.slice(name.lastIndexOf('/') + 1) || 'file';
  const plain = last.replace(/[^A-Za-z0-9._ -]/g, '_');
  const encoded = Buffer.from(last)
    .toString('latin1')
    .replace(
      /[^A-Za-z0-9._-]/g,
      (byte) => `%${byte.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`,
    );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
