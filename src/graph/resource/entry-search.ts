import type { ArchiveEntry } from '../../backend/index.ts';
import { OptimadeError } from '../../base/index.ts';
import type { GraphFault } from '../graph-fault.ts';
import type { GraphDatabase } from '../graph-world.ts';
import type { RecordQuery } from '../request/graph-request.ts';
import type { EntryPart, EntrySelection, SelectedEntries } from './entry-selection.ts';

const defaultEntryType = 'structures';

/** The entries of one type that a filter matches; all of the type where there is none. */
export class EntrySearch implements EntrySelection {
  readonly #query: RecordQuery;
  readonly #entryType: string;
  readonly #errors = new Map<string, OptimadeError>();
  #searchedCount = 0;

  constructor(query: RecordQuery) {
    this.#query = query;
    this.#entryType = query.entryType ?? defaultEntryType;
  }

  /** Finds nothing in a database that has no such entries or does not understand the filter. */
  async select(database: GraphDatabase, { after, offset, limit }: EntryPart): Promise<SelectedEntries> {
    if (!database.entryTypes.includes(this.#entryType)) return nothing;
    const id = after?.entry?.id;
    const page = id === undefined ? { kind: 'offset' as const, offset } : { kind: 'above' as const, id };
    try {
      const { optimadeFilter } = this.#query;
      const { entries, total } = await database.search(this.#entryType, optimadeFilter, { ...page, limit });
      this.#searchedCount += 1;
      return { entries: entries.flatMap((key) => database.archives.findByEntry(key) ?? []), total };
    } catch (error) {
      if (!(error instanceof OptimadeError)) throw error;
      this.#errors.set(database.id, error);
      return nothing;
    }
  }

  canFollow({ entry }: ArchiveEntry): boolean {
    return entry?.type === this.#entryType;
  }

  /**
   * Databases have properties of their own, so that one may not know what the filter is about, while others answer.
   * Errors: that of the filter, where no database understood it.
   */
  faults(): readonly GraphFault[] {
    if (this.#searchedCount > 0) {
      return [...this.#errors].map(([id, { detail }]) => general(`Upload ${id} was not searched: ${detail}`));
    }
    const [first] = this.#errors.values();
    if (first !== undefined) throw inRequest(first, this.#query.pointer);
    return [general(`No upload that could be asked has entries of type "${this.#entryType}".`)];
  }
}

const nothing: SelectedEntries = { entries: [], total: 0 };

function general(message: string): GraphFault {
  return { type: 'GENERAL', message };
}

/** The fault of a filter, which stands in the request and not in a parameter. */
function inRequest({ code, values, options }: OptimadeError, pointer: string): OptimadeError {
  const { parameter: _, ...others } = options;
  return new OptimadeError(code, values, { ...others, pointer });
}
