import { decoded, shownUrl } from '../network/shown-url.ts';
import type { AuthorizedLocation } from './location.ts';

/** The names that a URL goes by, whoever serves it. */
export function namesOfUrl(text: string): Pick<AuthorizedLocation, 'shown' | 'name' | 'aliases'> {
  const url = new URL(text);
  const shown = shownUrl(text);
  return {
    shown,
    name: withoutSlashes(shown.replace(/^https?:\/\//, '')),
    // A question mark ends a path, so that a URL with a query never was one.
    aliases: url.search === '' ? [withoutSlashes(url.host + decoded(url.pathname))] : [],
  };
}

function withoutSlashes(path: string): string {
  return path.replace(/^\/+|\/+$/g, '');
}
