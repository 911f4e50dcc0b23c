import type { EntryRequest, HitRequest, Settings, UploadRequest } from '../request/graph-request.ts';

/** Requests for all fields of a record, as they stand for ids that are resolved. */

export function wholeUpload(pointer: string, settings: Settings): UploadRequest {
  return { kind: 'upload', ...wholeRecord(pointer, settings), entries: [], uploads: [] };
}

export function wholeEntry(pointer: string, settings: Settings): EntryRequest {
  const steps = { archives: [], metadata: [], uploads: [], entries: [] };
  return { kind: 'entry', ...wholeRecord(pointer, settings), ...steps };
}

export function wholeHit(pointer: string, settings: Settings): HitRequest {
  return { kind: 'hit', ...wholeRecord(pointer, settings), entries: [], uploads: [] };
}

/** Whether the settings ask for records of a kind in the place of their ids. */
export function resolvesTo(kind: 'upload' | 'entry', { directive, resolveType }: Settings): boolean {
  return directive === 'resolved' && resolveType === kind;
}

/** Ids within the record stay ids, else it would stand in itself without end. */
function wholeRecord(pointer: string, settings: Settings) {
  return { pointer, isFetched: true, settings: { ...settings, directive: 'plain' }, fields: [] } as const;
}
