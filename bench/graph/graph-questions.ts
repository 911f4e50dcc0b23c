/** What the benchmark asks, as graph requests, and what a reader that parses a whole document makes of the same. */
import { largeId, smallId } from './write-runs.ts';

export interface GraphQuestion {
  readonly name: string;
  readonly request: object;
  /** The same of the parsed document; undefined where the question is about more than one. */
  readonly ofDocument: boolean;
}

function inArchive(request: object, id: string = largeId): object {
  return { entries: { [id]: { archive: request } } };
}

/** Questions about a large archive of so many frames, and one about many small ones. */
export function graphQuestions(id: string, frames: number, archives: number): readonly GraphQuestion[] {
  const middle = Math.floor(frames / 20);
  const firstOfSlice = Math.min(100, Math.floor(frames / 2));
  const endOfSlice = Math.min(firstOfSlice + 99, frames - 1);
  const entries = Array.from({ length: Math.min(100, archives - 1) }, (_, index) => smallId(index + 1));
  return [
    { name: 'overview, depth 1', request: inArchive({ m_request: { depth: 1 } }, id), ofDocument: true },
    { name: 'one scalar', request: inArchive({ results: { energy: '*' } }, id), ofDocument: true },
    {
      name: `calculation[${middle}]`,
      request: inArchive({ [`calculation[${middle}]`]: '*' }, id),
      ofDocument: true,
    },
    {
      name: `calculation[${firstOfSlice}:${endOfSlice}]`,
      request: inArchive({ [`calculation[${firstOfSlice}:${endOfSlice}]`]: '*' }, id),
      ofDocument: true,
    },
    {
      name: 'a section with lists up to 10 items',
      request: inArchive({ [`calculation[${middle}]`]: { m_request: { max_list_size: 10 } } }, id),
      ofDocument: true,
    },
    {
      name: 'a reference, resolve_depth 1',
      request: inArchive(
        {
          results: {
            last_ref: { m_request: { directive: 'resolved', resolve_depth: 1, max_list_size: 10 } },
          },
        },
        id,
      ),
      ofDocument: true,
    },
    {
      name: `one scalar of ${entries.length} entries`,
      request: {
        entries: Object.fromEntries(
          entries.map((entry) => [entry, { archive: { results: { energy: '*' } } }]),
        ),
      },
      ofDocument: false,
    },
  ];
}

/** Slices of the request that holds most in memory while it is answered. */
export const slicesMax = 10_000;

/** Many slices of the large archive, with one value of each of their frames. */
export function slicesRequest(frames: number): object {
  const step = Math.max(1, Math.floor(frames / slicesMax));
  const slices = Array.from({ length: slicesMax }, (_, index) => {
    const start = (index * step) % frames;
    return [`calculation[${start}:${start + Math.floor(step / 3)}]`, { step: '*' }];
  });
  return inArchive(Object.fromEntries(slices));
}

export const graphPath = '/extensions/graph/query';

/** A path that asks the question by GET. */
export function questionPath({ request }: GraphQuestion): string {
  return `${graphPath}?q=${Buffer.from(JSON.stringify(request)).toString('base64url')}`;
}
