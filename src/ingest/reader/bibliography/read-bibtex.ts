/** BibTeX: each entry is a reference, whose id is its key. */
import type { JsonValue } from '../../../base/index.ts';
import { decodeText } from '../cif/decode-text.ts';
import { excerpt } from '../finding/excerpt.ts';
import type { Finding, PieceFault, ReadPiece } from '../format/format-reader.ts';
import type { FinishedTree } from '../tree/json-tree.ts';
import { JsonTree } from '../tree/json-tree.ts';
import { Abbreviations } from './abbreviations.ts';
import { latexText, latexVerbatim } from './latex-text.ts';
import { readPeople } from './read-people.ts';
import { cleanDoi, isTextProperty } from './reference-properties.ts';
import type { BibtexEntry } from './scan-bibtex.ts';
import { scanBibtex } from './scan-bibtex.ts';

/** Fields by name, abbreviations written out, still in LaTeX. */
type Fields = ReadonlyMap<string, string>;

/** Reads a whole file, whose abbreviations and cross references may be anywhere in it. */
export const readBibtex: ReadPiece = (piece, { keepsSource = false }) => {
  const { entries, faults: scanned } = scanBibtex(decodeText(piece.bytes), piece.line);
  const faults: PieceFault[] = [...scanned];
  const abbreviations = new Abbreviations();
  const works: { readonly entry: BibtexEntry; readonly fields: Fields }[] = [];
  const byKey = new Map<string, { readonly line: number; readonly fields: Fields }>();
  for (const entry of entries) {
    if (entry.type === 'string') {
      for (const [name, value] of entry.fields) abbreviations.define(name, value);
      continue;
    }
    const fields = new Map([...entry.fields].map(([name, value]) => [name, abbreviations.textOf(value)]));
    const key = entry.key.toLowerCase();
    const first = key === '' ? undefined : byKey.get(key);
    if (first !== undefined) {
      const problem = `has the key ${excerpt(entry.key)}, as the entry on line ${first.line} has`;
      faults.push({ line: entry.line, problem });
      continue;
    }
    byKey.set(key, { line: entry.line, fields });
    works.push({ entry, fields });
  }
  const findings = works.map(({ entry, fields }) => {
    const parent = byKey.get(fields.get('crossref')?.trim().toLowerCase() ?? '')?.fields;
    const finding = findingOf(entry, parent === undefined ? fields : inherited(fields, parent));
    return keepsSource ? { ...finding, ...recordTree(entry, fields) } : finding;
  });
  return { findings, faults };
};

/** The record as it stands in the file, abbreviations written out. */
function recordTree({ type, key }: BibtexEntry, fields: Fields): FinishedTree {
  const tree = new JsonTree().openMap().key('type').text(type).key('key').text(key).key('fields').openMap();
  for (const [name, value] of fields) tree.key(name).text(value);
  return tree.closeMap().closeMap().finish();
}

/** Fields that the work which this one is a part of has for both; its title is that of the book. */
function inherited(fields: Fields, parent: Fields): Fields {
  const all = new Map(parent);
  all.delete('title');
  all.delete('crossref');
  const booktitle = parent.get('title');
  if (booktitle !== undefined) all.set('booktitle', booktitle);
  for (const [name, value] of fields) all.set(name, value);
  return all;
}

/** Names of BibLaTeX for what BibTeX calls otherwise. */
const otherNames: ReadonlyMap<string, string> = new Map([
  ['journaltitle', 'journal'],
  ['location', 'address'],
  ['annotation', 'annote'],
  ['issue', 'number'],
]);
/** What programs keep for themselves. */
const ownField =
  /^(?:file|owner|timestamp|bdsk-.*|mendeley-.*|__markedentry|groups|date-(?:added|modified)|crossref)$/;

function findingOf({ line, type, key }: BibtexEntry, fields: Fields): Finding {
  const attributes: Record<string, JsonValue> = Object.create(null);
  const properties: Record<string, JsonValue> = Object.create(null);
  const put = (name: string, value: string) => {
    if (value !== '' && attributes[name] === undefined) attributes[name] = value;
  };
  for (const [name, latex] of fields) {
    const known = otherNames.get(name) ?? name;
    if (name === 'author') attributes.authors = readPeople(latex);
    else if (name === 'editor') attributes.editors = readPeople(latex);
    else if (name === 'doi') put('doi', cleanDoi(latexVerbatim(latex)) ?? '');
    else if (name === 'url') put('url', latexVerbatim(latex));
    else if (name === 'date') put('year', /\d{4}/.exec(latex)?.[0] ?? '');
    else if (name === 'pages') put('pages', pageRange(latex));
    else if (isTextProperty(known)) put(known, latexText(latex));
    else if (!ownField.test(name) && name !== '__proto__') properties[name] = latexText(latex);
  }
  const crossref = fields.get('crossref');
  if (crossref !== undefined) put('crossref', crossref.trim());
  attributes.bib_type = type;
  const { doi } = attributes;
  const id = key === '' ? (typeof doi === 'string' ? doi.toLowerCase() : undefined) : key;
  return {
    line,
    part: id ?? `line-${line}`,
    id,
    content: { kind: 'reference', attributes },
    properties,
    references: [],
    remarks: [],
  };
}

/** With two hyphens between first and last page, whatever dash stands there. */
function pageRange(latex: string): string {
  return latexText(latex).replace(/\s*(?:[\u2010-\u2015]|(?<=\d)-(?=\d))\s*/g, '--');
}
