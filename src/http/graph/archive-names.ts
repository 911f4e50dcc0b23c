import type { GraphDatabase } from '../../graph/index.ts';

/** How the first archives of a database can be named in URLs, those without a document left out. */
export function archiveNames(
  { archives }: Pick<GraphDatabase, 'archives'>,
  limit: number,
): readonly string[] {
  const page = archives.page({
    orderBy: 'mainFile',
    descending: false,
    after: undefined,
    offset: 0,
    limit,
  });
  return (page ?? [])
    .filter(({ hasArchive }) => hasArchive)
    .map(({ entry, key }) => (entry === undefined ? key : `${entry.type}:${entry.id}`));
}
