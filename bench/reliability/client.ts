import type { MadeSource } from './sources.ts';
import { entryId } from './sources.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: answers are judged as they come
  readonly body: any;
  readonly milliseconds: number;
}

/** Errors: `TypeError` where there was no whole answer; `SyntaxError` where it is not JSON. */
export async function ask(url: string, init?: RequestInit): Promise<Answer> {
  const started = performance.now();
  const response = await fetch(url, init);
  const text = await response.text();
  const milliseconds = performance.now() - started;
  return { status: response.status, headers: response.headers, body: JSON.parse(text), milliseconds };
}

/** Asks for a source to be spawned, and waits up to some seconds for that. */
export function spawnSource(url: string, { id, path }: MadeSource, waitSeconds: number): Promise<Answer> {
  return ask(`${url}/extensions/spawn`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Prefer: `wait=${waitSeconds}` },
    body: JSON.stringify({ id, loc: path }),
  });
}

const pageLimit = 10;

/** A page of a database, at a random place. */
export function askForPage(url: string, source: MadeSource, random: () => number, init?: RequestInit) {
  const offset = Math.floor(random() * source.entries);
  const query = `page_limit=${pageLimit}&page_offset=${offset}&response_fields=_x_version`;
  const filter = random() < 0.5 ? '&filter=nelements%3E%3D1' : '';
  return ask(`${url}/${source.id}/v1/structures?${query}${filter}`, init).then((answer) => ({
    answer,
    offset,
  }));
}

/** What is wrong with a page that came with status 200; undefined where nothing is. */
export function faultOfPage({ body }: Answer, source: MadeSource, offset: number): string | undefined {
  const returned = body.meta?.data_returned;
  if (returned !== source.entries) return `${source.id} has ${source.entries} entries, ${returned} were told`;
  const rows: readonly { id: string; attributes: { _x_version: number } }[] = body.data;
  const wanted = Array.from({ length: Math.min(pageLimit, source.entries - offset) }, (_, index) =>
    entryId(source.id, offset + index),
  );
  const ids = rows.map(({ id }) => id);
  if (ids.join() !== wanted.join()) return `${source.id} from ${offset} on gave ${ids.join(' ')}`;
  const versions = new Set(rows.map(({ attributes }) => attributes._x_version));
  if (versions.size !== 1 || !versions.has(source.version)) {
    return `${source.id} gave versions ${[...versions]} instead of ${source.version}`;
  }
  return undefined;
}

/** A refusal that says when to come back, as the documents promise. */
export function isBusyAnswer({ status, headers }: Answer): boolean {
  return (status === 503 || status === 429) && headers.has('retry-after');
}

/** The state of a database; undefined where it is not known. */
export async function stateOf(url: string, id: string): Promise<string | undefined> {
  const { status, body } = await ask(`${url}/extensions/databases/${id}`);
  return status === 404 ? undefined : body.data.attributes.state;
}

/** Does something with each item, so many at a time. */
export async function eachOf<Item>(
  items: readonly Item[],
  concurrency: number,
  act: (item: Item, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < items.length) {
      const index = next++;
      await act(items[index]!, index);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
}

export function describeAnswer({ status, body }: Answer): string {
  return `${status} ${JSON.stringify(body.errors?.[0]?.detail ?? body).slice(0, 300)}`;
}
