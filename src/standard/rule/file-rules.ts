// What must be true of a file.
import { isJsonObject } from '../../base/index.ts';
import { filesProperties } from '../definition/entry-type/files.ts';
import { prefixOf } from '../definition/provider-prefix.ts';
import { pointerOf, shown } from '../fault.ts';
import { stringRule, timestampRule } from './common-rules.ts';
import type { EntryRule } from './entry-rule.ts';
import { errorRule, warningRule } from './entry-rule.ts';
import { isKnown, stringOf } from './value.ts';

/** @spec OPTIMADE 1.3.0, "Files Entries" */
function fileHas(property: 'url' | 'name'): EntryRule {
  return errorRule(`file-has-a-${property}`, [property], (attributes) => {
    if (typeof attributes[property] === 'string') return undefined;
    return { pointer: `/${property}`, message: `A file must have a ${property}, and it must be text.` };
  });
}

/** Only the reference demands it. */
const urlIsAbsolute = warningRule('file-url-is-absolute', ['url'], (attributes) => {
  const url = stringOf(attributes.url);
  if (url === undefined || URL.canParse(url)) return undefined;
  return { pointer: '/url', message: `${shown(url)} is not an absolute URL.` };
});

/** @spec OPTIMADE 1.3.0, "size" */
const sizeIsCount = errorRule('size-is-a-number-of-bytes', ['size'], ({ size }) => {
  if (!isKnown(size) || (Number.isInteger(size) && (size as number) >= 0)) return undefined;
  return { pointer: '/size', message: `size is a whole number of bytes, not ${shown(size)}.` };
});

// RFC 6838, section 4.2, and parameters behind it.
const mediaType = /^[A-Za-z0-9][\w!#$&^.+-]{0,126}\/[A-Za-z0-9][\w!#$&^.+-]{0,126}(?:\s*;.*)?$/;

/** @spec OPTIMADE 1.3.0, "media_type"; RFC 6838, section 4.2 */
const mediaTypeIsWellFormed = errorRule('media-type-is-well-formed', ['media_type'], (attributes) => {
  const type = stringOf(attributes.media_type);
  if (type === undefined || mediaType.test(type)) return undefined;
  return { pointer: '/media_type', message: `${shown(type)} is not a media type such as "chemical/x-cif".` };
});

/** Algorithms of the standard, or prefixed. @spec OPTIMADE 1.3.0, "checksums" */
const checksumsAreNamed = errorRule('checksums-are-texts-by-algorithm', ['checksums'], ({ checksums }) => {
  if (!isKnown(checksums)) return undefined;
  if (!isJsonObject(checksums)) return { pointer: '/checksums', message: 'checksums must be a dictionary.' };
  for (const algorithm in checksums) {
    const pointer = pointerOf('checksums', algorithm);
    if (!Object.hasOwn(algorithms, algorithm) && prefixOf(algorithm) === undefined) {
      return { pointer, message: `The algorithm ${shown(algorithm)} is neither standard nor prefixed.` };
    }
    const value = checksums[algorithm];
    if (isKnown(value) && typeof value !== 'string') {
      return { pointer, message: `A checksum must be text, not ${shown(value)}.` };
    }
  }
  return undefined;
});

const algorithms = filesProperties.checksums?.properties ?? {};

/**
 * Every rule about the attributes of a file, beside those of `commonRules`.
 *
 * @spec OPTIMADE 1.3.0, "Files Entries"
 */
export const fileRules: readonly EntryRule[] = [
  fileHas('url'),
  fileHas('name'),
  urlIsAbsolute,
  sizeIsCount,
  mediaTypeIsWellFormed,
  checksumsAreNamed,
  ...['media_type', 'version', 'description'].map(stringRule),
  ...['url_stable_until', 'modification_timestamp', 'atime', 'ctime', 'mtime'].map(timestampRule),
];
