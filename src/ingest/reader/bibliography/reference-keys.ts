import type { JsonValue } from '../../../base/index.ts';
import { cleanDoi } from './reference-properties.ts';

/** A publication as a table or file names it, for an entry to be related to. */
export interface ReferenceKey {
  /** As written: a citation key, or the id of a reference. */
  readonly key: string;
  /** In lower case, where it is one. */
  readonly doi: string | undefined;
}

/** Publications that one value may name; more are data of another kind. */
const keysMax = 1_000;

/** Semicolons stand within old DOIs too; there only one that another DOI or nothing follows is between two. */
const afterDoi = /;(?=$|(?:https?:|doi:|10\.\d{4,9}\/))/i;

/** The publications that a value names: keys or DOIs with semicolons or blanks between them, or a list of such. */
export function referenceKeys(value: JsonValue): ReferenceKey[] {
  const texts = (Array.isArray(value) ? value : [value]).filter((item) => typeof item === 'string');
  return texts
    .flatMap((text) => text.split(/\s+/, keysMax))
    .flatMap((word) => word.split(/10\.\d{4,9}\//.test(word) ? afterDoi : ';'))
    .filter((key) => key !== '')
    .slice(0, keysMax)
    .map((key) => ({ key, doi: cleanDoi(key)?.toLowerCase() }));
}
