/**
 * Which publications an entry is related to: those that its file cites, those that tables and files name by citation key
 * or DOI, else those that all of the data share.
 */
import type { JsonValue } from '../../../base/index.ts';
import { limits } from '../../../base/index.ts';
import type { PublicationName } from '../../reader/bibliography/publication-names.ts';
import { publicationNames } from '../../reader/bibliography/publication-names.ts';
import type { FoundReference } from '../../reader/format/format-reader.ts';
import type { RawEntry, ReaderRemark } from '../../reader/source-record.ts';
import type { Publications } from './publications.ts';

type Values = Readonly<Record<string, JsonValue>>;

/** What an entry says of publications. */
export interface EntryStatements {
  readonly cited: readonly FoundReference[];
  /** Rows of tables and what else is known of it, by names without prefix. */
  readonly values: readonly Values[];
  /** Whether tables tell for each entry which publications it is from, if any. */
  readonly isAssigned: boolean;
}

export interface RelatedPublications {
  readonly ids: readonly string[];
  /** Entries of those that had none yet. */
  readonly added: readonly RawEntry[];
  /** Properties that hold nothing but keys of these. */
  readonly settled: ReadonlySet<string>;
  readonly remarks: readonly ReaderRemark[];
}

/** Names of properties whose values name publications, however they are capitalized. */
const keyProperty = /^references?$/i;
const doiProperty = /^doi$/i;

export function namesPublications(property: string): boolean {
  return keyProperty.test(property) || doiProperty.test(property);
}

/** Finds the publications of an entry, and makes entries of those of which nothing but a citation or DOI is known. */
export function relatePublications(
  { cited, values, isAssigned }: EntryStatements,
  place: Pick<RawEntry, 'file' | 'line'>,
  publications: Publications,
): RelatedPublications {
  const relation = new Relation(place, publications);
  for (const reference of cited) relation.cite(reference);
  for (const each of values) {
    for (const property of Object.keys(each)) {
      if (keyProperty.test(property)) relation.takeKeys(property, each[property]!);
      else if (doiProperty.test(property)) relation.takeDois(each[property]!);
    }
  }
  if (!isAssigned) relation.shareOthers();
  return relation;
}

class Relation implements RelatedPublications {
  readonly added: RawEntry[] = [];
  readonly settled = new Set<string>();
  readonly remarks: ReaderRemark[] = [];
  readonly #ids = new Set<string>();
  readonly #place: Pick<RawEntry, 'file' | 'line'>;
  readonly #publications: Publications;
  #namesAny = false;

  constructor(place: Pick<RawEntry, 'file' | 'line'>, publications: Publications) {
    this.#place = place;
    this.#publications = publications;
  }

  get ids(): readonly string[] {
    return [...this.#ids];
  }

  cite({ id, attributes }: FoundReference): void {
    const doi = typeof attributes.doi === 'string' ? attributes.doi : undefined;
    this.#ids.add(this.#publications.find(id, doi) ?? this.#add(id, attributes));
  }

  /** Prose stays what it is, as does a value that names what nobody knows. */
  takeKeys(property: string, value: JsonValue): void {
    const { names, isList } = publicationNames(value);
    const unknown = names.filter((name) => name.doi === undefined && this.#find(name) === undefined);
    if (names.length > 0 && unknown.length === 0) this.settled.add(property);
    else if (!isList || !this.#publications.hasBibliography) return;
    for (const name of names) if (!unknown.includes(name)) this.#name(name);
    if (unknown.length > 0) this.#tellUnknown(property, unknown);
  }

  takeDois(value: JsonValue): void {
    const { names } = publicationNames(value);
    if (names.every(({ doi }) => doi !== undefined)) for (const name of names) this.#name(name);
  }

  shareOthers(): void {
    const { shared } = this.#publications;
    if (shared.length === 0 || this.#namesAny || shared.some((id) => this.#ids.has(id))) return;
    for (const id of shared) this.#ids.add(id);
    this.#publications.countSharing();
  }

  #name(name: PublicationName): void {
    const { doi } = name;
    this.#namesAny = true;
    this.#ids.add(this.#find(name) ?? this.#add(doi!.toLowerCase(), { doi: doi! }));
  }

  #find({ key, doi }: PublicationName): string | undefined {
    return this.#publications.find(key, doi);
  }

  #add(id: string, attributes: Values): string {
    const entry = entryOf(id, attributes, this.#place);
    this.#publications.add(entry);
    this.added.push(entry);
    return id;
  }

  #tellUnknown(property: string, unknown: readonly PublicationName[]): void {
    const keys = unknown.map(({ key }) => JSON.stringify(key)).join(', ');
    const shown = keys.slice(0, limits.shownPathLengthMax);
    const message = `"${property}" names what no bibliography has: ${shown}.`;
    this.remarks.push({ code: 'publication-unknown', message, count: 1 });
  }
}

function entryOf(id: string, attributes: Values, { file, line }: Pick<RawEntry, 'file' | 'line'>): RawEntry {
  return {
    kind: 'entry',
    line,
    file,
    type: 'references',
    id,
    attributes: Object.assign(Object.create(null), attributes),
    relationships: undefined,
    links: undefined,
    meta: undefined,
    datePaths: [],
    remarks: [],
  };
}
