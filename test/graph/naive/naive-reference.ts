import type { Step, Tree } from './naive-tree.ts';
import { isMap } from './naive-tree.ts';

export type Uploads = ReadonlyMap<string, ReadonlyMap<string, Tree>>;

/** A place in an archive, and the value there. */
export interface Target {
  readonly uploadId: string;
  readonly entryId: string;
  readonly path: readonly Step[];
  readonly value: Tree;
}

/** Where a reference leads that stands in an entry; undefined where nowhere. */
export function findTarget(
  text: string,
  holder: { readonly uploadId: string; readonly entryId: string },
  uploads: Uploads,
): Target | undefined {
  const place = parse(text, holder);
  if (place === undefined) return undefined;
  let value = uploads.get(place.uploadId)?.get(place.entryId);
  const path: Step[] = [];
  for (const word of place.words) {
    if (value === undefined) return undefined;
    if (isMap(value)) {
      path.push(word);
      value = value.get(word);
    } else if (Array.isArray(value) && /^\d+$/.test(word)) {
      path.push(Number(word));
      value = value[Number(word)];
    } else {
      return undefined;
    }
  }
  return value === undefined ? undefined : { ...place, path, value };
}

/** The normalized form, which is made without a look at the archive. */
export function rewrite(
  text: string,
  holder: { readonly uploadId: string; readonly entryId: string },
): string | undefined {
  const place = parse(text, holder);
  return place === undefined
    ? undefined
    : ['uploads', place.uploadId, 'entries', place.entryId, 'archive', ...place.words].join('/');
}

interface Place {
  readonly uploadId: string;
  readonly entryId: string;
  readonly words: readonly string[];
}

/** The main file of an entry is its id with `.json`. */
function parse(text: string, holder: { uploadId: string; entryId: string }): Place | undefined {
  if (text.startsWith('#') || text.startsWith('/')) {
    return { ...holder, words: wordsOf(text.startsWith('#') ? text.slice(1) : text) };
  }
  const sharp = text.indexOf('#');
  if (sharp < 0) return undefined;
  const words = wordsOf(text.slice(sharp + 1));
  const before = text.slice(0, sharp);
  const sameUpload = /^\.\.\/entries\/([^/?#]+)\/archive$/.exec(before);
  if (sameUpload !== null) return { uploadId: holder.uploadId, entryId: sameUpload[1]!, words };
  const file = /^\.\.\/uploads?\/(?:([\w=-]+)\/)?(?:raw|archive\/mainfile)\/(.+)\.json$/.exec(before);
  if (file !== null) return { uploadId: file[1] ?? holder.uploadId, entryId: file[2]!, words };
  const entry = /^\.\.\/uploads?\/(?:([\w=-]+)\/)?archive\/([^/?#]+)$/.exec(before);
  if (entry !== null) return { uploadId: entry[1] ?? holder.uploadId, entryId: entry[2]!, words };
  return undefined;
}

function wordsOf(path: string): string[] {
  return path.split('/').filter((word) => word !== '');
}
