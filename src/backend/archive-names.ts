/** What archives are called and where they come from: what all writers have in common. */
import type { EntryKey } from '../query/index.ts';

/** The entry that a name of the form `type/id` stands for, if there is such a one. */
export function typedEntryOf(name: string): EntryKey | undefined {
  const slash = name.indexOf('/');
  return slash < 1 ? undefined : { type: name.slice(0, slash), id: name.slice(slash + 1) };
}

/** The types in the order in which an id alone is looked for among them. */
export function typesInOrder(types: Iterable<string>): readonly string[] {
  const rank = (type: string): number => (type === 'structures' ? 0 : 1);
  return [...types].sort((left, right) => rank(left) - rank(right) || (left < right ? -1 : 1));
}

/**
 * The name of a file without its folders and endings, where references and addresses can hold it as it is, so that it can
 * be the key of an archive. Undefined where they cannot.
 */
export function stemOf(mainFile: string): string | undefined {
  const name = mainFile.slice(mainFile.lastIndexOf('/') + 1);
  const stem = name.replace(/(?:\.json)?(?:\.(?:gz|bz2|xz|zst))?$/i, '');
  return isArchiveKey(stem) && !graphWords.has(stem) ? stem : undefined;
}

/** What graph requests and their answers have beside ids of entries. */
const graphWords = new Set(['m_request', 'm_children', 'm_response', 'm_errors', 'query', 'pagination']);

/** Whether a key may be so. Dots alone lead to other places in addresses. */
export function isArchiveKey(text: string): boolean {
  return /^[A-Za-z0-9_.=-]+$/.test(text) && !/^\.+$/.test(text);
}

/**
 * The main file of what came from a line of a file that gave so many entries. Line 0 stands for the whole file, an empty
 * path for a source that is a single file.
 */
export function mainFileOf(path: string, line: number, entries: number): string {
  return line === 0 || (entries === 1 && path !== '') ? path : `${path}#${line}`;
}
