/** The publications that a block says it is from: its own journal and authors, and its list of citations. */
import type { JsonValue } from '../../../base/index.ts';
import type { FoundReference } from '../format/format-reader.ts';
import type { CifBlock, CifLoop } from './cif-block.ts';
import { cleanText } from './clean-text.ts';
import { referenceId } from './reference-id.ts';

/** Publications that are taken from one block, and authors of one. */
const referencesMax = 20;
const authorsMax = 500;

type Attributes = Record<string, JsonValue>;

/** Each once; none where too little is told to find a publication by. */
export function readReferences(block: CifBlock): FoundReference[] {
  const found = [readJournal(block), ...readCitations(block)];
  const references = new Map<string, FoundReference>();
  for (const attributes of found) {
    if (!isFindable(attributes)) continue;
    const reference = { id: referenceId(attributes), attributes };
    if (!references.has(reference.id)) references.set(reference.id, reference);
  }
  return [...references.values()].slice(0, referencesMax);
}

/** Whether the attributes lead to a publication: by DOI, by its place in a journal, or by its title. */
function isFindable({ doi, title, journal, volume, year, pages }: Attributes): boolean {
  const hasPlace = journal !== undefined && (volume ?? year ?? pages) !== undefined;
  return doi !== undefined || title !== undefined || hasPlace;
}

function readJournal(block: CifBlock): Attributes {
  const text = (...tags: string[]) => block.text(...tags);
  return attributesOf({
    authors: block.column('_publ_author_name'),
    title: text('_publ_section_title'),
    journal: text('_journal_name_full', '_journal_name_abbrev'),
    volume: text('_journal_volume'),
    number: text('_journal_issue'),
    pageFirst: text('_journal_page_first', '_journal_article_reference'),
    pageLast: text('_journal_page_last'),
    year: text('_journal_year'),
    doi: text('_journal_paper_doi', '_journal_doi', '_publ_section_doi'),
  });
}

function readCitations(block: CifBlock): Attributes[] {
  const loop = block.loop('_citation_id', '_citation_title', '_citation_doi', '_citation_journal_full');
  const citations: Attributes[] = [];
  for (let row = 0; row < (loop?.rowCount ?? 0) && citations.length < referencesMax; row += 1) {
    // Those that do not report coordinates are about methods.
    if (/^no?$/i.test(loop!.value(row, '_citation_coordinate_linkage') ?? '')) continue;
    citations.push(readCitation(block, loop!, row));
  }
  return citations;
}

function readCitation(block: CifBlock, loop: CifLoop, row: number): Attributes {
  const text = (...tags: string[]) => loop.value(row, ...tags);
  return attributesOf({
    authors: authorsOfCitation(block, text('_citation_id')),
    title: text('_citation_title'),
    journal: text('_citation_journal_full', '_citation_journal_abbrev', '_citation_book_title'),
    volume: text('_citation_journal_volume'),
    number: text('_citation_journal_issue'),
    pageFirst: text('_citation_page_first'),
    pageLast: text('_citation_page_last'),
    year: text('_citation_year'),
    doi: text('_citation_doi', '_citation_pdbx_database_id_doi'),
  });
}

function authorsOfCitation(block: CifBlock, id: string | undefined): string[] {
  const loop = block.loop('_citation_author_name');
  const authors: string[] = [];
  for (let row = 0; row < (loop?.rowCount ?? 0); row += 1) {
    const name = loop!.value(row, '_citation_author_name');
    if (name !== undefined && loop!.value(row, '_citation_author_citation_id') === id) authors.push(name);
  }
  return authors;
}

interface Publication {
  readonly authors: readonly string[];
  readonly title: string | undefined;
  readonly journal: string | undefined;
  readonly volume: string | undefined;
  readonly number: string | undefined;
  readonly pageFirst: string | undefined;
  readonly pageLast: string | undefined;
  readonly year: string | undefined;
  readonly doi: string | undefined;
}

/** @spec OPTIMADE 1.3.0, "References Entries" */
function attributesOf({ authors, doi, pageFirst, pageLast, ...texts }: Publication): Attributes {
  const attributes: Attributes = {};
  const people = authors
    .slice(0, authorsMax)
    .map(readPerson)
    .filter((person) => person !== undefined);
  if (people.length > 0) attributes.authors = people;
  for (const [name, text] of Object.entries({ ...texts, pages: pagesOf(pageFirst, pageLast) })) {
    const clean = text === undefined ? '' : cleanText(text);
    if (clean !== '' && clean !== '?') attributes[name] = clean;
  }
  const cleanDoi = /10\.\d{4,9}\/\S+/.exec(doi ?? '')?.[0];
  if (cleanDoi !== undefined) attributes.doi = cleanDoi;
  if (attributes.journal !== undefined) attributes.bib_type = 'article';
  return attributes;
}

function pagesOf(first: string | undefined, last: string | undefined): string | undefined {
  if (first === undefined) return last;
  return last === undefined || last === first ? first : `${first}--${last}`;
}

const initials = /^(\S.*?)\s+((?:\p{Lu}\.?(?:[ -]|$))+)$/u;

/** `Last, First` and `Last F M`; any other form is a name as a whole. */
function readPerson(text: string): JsonValue | undefined {
  const name = cleanText(text).slice(0, 200);
  if (name === '' || name === '?') return undefined;
  const [lastname, firstname] = name.includes(',')
    ? name.split(/\s*,\s*/, 2)
    : (initials.exec(name)?.slice(1) ?? []);
  if (lastname === undefined || firstname === undefined || lastname === '' || firstname === '')
    return { name };
  return { name: `${firstname} ${lastname}`, lastname, firstname };
}
