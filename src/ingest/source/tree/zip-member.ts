/** What an entry of a zip archive means: a file that is given out, something to pass over, or a fault. */
import { isUtf8 } from 'node:buffer';
import type { Entry } from 'yauzl';
import { getFileNameLowLevel } from 'yauzl';
import { bundlePath, fitForMessages, isHidden } from './member-path.ts';
import { timestamp } from './tree-file.ts';
import { zipMethods } from './zip-method.ts';

export interface ZipMember {
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedAt: string | undefined;
  readonly storedBytes: number;
  readonly crc32: number;
  /** A key of `zipMethods`. */
  readonly method: number;
  /** Where its header begins. */
  readonly headerPosition: number;
  /** Length of that header as the directory has it; in its place it may differ. */
  readonly headerBytes: number;
}

export type MemberOrNot =
  | { readonly kind: 'file'; readonly member: ZipMember }
  | { readonly kind: 'passed over' }
  | { readonly kind: 'fault'; readonly path: string; readonly problem: string };

export const localHeaderBytes = 30;

export function zipMember(entry: Entry): MemberOrNot {
  const name = nameOf(entry);
  const fault = (path: string, problem: string): MemberOrNot => ({
    kind: 'fault',
    path: fitForMessages(path),
    problem,
  });
  if (name.endsWith('/')) return { kind: 'passed over' };
  const path = bundlePath(name);
  if (typeof path !== 'string') return fault(name, path.problem);
  if (isHidden(path)) return { kind: 'passed over' };
  const problem = kindProblem(entry);
  if (problem !== undefined) return fault(path, problem);
  return {
    kind: 'file',
    member: {
      path,
      sizeBytes: entry.uncompressedSize,
      modifiedAt: timestamp(entry.getLastModDate({ timezone: 'UTC' }).getTime()),
      storedBytes: entry.compressedSize,
      crc32: entry.crc32,
      method: entry.compressionMethod,
      headerPosition: entry.relativeOffsetOfLocalHeader,
      headerBytes: localHeaderBytes + entry.fileNameLength + entry.extraFieldLength,
    },
  };
}

/** Names without the mark of UTF-8 are in the code page of DOS by the standard, and mostly in UTF-8 in truth. */
function nameOf(entry: Entry): string {
  const raw = entry.fileNameRaw;
  if (entry.extraFields.some(({ id }) => id === unicodePathField) || !isUtf8(raw)) {
    return getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false);
  }
  return raw.toString('utf8').replaceAll('\\', '/');
}

const unicodePathField = 0x7075;
/** The system that made the entry, on which the meaning of its attributes depends. */
const unix = 3;
const fileTypes = 0o170000;
const regularFile = 0o100000;
const symbolicLink = 0o120000;

function kindProblem(entry: Entry): string | undefined {
  if (entry.isEncrypted()) return 'is encrypted; encrypted files are not read';
  if (entry.versionMadeBy >>> 8 === unix) {
    const type = (entry.externalFileAttributes >>> 16) & fileTypes;
    if (type === symbolicLink) return 'is a symbolic link; links are not followed';
    if (type !== 0 && type !== regularFile) return 'is no regular file';
  }
  if (zipMethods.has(entry.compressionMethod)) return undefined;
  return `is compressed by method ${entry.compressionMethod} of zip, which is not read; pack it by deflate`;
}
