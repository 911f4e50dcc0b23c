/**
 * Listings and single entries: rows in, document out. The stored bytes of the entries are laid between the
 * parts that differ from request to request; nothing here parses JSON.
 */
import { limits } from '../base/index.ts';
import type { BoundResponseFields, EntryRow } from '../query/index.ts';
import { DocumentBytes } from './document-bytes.ts';
import type { DocumentContext, RequestEcho } from './document-context.ts';
import { describedBy, linksMember } from './document-links.ts';
import type { DocumentWarning } from './document-warning.ts';
import type { MetaFacts } from './meta.ts';
import { jsonapiMember, metaMember } from './meta.ts';
import type { PageStrategy } from './page-links.ts';
import { hasNextPage, pageLinks } from './page-links.ts';
import type { FieldSelection } from './resource-object.ts';
import { appendResourceObject, resourceObjectBytes, selectFields } from './resource-object.ts';
import { servedRow } from './served-row.ts';

/** What listings and single entries share. */
interface EntryAnswer {
  readonly entryType: string;
  readonly responseFields: BoundResponseFields;
  /** All entries of the type. */
  readonly dataAvailable: number;
  readonly warnings: readonly DocumentWarning[];
  /** The entries that belong into `included` for the entries that are sent; each once, none that is sent. */
  relatedTo(rows: readonly EntryRow[]): Iterable<EntryRow>;
}

export interface ListingAnswer extends EntryAnswer {
  readonly rows: readonly EntryRow[];
  /** Matches before the first row. */
  readonly offset: number;
  readonly limit: number;
  /** All matches. */
  readonly dataReturned: number;
  readonly strategy: PageStrategy;
}

export interface SingleEntryAnswer extends EntryAnswer {
  /** Undefined where there is no entry with the id: `data` is null, which is no error. */
  readonly row: EntryRow | undefined;
}

/**
 * One page of entries.
 *
 * Limits: the page ends early, with a `next` link, before it passes `responseBytesMax`; it holds one entry at
 * least.
 *
 * @spec OPTIMADE 1.3.0, "Entry Listing JSON Response Schema"
 */
export function serializeListing(
  context: DocumentContext,
  request: RequestEcho,
  answer: ListingAnswer,
  bytesMax: number = limits.responseBytesMax,
): Uint8Array {
  const document = openDocument(context);
  document.text('"data":[');
  const fields = selectFields(answer.entryType, answer.responseFields);
  const found = answer.rows.map((row) => servedRow(row, context));
  const rows = appendRows(document, found, fields, bytesMax);
  document.text('],');
  const warnings = appendIncluded(document, context, answer, rows);
  const position = { ...answer, rows };
  const pages = pageLinks(context.versionedBaseUrl + request.path, request.query, answer.strategy, position);
  const schema = describedBy(context, `${answer.entryType}_listing`);
  document.text(`${linksMember(context, request, schema, pages)},`);
  return closeDocument(document, context, request, {
    dataReturned: answer.dataReturned,
    dataAvailable: answer.dataAvailable,
    moreDataAvailable: hasNextPage(position),
    lastId: rows.at(-1)?.id,
    warnings,
  });
}

/** @spec OPTIMADE 1.3.0, "Single Entry JSON Response Schema" */
export function serializeEntry(
  context: DocumentContext,
  request: RequestEcho,
  answer: SingleEntryAnswer,
): Uint8Array {
  const document = openDocument(context);
  const row = answer.row && servedRow(answer.row, context);
  document.text('"data":');
  if (row === undefined) document.text('null');
  else appendResourceObject(document, row, selectFields(answer.entryType, answer.responseFields));
  document.text(',');
  const warnings = appendIncluded(document, context, answer, row === undefined ? [] : [row]);
  const schema = describedBy(context, `${answer.entryType}_entry`);
  document.text(`${linksMember(context, request, schema)},`);
  return closeDocument(document, context, request, {
    dataReturned: row === undefined ? 0 : 1,
    dataAvailable: answer.dataAvailable,
    lastId: row?.id,
    warnings,
  });
}

function openDocument(context: DocumentContext): DocumentBytes {
  return new DocumentBytes().text(`{${jsonapiMember(context.version.number)},`);
}

function closeDocument(
  document: DocumentBytes,
  context: DocumentContext,
  request: RequestEcho,
  facts: MetaFacts,
): Uint8Array {
  return document.text(`${metaMember(context, request, facts)}}`).finish();
}

/** Writes rows up to the limit of a response and gives those that it wrote. */
function appendRows(
  document: DocumentBytes,
  rows: readonly EntryRow[],
  fields: FieldSelection,
  bytesMax: number,
): readonly EntryRow[] {
  for (const [index, row] of rows.entries()) {
    if (index > 0) document.text(',');
    appendResourceObject(document, row, fields);
    const next = rows[index + 1];
    if (next !== undefined && document.length + resourceObjectBytes(next, fields) > bytesMax) {
      return rows.slice(0, index + 1);
    }
  }
  return rows;
}

/**
 * Writes `included` in default representation, up to its limits, and adds what the client should know of the
 * entries.
 *
 * @spec OPTIMADE 1.3.0, "Relationships"; JSON:API 1.1, "Compound Documents"
 */
function appendIncluded(
  document: DocumentBytes,
  context: DocumentContext,
  answer: EntryAnswer,
  rows: readonly EntryRow[],
): readonly DocumentWarning[] {
  const warnings = [...answer.warnings, ...omissionWarnings(answer, rows)];
  document.text('"included":[');
  let count = 0;
  for (const row of answer.relatedTo(rows)) {
    const related = servedRow(row, context);
    const bytes = document.length + related.resourceObject.byteLength;
    if (count === limits.includedMax || bytes > limits.responseBytesMax) {
      warnings.push({
        code: 'included-cut',
        title: 'Not all related entries included',
        detail: `Only the first ${count} related entries are included; ask for the others at their endpoint.`,
      });
      break;
    }
    if (count > 0) document.text(',');
    document.bytes(related.resourceObject);
    count += 1;
  }
  document.text('],');
  return warnings;
}

/** Tells which properties are missing from a default representation for their size. */
function omissionWarnings(answer: EntryAnswer, rows: readonly EntryRow[]): readonly DocumentWarning[] {
  if (answer.responseFields.kind !== 'default') return [];
  const names = [...new Set(rows.flatMap((row) => row.omittedProperties))];
  if (names.length === 0) return [];
  const asked = `response_fields=${names.join(',')}`;
  return [
    {
      code: 'property-omitted',
      title: 'Large properties left out',
      detail: `Some values are too large for a default response. Ask for them by name: ${asked}`,
    },
  ];
}
