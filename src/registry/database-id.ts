const idLengthMax = 128;

/**
 * The id of a database from the name of its source: what a URL does not allow becomes `-`.
 * `My data (v2).jsonl` → `My-data-v2`.
 */
export function databaseIdFrom(name: string): string {
  const id = name
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, idLengthMax);
  return id === '' ? 'database' : id;
}
