import { describe, expect, it } from 'vitest';
import type { EntryPlace, GraphOptions } from '../../src/graph/index.ts';
import { findEntry, parseArchivePath, readArchiveValue } from '../../src/graph/index.ts';
import { jsonOf } from './resource/ask-graph.ts';
import { graphWorldOf } from './resource/graph-world-of.ts';

const archive = {
  run: [{ steps: [1, 2, 3], energy: { total: -1, kinetic: 2 } }, { steps: [] }],
  start_ref: '#/run/1',
  'odd key/0': 'text',
  nothing: null,
};

async function read(path: readonly string[], parameters = '', options: Partial<GraphOptions> = {}) {
  const world = await graphWorldOf({ u: { archives: { e: archive } } });
  const database = await world.open('u');
  if (database === undefined || typeof database === 'string') throw new Error('the world lacks u');
  const place = findEntry(database, 'e')!;
  const root = database.archives.open(place.entry)!;
  const request = parseArchivePath(path, new URLSearchParams(parameters));
  const now = () => performance.now();
  const answer = await readArchiveValue({ ...place, root }, request, world, {
    isStrict: request.isStrict,
    now,
    ...options,
  });
  return answer && jsonOf(answer);
}

describe('value at a place of an archive', () => {
  it.each([
    [[], 'include=start*', { start_ref: '#/run/1' }],
    [['run', '0', 'energy'], '', { total: -1, kinetic: 2 }],
    [['run', '0', 'energy', 'total'], '', -1],
    [['run', '0', 'steps[1:2]'], '', [null, 2, 3]],
    [['run', '0'], 'depth=1&exclude=steps', { energy: '__INTERNAL__:../uploads/u/archive/e#/run/0/energy' }],
    [['run', '0', 'steps'], 'max_list_size=2', '__INTERNAL__:../uploads/u/archive/e#/run/0/steps'],
    [['run', '0', 'steps'], 'max_list_size=3&links=1', [1, 2, 3]],
    [['run', '0', 'steps'], 'depth=0', '__INTERNAL__:../uploads/u/archive/e#/run/0/steps'],
    [['run', '0', 'steps'], 'depth=1', [1, 2, 3]],
    [['start_ref'], 'always_rewrite_references=1', 'uploads/u/entries/e/archive/run/1'],
    [['odd key/0'], '', 'text'],
  ])('reads %j with "%s"', async (path, parameters, expected) => {
    expect(await read(path, parameters)).toEqual(expected);
  });

  it.each([[['gone']], [['run', '2']], [['run', 'x']], [['odd key/0', 'x']], [['__proto__']], [['nothing']]])(
    'has nothing at %j',
    async (path) => {
      expect(await read(path)).toBeUndefined();
    },
  );

  it('gives the URLs of what was left out where links are wanted', async () => {
    const linkTo = (place: EntryPlace, path: readonly (string | number)[]) =>
      [place.entryId, ...path].join('>');
    expect(await read(['run', '0'], 'depth=1&include=energy', { linkTo })).toMatchObject({
      energy: '__INTERNAL__:../uploads/u/archive/e#/run/0/energy',
      m_links: expect.objectContaining({}),
    });
  });
});
