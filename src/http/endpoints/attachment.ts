/** `/extensions/files/<path>`: bytes that came with the data, as they came. */
import { Buffer } from 'node:buffer';
import type { Answer } from '../answer.ts';
import { endpointUnknown } from '../endpoint-unknown.ts';
import { rangedAnswer } from '../ranged-answer.ts';
import type { RequestScope } from '../request-scope.ts';
import type { StreamedBody } from '../streamed-body.ts';

/**
 * @param range the header of this name: one range of bytes is given alone
 *
 * Errors: endpoint-unknown, range-unsatisfiable.
 */
export function answerAttachment(
  { database, echo }: RequestScope,
  name: string,
  range: string | undefined,
): Answer<StreamedBody> {
  const found = database.attachments.find({ collection: 'file', name });
  if (found === undefined) {
    throw endpointUnknown(echo.path, 'The entries of the type files tell which files there are.');
  }
  return rangedAnswer(found, range, {
    mediaType: 'application/octet-stream',
    headers: { 'Content-Disposition': disposition(name) },
  });
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
