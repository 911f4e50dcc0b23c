/**
 * From a location as somebody wrote or pasted it to what it means. Nothing is looked at: whether it is there, and
 * whether it may be read, is for others to say.
 */
import { fileURLToPath } from 'node:url';
import { limits } from '../../../base/index.ts';
import { SourceError } from '../source-error.ts';
import type { Location } from './location.ts';
import { malformed, shownLocation } from './malformed-location.ts';
import { parseDoi, parseRecordUrl, parseShortRecord } from './parse-record-location.ts';

const accepted =
  'accepted are paths, http and https URLs, DOIs, and records such as zenodo:123; ' +
  'a file with a colon in its name is written with ./ before it';

/** Pages that are pasted without their scheme more often than a folder is named like them. */
const bareHost =
  /^(?:(?:www\.|sandbox\.)?zenodo\.org|(?:www\.|dx\.)?doi\.org|archive\.materialscloud\.org)\//i;

/**
 * Understands a path, a URL, a DOI or a short name of a record. What begins with `./` or `/` is always a path. The
 * `token` of a link to a record is not taken over: it would stand in every list of what is served.
 *
 * Errors: `SourceError` with the reason `malformed`; `refused` for URLs that hold credentials.
 * Limits: `locationLengthMax`.
 */
export function parseLocation(text: string): Location {
  if (text.length > limits.locationLengthMax) {
    throw malformed(text, `is longer than ${limits.locationLengthMax} characters`);
  }
  if (/[\x00-\x1f\x7f]/.test(text)) throw malformed(text, 'holds a control character');
  const trimmed = text.trim();
  if (trimmed === '') throw malformed(text, `names nothing; ${accepted}`);
  // One letter is a drive of Windows.
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]+):(.*)$/i.exec(trimmed) ?? [];
  switch (scheme.toLowerCase()) {
    case '':
      return parseBare(text, trimmed);
    case 'http':
    case 'https':
      return parseUrl(trimmed);
    case 'file':
      return { kind: 'file', path: parseFileUrl(trimmed) };
    case 'doi':
      return parseDoi(rest, text);
    case 'zenodo':
    case 'materialscloud':
      return parseShortRecord(scheme.toLowerCase(), rest, text);
    default:
      throw malformed(text, `begins with "${scheme.slice(0, 50)}:", which is not read; ${accepted}`);
  }
}

function parseBare(text: string, trimmed: string): Location {
  if (/^10\.\d{4,9}\//.test(trimmed)) return parseDoi(trimmed, text);
  if (bareHost.test(trimmed)) return parseUrl(`https://${trimmed}`);
  if (trimmed.startsWith('~')) {
    throw malformed(
      text,
      'begins with ~, which only a shell resolves; write the path out, or ./~ for a name',
    );
  }
  return { kind: 'file', path: text };
}

function parseUrl(text: string): Location {
  const url = /^https?:\/\//i.test(text) ? URL.parse(text) : null;
  if (!url) throw malformed(text, 'is no well-formed URL');
  if (url.username !== '' || url.password !== '') {
    const problem = 'holds a user name or password; URLs with credentials are not fetched';
    throw new SourceError(shownLocation(text), problem, { reason: 'refused' });
  }
  url.hash = '';
  return parseRecordUrl(url) ?? { kind: 'url', url: url.href };
}

function parseFileUrl(text: string): string {
  const url = /^file:\//i.test(text) ? URL.parse(text) : null;
  if (!url) throw malformed(text, 'is no file URL; such begin with file:///');
  if (url.hostname !== '') throw malformed(text, `lies on "${url.hostname}", not on this machine`);
  if (url.search !== '' || url.hash !== '') {
    throw malformed(text, 'has a ? or #, which is written %3F or %23 where it belongs to a name');
  }
  let path: string;
  try {
    path = fileURLToPath(url);
  } catch {
    throw malformed(text, 'has an escape that no path can hold');
  }
  if (/[\x00-\x1f\x7f]/.test(path)) throw malformed(text, 'holds a control character');
  return path;
}
