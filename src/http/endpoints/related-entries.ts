import type { Backend, EntryRow } from '../../query/index.ts';

/**
 * The entries that some entries relate to, of the wanted types, in the order in which they are met: each
 * once, none that is among the entries themselves, and none that the database does not have.
 *
 * @spec OPTIMADE 1.3.0, "Entry Listing URL Query Parameters", include; JSON:API 1.1, "Compound Documents"
 */
export function* relatedEntries(
  backend: Backend,
  rows: readonly EntryRow[],
  entryTypes: readonly string[],
): Generator<EntryRow> {
  if (entryTypes.length === 0) return;
  const identity = (type: string, id: string) => `${type}/${id}`;
  const seen = new Set(rows.map(({ type, id }) => identity(type, id)));
  for (const row of rows) {
    for (const key of row.related) {
      const name = identity(key.type, key.id);
      if (!entryTypes.includes(key.type) || seen.has(name)) continue;
      seen.add(name);
      const related = backend.get(key);
      if (related !== undefined) yield related;
    }
  }
}
