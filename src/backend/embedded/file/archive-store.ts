/**
 * The archives of a file. They stand in order of arrival; arrays of the index tell the orders in which they are
 * listed, and the beginnings of their keys, so that a page costs no more than its rows wherever it begins.
 */
import type { EntryKey } from '../../../query/index.ts';
import { archiveKey } from '../../archive/archive-key.ts';
import type { ArchiveNode } from '../../archive/archive-node.ts';
import { openArchive } from '../../archive/open-archive.ts';
import type { IsReference } from '../../archive/reference-patterns.ts';
import { compileReferencePatterns } from '../../archive/reference-patterns.ts';
import { isArchiveKey, mainFileOf } from '../../archive-names.ts';
import type { ArchiveEntry, ArchivePage, Archives } from '../../archives.ts';
import { compareText } from '../../evaluate/compare-text.ts';
import type { ArchiveRowReader, StoredArchive } from './archive-rows.ts';
import type { BlockStore } from './block-store.ts';
import { StoredArray } from './block-store.ts';
import type { ArchivesRecord } from './file-format.ts';
import { archiveKeyPrefix } from './file-format.ts';
import { lowerBound } from './lower-bound.ts';
import type { StreamStore } from './stream-store.ts';

export interface ArchiveParts {
  readonly blocks: BlockStore;
  readonly rows: ArchiveRowReader;
  readonly content: StreamStore;
  readonly indexes: StreamStore;
}

export class ArchiveStore implements Archives {
  readonly count: number;
  readonly #parts: ArchiveParts;
  readonly #byKey: StoredArray;
  readonly #keyPrefixes: StoredArray;
  readonly #byMainFile: StoredArray;
  readonly #isReference: IsReference;

  constructor(parts: ArchiveParts, record: ArchivesRecord) {
    this.count = record.count;
    this.#parts = parts;
    this.#byKey = new StoredArray(parts.blocks, record.byKey);
    this.#keyPrefixes = new StoredArray(parts.blocks, record.keyPrefixes);
    this.#byMainFile = new StoredArray(parts.blocks, record.byMainFile);
    this.#isReference = compileReferencePatterns(record.referencePatterns);
  }

  find(key: string): ArchiveEntry | undefined {
    const found = this.#find(key);
    return found === undefined ? undefined : this.#entry(found.row);
  }

  findByEntry({ type, id }: EntryKey): ArchiveEntry | undefined {
    return this.find(archiveKey(type, id));
  }

  findByMainFile(path: string): ArchiveEntry | undefined {
    // What has the whole of a file comes before what has lines of it.
    const first = lowerBound(0, this.count, (place) => compareText(this.#pathAt(place), path));
    if (first === this.count || this.#pathAt(first) !== path) return undefined;
    const entry = this.#entry(this.#row(this.#byMainFile, first));
    return entry.mainFile === path ? entry : undefined;
  }

  page({ orderBy, descending, after, offset, limit }: ArchivePage): readonly ArchiveEntry[] | undefined {
    const order = orderBy === 'key' ? this.#byKey : this.#byMainFile;
    let start = offset;
    if (after !== undefined) {
      const found = this.#find(after);
      if (found === undefined) return undefined;
      const place = orderBy === 'key' ? found.rank : this.#placeByMainFile(found.row);
      start = descending ? this.count - place : place + 1;
    }
    const entries: ArchiveEntry[] = [];
    for (let at = start; at < Math.min(this.count, start + limit); at += 1) {
      entries.push(this.#entry(this.#row(order, descending ? this.count - 1 - at : at)));
    }
    return entries;
  }

  open({ key }: ArchiveEntry): ArchiveNode | undefined {
    const found = this.#find(key);
    if (found === undefined || found.row.document.sizeBytes === 0) return undefined;
    const { document, index } = found.row;
    const { content, indexes } = this.#parts;
    const indexSource = index.sizeBytes === 0 ? undefined : indexes.source(index);
    return openArchive(content.source(document), indexSource, this.#isReference);
  }

  /** By the beginning of the key, and then by the rows that share that, mostly one. */
  #find(key: string): { readonly rank: number; readonly row: StoredArchive } | undefined {
    if (!isArchiveKey(key)) return undefined;
    const prefix = archiveKeyPrefix(key);
    const prefixAt = this.#keyPrefixes.cursor();
    const from = lowerBound(0, this.count, (rank) => prefixAt(rank) - prefix);
    const to = lowerBound(from, this.count, (rank) => prefixAt(rank) - prefix - 0.5);
    const rank =
      to - from < 2
        ? from
        : lowerBound(from, to, (each) => compareText(this.#row(this.#byKey, each).key, key));
    if (rank === to) return undefined;
    const row = this.#row(this.#byKey, rank);
    return row.key === key ? { rank, row } : undefined;
  }

  #placeByMainFile({ file, line, key }: StoredArchive): number {
    const { path } = this.#parts.rows.sourceFile(file);
    return lowerBound(0, this.count, (place) => {
      const other = this.#row(this.#byMainFile, place);
      if (other.file !== file) return compareText(this.#pathAt(place), path);
      return other.line - line || compareText(other.key, key);
    });
  }

  #pathAt(place: number): string {
    return this.#parts.rows.sourceFile(this.#row(this.#byMainFile, place).file).path;
  }

  #row(order: StoredArray, place: number): StoredArchive {
    return this.#parts.rows.archive(order.at(place));
  }

  #entry({ key, entry, file, line, document }: StoredArchive): ArchiveEntry {
    const { path, entries } = this.#parts.rows.sourceFile(file);
    const mainFile = mainFileOf(path, line, entries);
    return { key, entry, mainFile, hasArchive: document.sizeBytes > 0 };
  }
}
