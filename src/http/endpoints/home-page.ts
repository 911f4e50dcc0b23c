import { Buffer } from 'node:buffer';
import { limits } from '../../base/index.ts';
import type { DatabaseRecord } from '../../registry/index.ts';
import { renderHome } from '../../web/index.ts';
import type { Answer } from '../answer.ts';
import { htmlAnswer } from '../html-answer.ts';
import { indexedDatabase } from '../index-database/indexed-database.ts';
import { prefersJson } from '../negotiation.ts';

export interface HomePlace {
  readonly rootUrl: string;
  /** Where databases are spawned; undefined where that is not for everybody. */
  readonly spawnUrl: string | undefined;
}

/** The root of a server of several databases: a page that lists them, or the list as plain JSON. */
export function answerHomePage(
  records: readonly DatabaseRecord[],
  { rootUrl, spawnUrl }: HomePlace,
  accept: string | undefined,
): Answer {
  const databases = records.map((record) => {
    const { name, description, baseUrl } = indexedDatabase(record, rootUrl);
    const { state, failure } = record;
    return {
      id: record.id,
      name,
      description,
      url: baseUrl,
      state,
      failure: failure?.message,
      entryCount: entryCount(record),
    };
  });
  if (!prefersJson(accept)) {
    const shown = databases.slice(0, limits.pageRowsMax);
    const indexUrl = `${rootUrl}/index`;
    return htmlAnswer(renderHome({ databases: shown, databaseCount: databases.length, indexUrl, spawnUrl }));
  }
  const list = databases.map(({ id, name, description, url, state, entryCount: count }) => ({
    id,
    name,
    description,
    base_url: url,
    state,
    entry_count: count,
  }));
  return {
    status: 200,
    mediaType: 'application/json',
    body: Buffer.from(JSON.stringify({ databases: list })),
  };
}

/** Of all types; null where there never was a file to count in. */
function entryCount({ contents }: DatabaseRecord): number | null {
  if (contents === undefined) return null;
  return Object.values(contents.entryCounts).reduce((sum, count) => sum + count, 0);
}
