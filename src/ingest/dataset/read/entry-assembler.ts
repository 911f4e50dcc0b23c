/** Puts together what is known of an entry: the finding of a reader, its name, rows of tables, declared properties. */
import type { JsonObject, JsonValue } from '../../../base/index.ts';
import { limits } from '../../../base/index.ts';
import type { ReadEntry } from '../../parsing/read-entry.ts';
import type { FileFormat } from '../../reader/format/file-format.ts';
import type { RawEntry, ReaderRemark, SourceRecord } from '../../reader/source-record.ts';
import type { PropertyRows } from '../dataset-parts.ts';
import type { EntrySelection, PropertyDeclaration } from '../dataset-plan.ts';
import { idOfPath } from '../scheme/id-of-path.ts';
import { readValue } from '../table/cell-value.ts';
import { customName } from './custom-name.ts';
import { KnownDefinitions } from './known-definitions.ts';
import type { FileNames } from './name-files.ts';
import type { Publications } from './publications.ts';
import type { FileAtWork } from './read-step.ts';
import type { ReadingContext } from './reading-context.ts';
import { namesPublications, relatePublications } from './relate-publications.ts';
import type { SelectedFile } from './select-files.ts';

type Values = Readonly<Record<string, JsonValue>>;

/** The file that an entry is from. */
interface EntryPlace extends Pick<FileAtWork, 'selected' | 'numbering' | 'hasParts'> {
  readonly format: FileFormat;
}

export class EntryAssembler {
  /** Names of declared properties that some entry had a value of. */
  readonly met = new Set<string>();
  /** Ids of the first entries that no table has a row of. */
  readonly rowless: string[] = [];
  readonly #selection: EntrySelection;
  readonly #names: FileNames;
  readonly #rows: PropertyRows | undefined;
  readonly #prefix: string;
  readonly #publications: Publications;
  readonly #definitions: KnownDefinitions;
  readonly #declared: ReadonlySet<string>;
  /** Whether a table tells of which publications entries are. */
  readonly #isAssigned: boolean;

  constructor(
    selection: EntrySelection,
    names: FileNames,
    rows: PropertyRows | undefined,
    { settings, publications }: ReadingContext,
  ) {
    this.#selection = selection;
    this.#names = names;
    this.#rows = rows;
    this.#prefix = settings.prefix;
    this.#publications = publications;
    const columns = rows?.columns ?? [];
    this.#definitions = new KnownDefinitions(selection, columns, settings.prefix);
    const { properties } = selection;
    this.#declared = new Set(properties.flatMap(({ name, aliases }) => [name, ...aliases]));
    this.#isAssigned = columns.some(namesPublications);
  }

  /** The entry that a reader found in a file, after the publications and definitions that it is the first to name. */
  assemble(found: ReadEntry, file: EntryPlace): SourceRecord[] {
    const { id, immutableId, keys } = this.#identify(found, file);
    const remarks: ReaderRemark[] = found.remarks.map(({ code, message }) => ({ code, message, count: 1 }));
    const attributes: Record<string, JsonValue> = Object.assign(Object.create(null), found.attributes);
    attributes.immutable_id ??= immutableId;
    const row = this.#rowOf(keys, id);
    this.#addProperties(attributes, found.properties, row, remarks);
    const { entryType } = this.#selection;
    const entry: RawEntry = {
      kind: 'entry',
      line: found.line,
      file: file.selected.path,
      type: entryType.startsWith('_') ? entryType : found.entryType,
      id,
      attributes,
      relationships: undefined,
      links: undefined,
      meta: this.#metaOf(found),
      datePaths: [],
      remarks,
      source: found.source,
    };
    const definitions = this.#definitions.take(entry, file.format);
    if (found.entryType !== 'references') return [...definitions, ...this.#relate(entry, found, row)];
    this.#publications.addWork(entry);
    return [...definitions, entry];
  }

  /** A record of OPTIMADE JSON, with what the place of its file says where it says nothing itself. */
  complete(record: SourceRecord, selected: SelectedFile): SourceRecord {
    const type = this.#selection.entryType === '' ? undefined : this.#selection.entryType;
    if (record.kind === 'entry-info') return { ...record, entryType: record.entryType ?? type };
    if (record.kind !== 'entry') return record;
    const id = record.id ?? idOfFile(selected);
    const entry = { ...this.#withProperties(record, id), id, type: record.type ?? type };
    // Only where the place of the file says so: in a dump of a database, publications are no bibliography.
    if (type === 'references') this.#publications.addWork(entry);
    return entry;
  }

  #withProperties(entry: RawEntry, id: string | undefined): RawEntry {
    const { properties } = this.#selection;
    if (this.#rows === undefined && properties.length === 0) return entry;
    for (const { name } of properties) {
      const served = customName(name, this.#prefix);
      if (name in entry.attributes || served in entry.attributes) this.met.add(name);
    }
    const keys = [entry.attributes.immutable_id, id].filter((key) => typeof key === 'string');
    const attributes: Record<string, JsonValue> = Object.assign(Object.create(null), entry.attributes);
    const remarks = [...entry.remarks];
    this.#addProperties(attributes, {}, this.#rowOf([keys], id), remarks);
    return { ...entry, attributes, remarks };
  }

  /** Its ids, and by which keys tables may know it: first as itself, then as all of its file. */
  #identify(found: ReadEntry, file: EntryPlace) {
    const { selected, numbering, hasParts } = file;
    const number = numbering === 'pieces' ? found.piece : found.part;
    const ofFile = this.#names.rawIdOf(selected);
    const raw = numbering === undefined ? ofFile : `${ofFile}/${number}`;
    const named = idOfFile(selected);
    const name = named === undefined ? this.#names.idOf(raw) : named + raw.slice(ofFile.length);
    const part = hasParts && numbering !== 'parts' && found.part !== undefined ? `/${found.part}` : '';
    const immutableId = found.id ?? raw + part;
    const id = found.id ?? name + part;
    const ownKeys = [immutableId, id, raw + part, name + part];
    return { id, immutableId, keys: part === '' ? [ownKeys] : [ownKeys, [raw, name]] };
  }

  /** @spec OPTIMADE 1.3.0, "Metadata properties": the keys of providers have a prefix. */
  #metaOf({ meta }: ReadEntry): JsonObject | undefined {
    if (meta === undefined) return undefined;
    const metadata = Object.entries(meta).map(([property, provenance]) => [
      property,
      Object.fromEntries(
        Object.entries(provenance as JsonObject).map(([key, value]) => [
          customName(key, this.#prefix),
          value,
        ]),
      ),
    ]);
    return { property_metadata: Object.fromEntries(metadata) };
  }

  /** The entry with its relationships, after the publications that have none yet. */
  #relate(entry: RawEntry, { references, properties }: ReadEntry, row: Values): RawEntry[] {
    const statements = {
      cited: references,
      values: [row, properties, this.#renamed(entry.attributes, [row, properties])],
      isAssigned: this.#isAssigned,
    };
    const { ids, added, settled, remarks } = relatePublications(statements, entry, this.#publications);
    if (ids.length === 0 && remarks.length === 0) return [entry];
    const attributes = Object.assign(Object.create(null), entry.attributes);
    for (const property of settled) {
      if (!this.#declared.has(property)) delete attributes[customName(property, this.#prefix)];
    }
    const data = ids.map((id) => ({ type: 'references', id }));
    const relationships = data.length === 0 ? undefined : { references: { data } };
    return [...added, { ...entry, attributes, relationships, remarks: [...entry.remarks, ...remarks] }];
  }

  /** Declared properties that name publications and that the data have under other names. */
  #renamed(attributes: Values, others: readonly Values[]): Values {
    const renamed = this.#selection.properties.filter(
      ({ name }) => namesPublications(name) && !others.some((values) => Object.hasOwn(values, name)),
    );
    return Object.fromEntries(
      renamed.map(({ name }) => [name, attributes[customName(name, this.#prefix)] ?? null]),
    );
  }

  #rowOf(keys: readonly (readonly string[])[], id: string | undefined): Values {
    for (const some of keys) {
      const row = this.#rows?.take(some);
      if (row !== undefined) return row;
    }
    if (id !== undefined && this.rowless.length < shownEntriesMax) this.rowless.push(id);
    return {};
  }

  /** A table is asked before the file; what neither declares nor the standard knows is never served by its bare name. */
  #addProperties(
    attributes: Record<string, JsonValue>,
    found: Values,
    row: Values,
    remarks: ReaderRemark[],
  ): void {
    for (const declaration of this.#selection.properties) {
      const value = ownValue(row, declaration.name) ?? valueFound(found, declaration, remarks);
      if (value === undefined || value === null) continue;
      this.met.add(declaration.name);
      attributes[customName(declaration.name, this.#prefix)] = value;
    }
    if (this.#selection.undeclared === 'left out') return;
    for (const values of [row, found]) {
      for (const name of Object.keys(values)) {
        if (!this.#declared.has(name)) attributes[customName(name, this.#prefix)] ??= values[name]!;
      }
    }
  }
}

/** As many as show what ids look like. */
const shownEntriesMax = 3;

function idOfFile({ selection: { idFolder }, placedPath }: SelectedFile): string | undefined {
  return idFolder === undefined ? undefined : idOfPath(placedPath, idFolder);
}

/** What a file has under an alias or the name itself, as the declared type wants it. */
function valueFound(
  found: Values,
  { name, aliases, type }: PropertyDeclaration,
  remarks: ReaderRemark[],
): JsonValue | undefined {
  const key = [...aliases, name].find((each) => (ownValue(found, each) ?? null) !== null);
  if (key === undefined) return undefined;
  const value = readValue(found[key]!, type ?? 'unknown');
  if (value !== undefined) return value;
  const shown = JSON.stringify(found[key]).slice(0, limits.shownPathLengthMax);
  const message = `A value of "${name}" is not of the type ${type} and was left out: ${shown}.`;
  remarks.push({ code: 'value-unreadable', message, count: 1 });
  return undefined;
}

function ownValue(values: Values, key: string): JsonValue | undefined {
  return Object.hasOwn(values, key) ? values[key] : undefined;
}
