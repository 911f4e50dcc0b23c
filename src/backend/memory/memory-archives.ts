import type { EntryKey } from '../../query/index.ts';
import { archiveKey } from '../archive/archive-key.ts';
import type { ArchiveNode } from '../archive/archive-node.ts';
import { archiveOfBytes } from '../archive/open-archive.ts';
import type { IsReference } from '../archive/reference-patterns.ts';
import { mainFileOf, stemOf, typedEntryOf, typesInOrder } from '../archive-names.ts';
import type { ArchiveEntry, ArchivePage, Archives } from '../archives.ts';
import { compareText } from '../evaluate/compare-text.ts';

/** Where an entry came from, and its archive. */
interface ArchiveOrigin {
  readonly path: string;
  /** 0 for a whole file. */
  readonly line: number;
  readonly document: Uint8Array | undefined;
}

export interface EntryArchive extends ArchiveOrigin {
  readonly entry: EntryKey;
}

export interface ArchiveFile {
  readonly name: string;
  readonly path: string;
  readonly document: Uint8Array;
}

interface KeyedArchive extends ArchiveOrigin {
  readonly key: string;
  readonly entry: EntryKey | undefined;
}

/** Archives in memory, looked through from end to end: the meaning that other backends share. */
export class MemoryArchives implements Archives {
  readonly #entries: readonly ArchiveEntry[];
  readonly #byMainFile: readonly ArchiveEntry[];
  readonly #documents: ReadonlyMap<string, Uint8Array | undefined>;
  readonly #paths: ReadonlyMap<string, string>;
  readonly #isReference: IsReference;

  /** `entries`: each type and id once. `files`: each name and path once. */
  constructor(entries: readonly EntryArchive[], files: readonly ArchiveFile[], isReference: IsReference) {
    const all = joinFiles(entries, files);
    const counts = Map.groupBy(all, ({ path }) => path);
    const tell = ({ key, entry, path, line, document }: KeyedArchive): ArchiveEntry => {
      const mainFile = mainFileOf(path, line, counts.get(path)!.length);
      return { key, entry, mainFile, hasArchive: document !== undefined };
    };
    this.#entries = [...all].sort((left, right) => compareText(left.key, right.key)).map(tell);
    this.#byMainFile = [...all].sort(compareByFile).map(tell);
    this.#documents = new Map(all.map(({ key, document }) => [key, document]));
    this.#paths = new Map(all.map(({ key, path }) => [key, path]));
    this.#isReference = isReference;
  }

  get count(): number {
    return this.#entries.length;
  }

  find(key: string): ArchiveEntry | undefined {
    return this.#entries.find((each) => each.key === key);
  }

  findByEntry({ type, id }: EntryKey): ArchiveEntry | undefined {
    return this.#entries.find(({ entry }) => entry?.type === type && entry.id === id);
  }

  findByMainFile(path: string): ArchiveEntry | undefined {
    return this.#byMainFile.find(({ key, mainFile }) => mainFile === path && this.#paths.get(key) === path);
  }

  page({ orderBy, descending, after, offset, limit }: ArchivePage): readonly ArchiveEntry[] | undefined {
    const ascending = orderBy === 'key' ? this.#entries : this.#byMainFile;
    const ordered = descending ? [...ascending].reverse() : ascending;
    const place = after === undefined ? offset - 1 : ordered.findIndex(({ key }) => key === after);
    if (after !== undefined && place === -1) return undefined;
    return ordered.slice(place + 1, place + 1 + limit);
  }

  open({ key }: ArchiveEntry): ArchiveNode | undefined {
    const document = this.#documents.get(key);
    return document === undefined ? undefined : archiveOfBytes(document, this.#isReference);
  }
}

function compareByFile(left: KeyedArchive, right: KeyedArchive): number {
  return compareText(left.path, right.path) || left.line - right.line || compareText(left.key, right.key);
}

/** Gives each file to its entry, or makes one of its own. */
function joinFiles(entries: readonly EntryArchive[], files: readonly ArchiveFile[]): KeyedArchive[] {
  const keyed = new Map<string, KeyedArchive>();
  for (const each of entries) {
    const key = archiveKey(each.entry.type, each.entry.id);
    keyed.set(key, { ...each, key });
  }
  const types = typesInOrder(new Set(entries.map(({ entry }) => entry.type)));
  const taken = new Set<string>();
  const link = (entriesOf: (name: string) => readonly EntryKey[]) => (file: ArchiveFile) => {
    const key = entriesOf(file.name)
      .map(({ type, id }) => archiveKey(type, id))
      .find((each) => keyed.has(each) && !taken.has(each));
    if (key === undefined) return true;
    taken.add(key);
    keyed.set(key, { ...keyed.get(key)!, path: file.path, line: 0, document: file.document });
    return false;
  };
  const loose = files
    .filter(link((name) => [typedEntryOf(name)].filter((entry) => entry !== undefined)))
    .filter(link((name) => types.map((type) => ({ type, id: name }))));
  const stems = loose.map(({ path }) => stemOf(path));
  const made = new Set(loose.map(({ path }) => archiveKey(path)));
  const ofEntries = new Set(keyed.keys());
  for (const [index, { path, document }] of loose.entries()) {
    const stem = stems[index];
    const isFree =
      stem !== undefined &&
      stems.filter((other) => other === stem).length === 1 &&
      !ofEntries.has(stem) &&
      !made.has(stem);
    const key = isFree ? stem : archiveKey(path);
    keyed.set(key, { key, entry: undefined, path, line: 0, document });
  }
  return [...keyed.values()];
}
