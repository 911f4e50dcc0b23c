import { Buffer } from 'node:buffer';
import type { DatabaseSummary } from '../../registry/index.ts';
import { renderHome } from '../../web/index.ts';
import type { Answer } from '../answer.ts';
import { htmlAnswer } from '../html-answer.ts';
import { prefersJson } from '../negotiation.ts';

/** The root of a server of several databases: a page that lists them, or the list as plain JSON. */
export function answerHomePage(
  summaries: readonly DatabaseSummary[],
  rootUrl: string,
  accept: string | undefined,
): Answer {
  const databases = summaries.map((summary) => ({ ...summary, url: `${rootUrl}/${summary.id}` }));
  const page = htmlAnswer(renderHome({ databases }));
  if (!prefersJson(accept)) return page;
  const list = databases.map(({ id, name, description, url, entryCount }) => ({
    id,
    name,
    description,
    base_url: url,
    entry_count: entryCount,
  }));
  return {
    status: 200,
    mediaType: 'application/json',
    body: Buffer.from(JSON.stringify({ databases: list })),
  };
}
