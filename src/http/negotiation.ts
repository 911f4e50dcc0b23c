/**
 * Content negotiation of JSON:API 1.1, to the letter, and the choice between pages for people and for
 * programs.
 */
import { OptimadeError } from '../base/index.ts';

export const jsonMediaType = 'application/vnd.api+json';

interface MediaRange {
  readonly type: string;
  /** Names of the parameters, in lower case; weights and what follows them are none. */
  readonly parameters: readonly string[];
}

/**
 * Errors: media-type-unsupported, not-acceptable.
 *
 * @spec JSON:API 1.1, "Server Responsibilities"
 */
export function checkMediaTypes(contentType: string | undefined, accept: string | undefined): void {
  if (contentType !== undefined) {
    const [body] = parseMediaRanges(contentType);
    if (body?.type === jsonMediaType && !isPlain(body)) {
      throw new OptimadeError('media-type-unsupported', {}, { header: 'Content-Type' });
    }
  }
  if (accept === undefined || !accept.toLowerCase().includes(jsonMediaType)) return;
  const ours = parseMediaRanges(accept).filter(({ type }) => type === jsonMediaType);
  if (ours.length > 0 && !ours.some(isPlain)) {
    throw new OptimadeError('not-acceptable', {}, { header: 'Accept' });
  }
}

/** Without `ext`, since no extension is supported; profiles are ignored where they are not known. */
function isPlain({ parameters }: MediaRange): boolean {
  return parameters.every((name) => name === 'profile');
}

/** Whether a page for people should rather be a document: JSON is asked for, and HTML is not. */
export function prefersJson(accept: string | undefined): boolean {
  const types = parseMediaRanges(accept ?? '').map(({ type }) => type);
  const json = types.includes(jsonMediaType) || types.includes('application/json');
  return json && !types.includes('text/html');
}

/** Whether a page for people is asked for by name, as browsers do; programs that take anything get the document. */
export function prefersHtml(accept: string | undefined): boolean {
  return parseMediaRanges(accept ?? '').some(({ type }) => type === 'text/html');
}

// Strings in quotes may hold commas and semicolons; one that does not end is cut at the next.
const item = /(?:[^",]|"(?:[^"\\]|\\.)*"|")+/g;
const part = /(?:[^";]|"(?:[^"\\]|\\.)*"|")+/g;

function parseMediaRanges(header: string): readonly MediaRange[] {
  return (header.match(item) ?? []).map((range) => {
    const [type = '', ...parameters] = range.match(part) ?? [];
    const names = parameters.map((text) => text.split('=', 1)[0]!.trim().toLowerCase());
    const weight = names.indexOf('q');
    return {
      type: type.trim().toLowerCase(),
      parameters: (weight === -1 ? names : names.slice(0, weight)).filter((name) => name !== ''),
    };
  });
}
