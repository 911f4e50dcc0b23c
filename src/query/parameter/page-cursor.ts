import { createHash } from 'node:crypto';
import { isJsonObject } from '../../base/index.ts';
import type { ListingParameters } from './parse-parameters.ts';

/** Where a page begins, of which data and which query. */
export interface PageCursor {
  readonly offset: number;
  readonly dataVersion: string;
  /** Of `queryFingerprint`. */
  readonly fingerprint: string;
}

/** An opaque text for `page_cursor`, safe in URLs. */
export function encodePageCursor({ offset, dataVersion, fingerprint }: PageCursor): string {
  return Buffer.from(JSON.stringify({ offset, dataVersion, fingerprint })).toString('base64url');
}

/** Undefined where the text was not made by `encodePageCursor`. */
export function decodePageCursor(text: string): PageCursor | undefined {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
  if (!isJsonObject(value)) return undefined;
  const { offset, dataVersion, fingerprint } = value;
  if (!Number.isSafeInteger(offset) || (offset as number) < 0) return undefined;
  if (typeof dataVersion !== 'string' || typeof fingerprint !== 'string') return undefined;
  return { offset: offset as number, dataVersion, fingerprint };
}

/** Tells apart queries whose matches or their order differ, so that a cursor of one is refused by the other. */
export function queryFingerprint(entryType: string, { filter, sort }: ListingParameters): string {
  const text = JSON.stringify([entryType, filter ?? '', sort]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
