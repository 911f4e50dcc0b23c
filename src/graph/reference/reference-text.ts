/**
 * The texts that stand for a place in an archive. Keys and positions are joined as they are: nothing is
 * escaped.
 */

/** A place in an archive: keys and positions from the root. */
export interface ReferencePlace {
  readonly uploadId: string;
  readonly entryId: string;
  readonly path: readonly string[];
}

const internalPrefix = '__INTERNAL__:';

/**
 * What stands at the place of a reference that was followed:
 * `uploads/<upload>/entries/<entry>/archive/<path>`.
 */
export function normalizedReference(uploadId: string, entryId: string, path: Path): string {
  return ['uploads', uploadId, 'entries', entryId, 'archive', ...path].join('/');
}

/**
 * A reference as it may stand in any archive, and as messages name places:
 * `../uploads/<upload>/archive/<entry>#/<path>`.
 */
export function archiveAddress(uploadId: string, entryId: string, path: Path): string {
  return `../uploads/${uploadId}/archive/${entryId}#/${path.join('/')}`;
}

/** What stands in the place of a value that was left out, which is told by its address. */
export function internalString(address: string): string {
  return internalPrefix + address;
}

/** The place that an internal string names, with its prefix or without; undefined for all other texts. */
export function parseInternalString(text: string): ReferencePlace | undefined {
  const address = withoutInternalPrefix(text);
  const [, uploadId, entryId, path] =
    /^\.\.\/uploads\/([^/?#]+)\/archive\/([^/?#]+)#(.*)$/s.exec(address) ?? [];
  return uploadId === undefined ? undefined : { uploadId, entryId: entryId!, path: splitPath(path!) };
}

export function isInternalString(text: string): boolean {
  return text.startsWith(internalPrefix);
}

function withoutInternalPrefix(text: string): string {
  return isInternalString(text) ? text.slice(internalPrefix.length) : text;
}

/** Slashes at the ends and doubled ones stand for nothing. */
export function splitPath(path: string): string[] {
  return path.split('/').filter((step) => step !== '');
}

type Path = readonly (string | number)[];
