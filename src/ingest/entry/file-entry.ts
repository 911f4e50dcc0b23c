import mimeTypes from 'mime-types';
import type { StoredAttachment } from '../../backend/index.ts';
import type { JsonValue } from '../../base/index.ts';
import { storedFileUrl } from '../../base/index.ts';
import type { RawEntry, SourceRecord } from '../reader/source-record.ts';

type FileRecord = Extract<SourceRecord, { readonly kind: 'attachment' }>;

/** The entry of a raw file that was stored: where its bytes are, and what they are. @spec OPTIMADE 1.3.0, "Files Entries" */
export function fileEntry(
  { name, file, modifiedAt }: FileRecord,
  { sizeBytes, sha256 }: StoredAttachment,
): RawEntry {
  const mediaType = mimeTypes.lookup(name);
  const attributes: Record<string, JsonValue> = Object.assign(Object.create(null), {
    url: storedFileUrl(name),
    name: name.slice(name.lastIndexOf('/') + 1),
    size: sizeBytes,
    checksums: { sha256 },
    ...(mediaType === false ? {} : { media_type: mediaType }),
    ...(modifiedAt === undefined ? {} : { modification_timestamp: modifiedAt, mtime: modifiedAt }),
  });
  return {
    kind: 'entry',
    line: 1,
    file,
    type: 'files',
    id: name,
    attributes,
    relationships: undefined,
    links: undefined,
    meta: undefined,
    datePaths: [],
    remarks: [],
  };
}
