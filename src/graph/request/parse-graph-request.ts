/**
 * From the JSON of a request to what it asks for. Nothing here knows of data: whether there is an upload, an
 * entry or a key of that name is found out by those who answer.
 */
import type { JsonValue } from '../../base/index.ts';
import { suggest } from '../../base/index.ts';
import { shown } from '../../standard/index.ts';
import { checkRequestSize } from './check-request-size.ts';
import type {
  EntryRequest,
  GraphRequest,
  HitRequest,
  ListingRequest,
  Token,
  UploadRequest,
} from './graph-request.ts';
import { parseListing } from './parse-listing.ts';
import { parseNode } from './parse-node.ts';
import { inPlaceProblem } from './parse-own-settings.ts';
import { parseEntryRequest, parseHitRequest, parseUploadRequest } from './parse-record-request.ts';
import { readBoolean } from './read-value.ts';
import { checkRecordSettings, refusePaging } from './record-settings.ts';
import type { RequestPart } from './request-part.ts';
import { misfit, oddity, refusal } from './request-part.ts';
import { defaultSettings, inheritSettings } from './settings.ts';

export interface ParseOptions {
  /** Whether what would be passed over is an error. */
  readonly strict?: boolean;
}

const topWords = ['uploads', 'upload', 'entries', 'entry', 'search'];
const missingWords = new Set([
  ...['dataset', 'datasets', 'm_datasets', 'user', 'users', 'group', 'groups', 'metainfo'],
]);

/**
 * Errors, each with the JSON Pointer of the place: `graph-request-invalid` for what is not supported here or
 * where it stands, `graph-request-unprocessable` for what breaks the grammar, `graph-strict`.
 *
 * Limits: `graphRequestDepthMax`, `graphRequestKeysMax`, `graphPatternsMax`, `graphPatternLengthMax`.
 */
export function parseGraphRequest(
  value: JsonValue,
  { strict: isStrict = false }: ParseOptions = {},
): GraphRequest {
  checkRequestSize(value);
  const whole: RequestPart = { value, pointer: '' };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw misfit(whole, `a map is expected, not ${shown(value)}`);
  }
  const node = parseNode(whole, isStrict);
  checkRecordSettings(node, isStrict);
  refusePaging(node);
  const settings = inheritSettings(defaultSettings, node.own);
  const uploads: Token<ListingRequest<UploadRequest>>[] = [];
  const entries: Token<ListingRequest<EntryRequest>>[] = [];
  const search: Token<ListingRequest<HitRequest>>[] = [];
  for (const [word, part] of node.members) {
    switch (word) {
      case 'uploads':
      case 'upload':
        uploads.push({
          word,
          request: parseListing(part, settings, isStrict, 'uploads', parseUploadRequest),
        });
        break;
      case 'entries':
      case 'entry':
        entries.push({ word, request: parseListing(part, settings, isStrict, 'entries', parseEntryRequest) });
        break;
      case 'search':
        search.push({ word, request: parseListing(part, settings, isStrict, 'search', parseHitRequest) });
        break;
      case 'resolve_inplace':
        if (readBoolean(part) && isStrict) throw oddity(part, inPlaceProblem);
        break;
      default:
        throw unknownWord(word, part);
    }
  }
  return { uploads, entries, search };
}

function unknownWord(word: string, part: RequestPart): Error {
  const offered = 'there are uploads, entries and search';
  if (missingWords.has(word)) return refusal(part, `${shown(word)} is not offered here; ${offered}`);
  return misfit(part, `${shown(word)} is no resource; ${offered}`, suggest(word, topWords));
}
