/**
 * The plain backend: an array of entries for each type, looked through from end to end. It is the oracle of
 * the tests, so nothing here is quick, and every other backend must give the same ids, in the same order, and
 * the same counts.
 */
import type { Backend, EntryKey, EntryPage, EntryQuery, EntryRow } from '../../query/index.ts';
import type { Entry } from '../../standard/index.ts';
import { evaluateFilter } from '../evaluate/evaluate-filter.ts';
import { decodeDocument } from '../stored-document/decode-document.ts';
import { encodeDocument } from '../stored-document/encode-document.ts';
import { requiredProperties } from '../stored-document/required-properties.ts';
import { choosePage } from './choose-page.ts';
import { sortEntries } from './sort-entries.ts';

export class MemoryBackend implements Backend {
  /** Type → id → entry, by ascending id. */
  readonly #entries: ReadonlyMap<string, ReadonlyMap<string, Entry>>;

  /** `entries` in any order, each type and id at most once. */
  constructor(entries: readonly Entry[]) {
    const ofType = Map.groupBy(sortEntries(entries, []), (entry) => entry.type);
    this.#entries = new Map(
      [...ofType].map(([type, sorted]) => [type, new Map(sorted.map((entry) => [entry.id, entry]))]),
    );
  }

  async run(query: EntryQuery): Promise<EntryPage> {
    const { filter, sort, page } = query;
    const all = [...(this.#entries.get(query.entryType)?.values() ?? [])];
    const lookup = (key: EntryKey): Entry | undefined => this.#entry(key);
    const matches = all.filter(
      (entry) => filter === undefined || evaluateFilter(filter, entry, lookup) === true,
    );
    const sorted = sortEntries(matches, sort);
    const { start, end } = choosePage(sorted, sort, page);
    const rows = sorted.slice(start, end).map(rowOf);
    return { rows, dataReturned: matches.length, offset: start };
  }

  get(key: EntryKey): EntryRow | undefined {
    const entry = this.#entry(key);
    return entry === undefined ? undefined : rowOf(entry);
  }

  count(entryType: string): number {
    return this.#entries.get(entryType)?.size ?? 0;
  }

  close(): void {}

  #entry(key: EntryKey): Entry | undefined {
    return this.#entries.get(key.type)?.get(key.id);
  }
}

function rowOf(entry: Entry): EntryRow {
  return decodeDocument(encodeDocument(entry, requiredProperties(entry.type)));
}
