/** A place in an archive as a page for people. However large the value is, only what the page shows of it is read. */
import { Buffer } from 'node:buffer';
import { limits } from '../../base/index.ts';
import type { ArchivePlace } from '../../graph/index.ts';
import { parseReference } from '../../graph/index.ts';
import type { ArchiveModel, ArchiveRow } from '../../web/index.ts';
import { renderArchive } from '../../web/index.ts';
import type { Answer } from '../answer.ts';
import { archiveUrl } from '../graph/archive-url.ts';
import type { ArchiveNode } from '../graph/find-archive-place.ts';
import { htmlAnswer } from '../html-answer.ts';

export interface ArchivePageInput {
  /** As it is named in the URL. */
  readonly entry: string;
  readonly place: ArchivePlace;
  readonly path: readonly string[];
  readonly node: ArchiveNode;
  /** Children before those that are shown. */
  readonly from: number;
  readonly databaseName: string;
  readonly baseUrl: string;
  readonly versionedBaseUrl: string;
  /** The same of another database. */
  readonly baseUrlOf: (databaseId: string) => string;
}

/** Bytes up to which a value stands in its row, and a single value on its page. */
const shownBytesMax = 120;
const valueBytesMax = 64 * 1024;

export function answerArchivePage(input: ArchivePageInput): Answer {
  return htmlAnswer(renderArchive(modelOf(input)));
}

function modelOf(input: ArchivePageInput): ArchiveModel {
  const { entry, path, node, versionedBaseUrl } = input;
  const from = isContainer(node) ? Math.min(input.from, lastShown(node)) : 0;
  const to = Math.min(from + limits.pageRowsMax, node.length, lastShown(node));
  const urlOf = (steps: readonly string[]): string => archiveUrl(versionedBaseUrl, entry, steps);
  const url = urlOf(path);
  return {
    entry: entryOf(input),
    database: { text: input.databaseName, url: input.baseUrl },
    way: [entry, ...path].map((text, index) => ({ text, url: urlOf(path.slice(0, index)) })),
    summary: capitalized(`${describe(node)}, ${size(node.sizeBytes)}`),
    rows: isContainer(node) ? rowsOf(input, from, to) : [],
    value: isContainer(node) ? undefined : textOf(node, valueBytesMax),
    previousUrl: from === 0 ? undefined : pageUrl(url, Math.max(0, from - limits.pageRowsMax)),
    nextUrl: to < Math.min(node.length, lastShown(node)) ? pageUrl(url, to) : undefined,
    hiddenCount: Math.max(0, node.length - lastShown(node)),
    jsonUrl: `${url}?links=0`,
    levelUrl: `${url}?depth=1&links=1`,
  };
}

function entryOf({ place, versionedBaseUrl }: ArchivePageInput): ArchiveModel['entry'] {
  const { entry, mainFile } = place.entry;
  if (entry === undefined) return { text: mainFile, url: undefined };
  const { type, id } = entry;
  return { text: id, url: [versionedBaseUrl, type, encodeURIComponent(id)].join('/') };
}

function pageUrl(url: string, from: number): string {
  return from === 0 ? url : `${url}?_from=${from}`;
}

/** Items are found wherever they are; to keys that are far back the way is long. */
function lastShown({ kind }: ArchiveNode): number {
  return kind === 'map' ? limits.archivePageKeysMax : Number.MAX_SAFE_INTEGER;
}

function rowsOf(input: ArchivePageInput, from: number, to: number): readonly ArchiveRow[] {
  const { node } = input;
  const rows: ArchiveRow[] = [];
  if (node.kind !== 'map') {
    for (const item of node.items(from, to)) rows.push(rowOf(input, String(from + rows.length), item));
    return rows;
  }
  let position = 0;
  for (const { key, node: child } of node.children()) {
    if (position >= to) break;
    if (position >= from) rows.push(rowOf(input, key, child));
    position += 1;
  }
  return rows;
}

function rowOf(input: ArchivePageInput, name: string, node: ArchiveNode): ArchiveRow {
  const isShort = node.sizeBytes <= shownBytesMax && node.kind !== 'map' && node.kind !== 'sections';
  const isOpen = isContainer(node) || (!isShort && node.kind === 'string');
  const below = archiveUrl(input.versionedBaseUrl, input.entry, [...input.path, name]);
  return {
    name,
    shown: isShort ? textOf(node, shownBytesMax) : undefined,
    told: isShort ? undefined : `${describe(node)}, ${size(node.sizeBytes)}`,
    url: isOpen && node.length + node.sizeBytes > 2 ? below : referenceUrl(input, node),
  };
}

/** Where a reference leads, by its text alone; undefined where that does not tell an address here. */
function referenceUrl({ place, baseUrlOf }: ArchivePageInput, node: ArchiveNode): string | undefined {
  if (node.kind !== 'string' || !node.mayHoldReferences || node.sizeBytes > shownBytesMax) return undefined;
  const uploadId = place.database.id;
  const target = parseReference(node.text(), { uploadId, entryId: place.entryId });
  if (target.kind !== 'entry') return undefined;
  return archiveUrl(baseUrlOf(target.uploadId), target.entryId, target.path);
}

function isContainer({ kind }: ArchiveNode): boolean {
  return kind === 'map' || kind === 'list' || kind === 'sections';
}

/** The JSON of a value, cut after so many bytes. */
function textOf(node: ArchiveNode, bytesMax: number): string {
  const text = Buffer.concat([...node.read(0, Math.min(node.sizeBytes, bytesMax))]).toString();
  return node.sizeBytes > bytesMax ? `${text}…` : text;
}

function describe({ kind, length }: ArchiveNode): string {
  if (kind === 'map') return length === 1 ? 'a map with 1 key' : `a map with ${count(length)} keys`;
  if (kind === 'sections') return length === 1 ? 'a list of 1 map' : `a list of ${count(length)} maps`;
  if (kind === 'list') return length === 1 ? 'a list of 1 item' : `a list of ${count(length)} items`;
  return kind === 'null' ? 'null' : `a ${kind === 'string' ? 'text' : kind}`;
}

function count(value: number): string {
  return value.toLocaleString('en');
}

function size(bytes: number): string {
  if (bytes < 1_000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  if (bytes < 1_000_000) return `${(bytes / 1_000).toPrecision(3)} kB`;
  return `${(bytes / 1_000_000).toPrecision(3)} MB`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
