import { createHash } from 'node:crypto';
import type { JsonValue } from '../../../base/index.ts';

/** Length of an id that is made of what is told. */
const idLengthMax = 80;

/**
 * An id that is the same for the same publication: its DOI in lower case, else its place in a journal, else
 * its authors, year and title, of which a hash stands behind what can be read.
 */
export function referenceId(attributes: Readonly<Record<string, JsonValue>>): string {
  const { doi, journal, volume, year, pages, title, authors } = attributes;
  if (typeof doi === 'string') return doi.toLowerCase();
  const firstPage = typeof pages === 'string' ? pages.split('--')[0] : undefined;
  if (journal !== undefined && firstPage !== undefined && (volume ?? year) !== undefined) {
    return withHash([journal, volume, year, firstPage]);
  }
  const [first] = Array.isArray(authors) ? authors : [];
  return withHash([(first as { name: string } | undefined)?.name, year, title, journal, volume]);
}

function withHash(parts: readonly (JsonValue | undefined)[]): string {
  const words = parts
    .filter((part) => typeof part === 'string')
    .map((part) => wordsOf(part))
    .filter((part) => part !== '');
  const told = parts.map((part) => (typeof part === 'string' ? part.toLowerCase() : null));
  const hash = createHash('sha256').update(JSON.stringify(told)).digest('hex');
  return [words.join('-').slice(0, idLengthMax), hash.slice(0, 8)].filter((part) => part !== '').join('-');
}

/** In letters and digits that are fit for any URL. */
function wordsOf(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
