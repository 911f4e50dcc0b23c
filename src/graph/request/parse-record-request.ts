/**
 * Records of uploads, entries and hits, and listings of them. Which keys are tokens depends on where they
 * stand; all others are fields, which the reader looks for.
 */
import { shown } from '../../standard/index.ts';
import type {
  ArchiveRequest,
  EntryRequest,
  FieldRequest,
  HitRequest,
  RecordRequest,
  Settings,
  Token,
  UploadRequest,
} from './graph-request.ts';
import { parseArchiveRequest } from './parse-archive-request.ts';
import { parseListing } from './parse-listing.ts';
import { hasChildren, isNodeFetched, parseNode } from './parse-node.ts';
import { checkRecordSettings, refusePaging } from './record-settings.ts';
import type { RequestPart } from './request-part.ts';
import { oddity, refusal } from './request-part.ts';
import { inheritSettings } from './settings.ts';

export function parseEntryRequest(part: RequestPart, parent: Settings, isStrict: boolean): EntryRequest {
  const archives: Token<ArchiveRequest>[] = [];
  const metadata: Token<ArchiveRequest>[] = [];
  const links = new Links(isStrict);
  const record = parseRecord(part, parent, isStrict, (word, child, settings) => {
    if (word === 'archive') archives.push({ word, request: parseArchiveRequest(child, settings, isStrict) });
    else if (word === 'metadata')
      metadata.push({ word, request: parseArchiveRequest(child, settings, isStrict) });
    else if (word === 'upload' || word === 'uploads') links.addUpload(word, child, settings);
    else return links.addId(word, child, settings);
    return true;
  });
  return { ...record, kind: 'entry', archives, metadata, uploads: links.uploads, entries: links.entries };
}

export function parseUploadRequest(part: RequestPart, parent: Settings, isStrict: boolean): UploadRequest {
  const entries: UploadRequest['entries'][number][] = [];
  const links = new Links(isStrict);
  const record = parseRecord(part, parent, isStrict, (word, child, settings) => {
    if (word !== 'entry' && word !== 'entries')
      return word === 'upload_id' && links.addId(word, child, settings);
    entries.push({ word, request: parseListing(child, settings, isStrict, 'entries', parseEntryRequest) });
    return true;
  });
  return { ...record, kind: 'upload', entries, uploads: links.uploads };
}

export function parseHitRequest(part: RequestPart, parent: Settings, isStrict: boolean): HitRequest {
  const links = new Links(isStrict);
  const record = parseRecord(part, parent, isStrict, (word, child, settings) => {
    if (word === 'entry' || word === 'entries') links.addEntry(word, child, settings);
    else if (word === 'upload' || word === 'uploads') links.addUpload(word, child, settings);
    else return links.addId(word, child, settings);
    return true;
  });
  return { ...record, kind: 'hit', uploads: links.uploads, entries: links.entries };
}

/** Steps from a record into others. */
class Links {
  readonly uploads: Token<UploadRequest>[] = [];
  readonly entries: Token<EntryRequest>[] = [];
  readonly #isStrict: boolean;

  constructor(isStrict: boolean) {
    this.#isStrict = isStrict;
  }

  addUpload(word: string, part: RequestPart, settings: Settings): void {
    this.uploads.push({ word, request: parseUploadRequest(part, settings, this.#isStrict) });
  }

  addEntry(word: string, part: RequestPart, settings: Settings): void {
    this.entries.push({ word, request: parseEntryRequest(part, settings, this.#isStrict) });
  }

  /** An id with a request below it steps into the record that it is of; false for all else. */
  addId(word: string, part: RequestPart, settings: Settings): boolean {
    if (!hasChildren(part)) return false;
    if (word === 'upload_id') this.addUpload(word, part, settings);
    else if (word === 'entry_id') this.addEntry(word, part, settings);
    else return false;
    return true;
  }
}

/** Resources of NOMAD that records lead to there. */
export const missingResources = new Set([
  ...['mainfile', 'file', 'files', 'dataset', 'datasets', 'user', 'users', 'group', 'groups', 'metainfo'],
]);

function parseRecord(
  part: RequestPart,
  parent: Settings,
  isStrict: boolean,
  takeToken: (word: string, child: RequestPart, settings: Settings) => boolean,
): RecordRequest {
  const node = parseNode(part, isStrict);
  checkRecordSettings(node, isStrict);
  refusePaging(node);
  const settings = inheritSettings(parent, node.own);
  const fields: FieldRequest[] = [];
  for (const [name, child] of node.members) {
    if (missingResources.has(name)) throw refusal(child, `${shown(name)} is not offered here; ${offered}`);
    if (!takeToken(name, child, settings)) fields.push(parseField(name, child, settings, isStrict));
  }
  return { pointer: part.pointer, isFetched: isNodeFetched(node), settings, fields };
}

const offered = 'an entry leads to archive, metadata and upload, an upload to entries';

function parseField(name: string, part: RequestPart, parent: Settings, isStrict: boolean): FieldRequest {
  const node = parseNode(part, isStrict);
  if (node.members.size > 0) {
    throw refusal(part, `${shown(name)} is a field, which leads to nothing; ${offered}`);
  }
  checkRecordSettings(node, isStrict);
  refusePaging(node);
  const settings = inheritSettings(parent, node.own);
  if (isStrict && settings.keys !== undefined)
    throw oddity(part, 'include and exclude are without effect on a field');
  return { name, pointer: part.pointer, settings };
}
