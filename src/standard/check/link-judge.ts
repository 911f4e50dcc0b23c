import { isJsonObject } from '../../base/index.ts';
import { shown } from '../fault.ts';
import type { Judge } from './document-rule.ts';
import { isText } from './judge.ts';

// What RFC 3986 lets a reference hold, and letters beyond ASCII, which RFC 3987 adds.
const reference = /^[\w\-.~:/?#[\]@!$&'()*+,;=%\u{a0}-\u{10ffff}]*$/u;

const linkMembers: ReadonlySet<string> = new Set([
  'href',
  'rel',
  'describedby',
  'title',
  'type',
  'hreflang',
  'meta',
]);

/**
 * Passes links: null, a URI, or an object with `href`.
 *
 * @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields", links; JSON:API 1.1, "Links"
 */
export const beLink: Judge = (value) => {
  if (value === null) return undefined;
  if (isText(value)) return reference.test(value) ? undefined : `must be a URI, not ${shown(value)}`;
  if (!isJsonObject(value)) return `must be a link, not ${shown(value)}`;
  if (!Object.hasOwn(value, 'href')) return 'must have "href"';
  if (!isText(value.href) || !reference.test(value.href)) {
    return { pointer: '/href', phrase: `must be a URI, not ${shown(value.href)}` };
  }
  if (Object.hasOwn(value, 'meta') && !isJsonObject(value.meta)) {
    return { pointer: '/meta', phrase: `must be a dictionary, not ${shown(value.meta)}` };
  }
  const unknown = Object.keys(value).find((key) => !linkMembers.has(key));
  return unknown === undefined ? undefined : `must not have ${shown(unknown)}`;
};

/** Passes links that can be followed from anywhere, and what is no link. Only the reference demands it. */
export const beAbsolute: Judge = (value) => {
  const url = urlOf(value);
  if (url === undefined || !reference.test(url) || URL.canParse(url)) return undefined;
  return `must be an absolute URL, not ${shown(url)}`;
};

/** Where a link leads; undefined where it leads nowhere or is none. */
export function urlOf(link: unknown): string | undefined {
  if (isText(link)) return link;
  return isJsonObject(link) && Object.hasOwn(link, 'href') && isText(link.href) ? link.href : undefined;
}
