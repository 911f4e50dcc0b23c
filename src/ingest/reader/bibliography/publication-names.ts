import type { JsonValue } from '../../../base/index.ts';
import { limits } from '../../../base/index.ts';
import { cleanDoi } from './reference-properties.ts';

/** A publication as a table or file names it, for an entry to be related to. */
export interface PublicationName {
  /** As written: a citation key, the id of a reference, or a DOI in any of its forms. */
  readonly key: string;
  /** Undefined where it is none. */
  readonly doi: string | undefined;
}

export interface PublicationNames {
  readonly names: readonly PublicationName[];
  /** Whether it is a list, be it of one, with separators between the names; else it may be prose. */
  readonly isList: boolean;
}

/** Both stand within old DOIs, too: there only one that another DOI or nothing follows is between two. */
const separator = /[;,]/;
const afterDoi = /[;,](?=\s|$|(?:https?:|doi:|10\.\d{4,9}\/))/i;

/**
 * The publications that a value names: keys or DOIs with semicolons, commas or blanks between them, or a list of such.
 *
 * Limits: `publicationsNamedMax`; what names more is data of another kind, and what is longer than an id is no name.
 */
export function publicationNames(value: JsonValue): PublicationNames {
  const texts = (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');
  const parts = texts
    .flatMap((text) => text.split(/10\.\d{4,9}\//.test(text) ? afterDoi : separator))
    .map((part) => part.trim().replace(/^doi:\s+/i, ''))
    .filter((part) => part !== '');
  const words = parts.slice(0, limits.publicationsNamedMax + 1).flatMap((part) => part.split(/\s+/));
  if (
    words.length > limits.publicationsNamedMax ||
    words.some((word) => word.length > limits.entryIdBytesMax)
  ) {
    return { names: [], isList: false };
  }
  return {
    names: words.map((key) => ({ key, doi: cleanDoi(key) })),
    isList: parts.every((part) => !/\s/.test(part)),
  };
}
