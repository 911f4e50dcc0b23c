/**
 * References: texts in archives that name a place in this archive or another one. What is there is for others
 * to say; here is told only what is meant. Keys are taken as they are written, since NOMAD has no escapes in
 * them.
 */
import { limits } from '../../base/index.ts';
import type { ReferencePlace } from './reference-text.ts';
import { isInternalString, parseInternalString, splitPath } from './reference-text.ts';

/** The entry in whose archive a reference stands. */
export interface ReferenceHolder {
  readonly uploadId: string;
  readonly entryId: string;
}

/** The entry is known by its id, or by its main file. */
export type ReferenceTarget =
  | (ReferencePlace & { readonly kind: 'entry' })
  | (Omit<ReferencePlace, 'entryId'> & { readonly kind: 'main-file'; readonly mainFile: string });

/** Why a text leads nowhere that could be looked at. */
export interface ReferenceRefusal {
  readonly kind: 'invalid' | 'other-installation';
  /** A sentence. */
  readonly message: string;
}

/**
 * What a reference means to the entry that holds it:
 *
 *     #/a/0, #a/0, /a/0                         this archive
 *     ../entries/<entry>/archive#/a             an entry of the same upload
 *     ../upload/archive/<entry>#/a              the same
 *     ../uploads/<upload>/archive/<entry>#/a    an entry of any upload
 *     ../upload/raw/<main file>#/a              the entry made of that file
 *     ../upload/archive/mainfile/<path>#/a      the same
 *     ../uploads/<upload>/raw/…, …/mainfile/…   the same in any upload
 *     __INTERNAL__:../uploads/…                 what stands in the place of a value that was left out
 *
 * Everything that begins with `/` or `#` is about this archive, and all else needs its `#`.
 *
 * Limits: `graphReferenceLengthMax`; longer texts are no references.
 */
export function parseReference(text: string, holder: ReferenceHolder): ReferenceTarget | ReferenceRefusal {
  if (text.length > limits.graphReferenceLengthMax) return invalid(text);
  if (text.startsWith('#') || text.startsWith('/')) {
    const { uploadId, entryId } = holder;
    return { kind: 'entry', uploadId, entryId, path: splitPath(text.replace(/^#/, '')) };
  }
  if (isInternalString(text)) {
    const place = parseInternalString(text);
    return place === undefined ? invalid(text) : { kind: 'entry', ...place };
  }
  return (
    parseSibling(text, holder) ??
    parseInUpload(text, holder) ??
    (isOfOtherInstallation(text) ? otherInstallation(text) : invalid(text))
  );
}

function parseSibling(text: string, { uploadId }: ReferenceHolder): ReferenceTarget | undefined {
  const [, entryId, path] = /^\.\.\/entries\/([^/?#]+)\/archive#(.*)$/s.exec(text) ?? [];
  return entryId === undefined ? undefined : { kind: 'entry', uploadId, entryId, path: splitPath(path!) };
}

/**
 * `upload/` is the own upload unless another id follows; `uploads/` is followed by an id unless that makes no
 * sense.
 */
function parseInUpload(text: string, holder: ReferenceHolder): ReferenceTarget | undefined {
  const own = /^\.\.\/uploads?\/()((?:archive|raw)\/.+)$/s.exec(text);
  const named = /^\.\.\/uploads?\/([^/?#]+)\/((?:archive|raw)\/.+)$/s.exec(text);
  const readings = text.startsWith('../uploads/') ? [named, own] : [own, named];
  for (const reading of readings) {
    if (reading === null) continue;
    const target = parseWithin(reading[2]!, reading[1] || holder.uploadId);
    if (target !== undefined) return target;
  }
  return undefined;
}

function parseWithin(text: string, uploadId: string): ReferenceTarget | undefined {
  // The name of a main file may hold `#` before the line of a record.
  const [, mainFile, pathInFile] =
    /^(?:raw|archive\/mainfile)\/(.+?)(?:#(?=\/)|#(?=[^#]*$))(.*)$/s.exec(text) ?? [];
  if (mainFile !== undefined) return { kind: 'main-file', uploadId, mainFile, path: splitPath(pathInFile!) };
  const [, entryId, path] = /^archive\/([^/?#]+)#(.*)$/s.exec(text) ?? [];
  return entryId === undefined ? undefined : { kind: 'entry', uploadId, entryId, path: splitPath(path!) };
}

function isOfOtherInstallation(text: string): boolean {
  return /^https?:\/\/[^#]+\/uploads?\/[^/?#]+\/(?:archive|raw)\/[^#]+#/.test(text);
}

function invalid(text: string): ReferenceRefusal {
  return { kind: 'invalid', message: `Invalid reference: ${clip(text)}.` };
}

function otherInstallation(text: string): ReferenceRefusal {
  return {
    kind: 'other-installation',
    message: `Cross installation reference is not supported yet: ${clip(text)}.`,
  };
}

const shownLengthMax = 200;

function clip(text: string): string {
  return text.length <= shownLengthMax ? text : `${text.slice(0, shownLengthMax)}…`;
}
