/** JSON of the Citation Style Language, as reference managers export it: each item is a reference with its id. */
import type { JsonObject, JsonValue } from '../../../base/index.ts';
import { isJsonObject } from '../../../base/index.ts';
import { parsePiece } from '../finding/parse-piece.ts';
import type { Finding, PieceFault, ReadPiece } from '../format/format-reader.ts';
import { JsonParts } from '../json-parts.ts';
import type { Person } from './read-people.ts';
import { cleanDoi } from './reference-properties.ts';

/** Reads an item, or a list of them. Lines are numbers of items. */
export const readCsl: ReadPiece = (piece, { keepsSource = false }) => {
  const parsed = parsePiece(piece);
  if (typeof parsed === 'string') return { findings: [], faults: [{ line: piece.line, problem: parsed }] };
  const { value } = parsed;
  const isList = Array.isArray(value);
  const items = isList ? (value as readonly JsonValue[]) : [value];
  const parts = new JsonParts(parsed.source);
  const findings: Finding[] = [];
  const faults: PieceFault[] = [];
  for (const [index, item] of items.entries()) {
    const line = piece.line + index;
    const source = keepsSource ? { source: parts.find(isList ? [index] : []) } : {};
    if (isJsonObject(item)) findings.push({ ...findingOf(item, line), ...source });
    else faults.push({ line, problem: 'is no object that describes a publication' });
  }
  return { findings, faults };
};

/** Types of works for which BibTeX has a word. */
const bibliographicTypes: ReadonlyMap<unknown, string> = new Map([
  ['article', 'article'],
  ['article-journal', 'article'],
  ['article-magazine', 'article'],
  ['article-newspaper', 'article'],
  ['book', 'book'],
  ['chapter', 'incollection'],
  ['entry', 'incollection'],
  ['paper-conference', 'inproceedings'],
  ['thesis', 'phdthesis'],
  ['report', 'techreport'],
  ['manuscript', 'unpublished'],
]);
/** Members of an item → properties of a reference. */
const textMembers: readonly (readonly [string, string])[] = [
  ['title', 'title'],
  ['volume', 'volume'],
  ['issue', 'number'],
  ['number', 'number'],
  ['page', 'pages'],
  ['publisher', 'publisher'],
  ['publisher-place', 'address'],
  ['edition', 'edition'],
  ['collection-title', 'series'],
  ['chapter-number', 'chapter'],
  ['note', 'note'],
  ['annote', 'annote'],
  ['URL', 'url'],
];
const knownMembers: ReadonlySet<string> = new Set([
  ...textMembers.map(([member]) => member),
  ...['id', 'type', 'DOI', 'container-title', 'author', 'editor', 'issued', '__proto__'],
]);

function findingOf(item: JsonObject, line: number): Finding {
  const attributes: Record<string, JsonValue> = Object.create(null);
  const put = (name: string, text: string | undefined) => {
    if (text !== undefined && text !== '' && attributes[name] === undefined) attributes[name] = text;
  };
  const type = bibliographicTypes.get(item.type) ?? 'misc';
  for (const [member, name] of textMembers) put(name, textOf(item[member]));
  put(type === 'article' ? 'journal' : 'booktitle', textOf(item['container-title']));
  put('doi', cleanDoi(textOf(item.DOI) ?? ''));
  putDate(item.issued, put);
  for (const [member, name] of [
    ['author', 'authors'],
    ['editor', 'editors'],
  ] as const) {
    const people = peopleOf(item[member]);
    if (people.length > 0) attributes[name] = people;
  }
  attributes.bib_type = type;
  const id =
    textOf(item.id) ?? (typeof attributes.doi === 'string' ? attributes.doi.toLowerCase() : undefined);
  return {
    line,
    part: id ?? `item-${line}`,
    id,
    content: { kind: 'reference', attributes },
    properties: otherMembers(item),
    references: [],
    remarks: [],
  };
}

/** Numbers may be written without quotation marks; marks of fonts in titles are those of HTML. */
function textOf(value: JsonValue | undefined): string | undefined {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return undefined;
  const plain = value
    .replace(/<\/?(?:i|b|sub|sup|sc|span)\b[^<>]{0,100}>/gi, '')
    .replace(/\s+/g, ' ')
    .trim();
  return plain === '' ? undefined : plain;
}

/** `{"date-parts": [[2020, 5]]}`, `{"raw": "2020-05"}` or `{"literal": "May 2020"}`. */
function putDate(issued: JsonValue | undefined, put: (name: string, text: string | undefined) => void): void {
  if (!isJsonObject(issued)) return;
  const parts = issued['date-parts'];
  const first = Array.isArray(parts) ? (parts as readonly JsonValue[])[0] : undefined;
  const [year, month] = Array.isArray(first) ? (first as readonly JsonValue[]) : [];
  const written = textOf(issued.raw) ?? textOf(issued.literal) ?? '';
  put('year', textOf(year) ?? /\b\d{4}\b/.exec(written)?.[0]);
  put('month', textOf(month));
}

function peopleOf(list: JsonValue | undefined): Person[] {
  if (!Array.isArray(list)) return [];
  return (list as readonly JsonValue[]).filter(isJsonObject).flatMap((item) => {
    const text = (...members: readonly string[]) =>
      members
        .map((member) => textOf(item[member]) ?? '')
        .filter((part) => part !== '')
        .join(' ');
    const firstname = text('given');
    const lastname = text('dropping-particle', 'non-dropping-particle', 'family', 'suffix');
    const name = text('literal') || [firstname, lastname].filter((part) => part !== '').join(' ');
    if (name === '') return [];
    return [firstname !== '' && lastname !== '' ? { name, firstname, lastname } : { name }];
  });
}

/** What else is told in plain values. */
function otherMembers(item: JsonObject): Record<string, JsonValue> {
  const properties: Record<string, JsonValue> = Object.create(null);
  for (const [member, value] of Object.entries(item)) {
    const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    if (isPlain && !knownMembers.has(member)) properties[member] = value;
  }
  return properties;
}
