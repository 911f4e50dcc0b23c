import { beforeAll, describe, expect, it } from 'vitest';
import { archiveKey } from '../../../src/backend/index.ts';
import type { JsonObject } from '../../../src/base/index.ts';
import { databasePrefix } from '../../../src/graph/index.ts';
import type { Entry } from '../../../src/standard/index.ts';
import { askGraph, withoutResponses } from './ask-graph.ts';
import type { WorldOfTest } from './graph-world-of.ts';
import { graphWorldOf } from './graph-world-of.ts';

function structure(id: string, attributes: Entry['attributes'] = {}): Entry {
  return {
    type: 'structures',
    id,
    attributes: { nsites: 1, last_modified: '2024-05-06T07:08:09Z', ...attributes },
  };
}

const idOf = (upload: string, type: string, id: string) => databasePrefix(upload) + archiveKey(type, id);

const si = idOf('crystals', 'structures', 'Si');
const slashed = idOf('crystals', 'structures', 'cod/1 2');
const bare = idOf('crystals', 'structures', 'bare');
const book = idOf('crystals', 'references', 'book');

let world: WorldOfTest;
beforeAll(async () => {
  world = await graphWorldOf({
    crystals: {
      entries: [
        [structure('Si', { nsites: 2 }), { formula: 'Si', back_ref: '../uploads/runs/archive/r1#/run' }],
        [structure('cod/1 2', { nsites: 3 }), { formula: 'C' }],
        [structure('bare')],
        [{ type: 'references', id: 'book', attributes: { title: 'A book' } }, { pages: 12 }],
      ],
      record: { upload_name: 'Crystals', published: true, counts: { structures: 3 }, license: null },
    },
    gone: 'Upload gone is being made again.',
    runs: { archives: { r1: { run: { steps: [1, 2] } }, r2: { run: 2 }, shared: { from: 'runs' } } },
    tests: { archives: { shared: { from: 'tests' } } },
  });
});

/** What stands beside the listings. */
const ask = async (request: unknown) => {
  const answer = await askGraph(world, request);
  return answer instanceof Error ? answer : withoutResponses(answer);
};

const notFound = (message: string) => ({ m_errors: [{ error_type: 'NOTFOUND', message }] });
const aliasHint = (id: string) =>
  id.includes(':') ? ' By type and id an entry is known below its upload only.' : '';
const noEntry = (id: string) =>
  `The value ${id} is not a valid entry id or not visible to current user.${aliasHint(id)}`;
const noAccess = (id: string) => ({ m_errors: [{ error_type: 'NOACCESS', message: noEntry(id) }] });
/** For what may be in the upload that cannot be asked. */
const notFoundYet = (id: string) =>
  general(`${noEntry(id)} Not all uploads could be asked: Upload gone is being made again.`);
const general = (message: string) => ({ m_errors: [{ error_type: 'GENERAL', message }] });

describe('records', () => {
  it.each([
    [
      'an entry',
      { entries: { [si]: '*' } },
      {
        entries: {
          [si]: {
            entry_id: si,
            upload_id: 'crystals',
            entry_type: 'structures',
            optimade_id: 'Si',
            mainfile_path: 'source.jsonl#1',
            last_modified: '2024-05-06T07:08:09Z',
          },
        },
      },
    ],
    [
      'an archive without an entry',
      { entries: { r1: '*' } },
      { entries: { r1: { entry_id: 'r1', upload_id: 'runs', mainfile_path: 'r1.json' } } },
    ],
    [
      'an upload, without what is unknown',
      { uploads: { crystals: { m_request: { exclude: ['publish*'] } } } },
      {
        uploads: {
          crystals: {
            upload_id: 'crystals',
            n_entries: 4,
            upload_name: 'Crystals',
            counts: { structures: 3 },
          },
        },
      },
    ],
    [
      'fields by name, those that it lacks not',
      {
        entries: { r1: { entry_id: '*', optimade_id: '*', constructor: '*' } },
        uploads: { runs: { zzz: '*' } },
      },
      { entries: { r1: { entry_id: 'r1' } }, uploads: { runs: {} } },
    ],
    [
      'named fields beside a filter',
      { entries: { [si]: { m_request: { include: ['*_id'] }, entry_type: '*' } } },
      {
        entries: {
          [si]: { entry_id: si, upload_id: 'crystals', optimade_id: 'Si', entry_type: 'structures' },
        },
      },
    ],
  ])('reads %s', async (_, request, expected) => {
    expect(await ask(request)).toEqual(expected);
  });

  it('refuses fields that no record has where strict', async () => {
    const answer = await askGraph(world, { entries: { r1: { entry_idd: '*' } } }, { isStrict: true });
    expect(answer).toMatchObject({
      code: 'graph-strict',
      options: { pointer: '/entries/r1/entry_idd', suggestion: 'entry_id' },
    });
    const lacking = { entries: { r1: { optimade_id: '*' } } };
    expect(await askGraph(world, lacking, { isStrict: true })).toEqual({ entries: { r1: {} } });
  });
});

describe('steps', () => {
  const formula = { formula: '*' };
  it.each([
    [
      'from an entry to its upload and back',
      { entries: { [si]: { upload: { upload_name: '*', entries: { [si]: { archive: formula } } } } } },
      {
        entries: {
          [si]: { upload: { upload_name: 'Crystals', entries: { [si]: { archive: { formula: 'Si' } } } } },
        },
      },
    ],
    [
      'from ids into records',
      { entries: { [si]: { upload_id: { upload_name: '*' }, entry_id: { optimade_id: '*' } } } },
      { entries: { [si]: { upload_id: { upload_name: 'Crystals' }, entry_id: { optimade_id: 'Si' } } } },
    ],
    [
      'to the archive and the resource object',
      { entries: { [si]: { entry_id: '*', archive: formula, metadata: { attributes: { nsites: '*' } } } } },
      {
        entries: {
          [si]: { entry_id: si, archive: { formula: 'Si' }, metadata: { attributes: { nsites: 2 } } },
        },
      },
    ],
    [
      'to parts of the resource object',
      {
        entries: {
          [si]: {
            metadata: { m_request: { depth: 1, include: ['id', 'attributes'] }, links: { gone: '*' } },
          },
        },
      },
      {
        entries: {
          [si]: {
            metadata: {
              id: 'Si',
              attributes: `__INTERNAL__:../uploads/crystals/entries/${si}/metadata#/attributes`,
              m_errors: [
                {
                  error_type: 'NOTFOUND',
                  message: `Field links is not found in archive ../uploads/crystals/entries/${si}/metadata#/.`,
                  path: '/',
                },
              ],
            },
          },
        },
      },
    ],
    [
      'through references into other uploads',
      { entries: { [si]: { archive: { back_ref: 'include-resolved' } } } },
      {
        entries: { [si]: { archive: { back_ref: 'uploads/runs/entries/r1/archive/run' } } },
        uploads: { runs: { entries: { r1: { archive: { run: { steps: [1, 2] } } } } } },
      },
    ],
    [
      'to records in the place of ids',
      {
        entries: { r1: { upload_id: { m_request: { directive: 'resolved', resolve_type: 'upload' } } } },
      },
      { entries: { r1: { upload_id: { upload_id: 'runs', n_entries: 3 } } } },
    ],
  ])('leads %s', async (_, request, expected) => {
    expect(await ask(request)).toEqual(expected);
  });
});

describe('finding', () => {
  const id = { entry_id: '*' };
  const severally = 'Several uploads hold an entry shared: runs, tests. Ask for it under uploads.';
  it.each([
    [
      'an entry by its alias',
      { uploads: { crystals: { entries: { 'structures:Si': id } } } },
      si,
      'structures:Si',
    ],
    [
      'an alias with percent escapes',
      { uploads: { crystals: { entries: { 'structures:cod%2F1%202': id } } } },
      slashed,
      'structures:cod%2F1%202',
    ],
    ['an entry by its id', { uploads: { crystals: { entries: { [book]: id } } } }, book, book],
  ])('knows %s', async (_, request, entryId, key) => {
    expect(await ask(request)).toEqual({
      uploads: { crystals: { entries: { [key]: { entry_id: entryId } } } },
    });
  });

  it.each([
    ['an unknown entry', { entries: { nope: id } }, { entries: { nope: notFoundYet('nope') } }],
    [
      'an entry of another upload',
      { uploads: { runs: { entries: { [si]: id } } } },
      { uploads: { runs: { entries: { [si]: notFound(`Entry ${si} is not in upload runs.`) } } } },
    ],
    [
      'a key without its prefix',
      { uploads: { crystals: { entries: { [si.slice(8)]: id } } } },
      {
        uploads: {
          crystals: {
            entries: { [si.slice(8)]: notFound(`Entry ${si.slice(8)} is not in upload crystals.`) },
          },
        },
      },
    ],
    [
      'an alias at the top',
      { entries: { 'structures:Si': id } },
      { entries: { 'structures:Si': notFoundYet('structures:Si') } },
    ],
    [
      'a broken alias',
      { uploads: { crystals: { entries: { 'structures:%': id } } } },
      {
        uploads: {
          crystals: {
            entries: { 'structures:%': notFound('Entry structures:% is not in upload crystals.') },
          },
        },
      },
    ],
    [
      'an unknown upload',
      { uploads: { nope: { upload_name: '*' }, constructor: '*' } },
      {
        uploads: {
          nope: notFound('The value nope is not a valid upload id.'),
          constructor: notFound('The value constructor is not a valid upload id.'),
        },
      },
    ],
    [
      'an upload that cannot be asked',
      { uploads: { gone: '*', runs: { upload_id: '*' } } },
      { uploads: { gone: general('Upload gone is being made again.'), runs: { upload_id: 'runs' } } },
    ],
    [
      'an id that several uploads have',
      { entries: { shared: id } },
      { entries: { shared: general(severally) } },
    ],
    [
      'an entry without an archive',
      { entries: { [bare]: { optimade_id: '*', archive: '*' } } },
      {
        entries: {
          [bare]: { optimade_id: 'bare', ...general(`Archive ${bare} does not exist in upload crystals.`) },
        },
      },
    ],
    [
      'metadata of what is no entry',
      { entries: { r1: { metadata: '*' } } },
      { entries: { r1: general('Entry r1 of upload runs has no metadata.') } },
    ],
  ])('tells of %s', async (_, request, expected) => {
    expect(await ask(request)).toEqual(expected);
  });

  it('says no more of an unknown entry than NOMAD, where all uploads were asked', async () => {
    const fresh = await graphWorldOf({ a: { archives: { r1: {} } } });
    expect(await askGraph(fresh, { entries: { nope: id } })).toEqual({ entries: { nope: noAccess('nope') } });
    const alias = { 'structures:Si': id };
    expect(await askGraph(fresh, { entries: alias })).toEqual({
      entries: { 'structures:Si': noAccess('structures:Si') },
    });
  });

  it('asks only the database that an id names', async () => {
    const fresh = await graphWorldOf({
      a: { entries: [[structure('x')]] },
      b: { archives: { r1: {} } },
    });
    await askGraph(fresh, { entries: { [idOf('a', 'structures', 'x')]: id } });
    expect(fresh.opened).toEqual(['a']);
  });

  it('keeps to one database where that is asked for', async () => {
    const only = (request: unknown) => askGraph(world, request, { onlyDatabase: 'runs' });
    expect(await only({ entries: { [si]: id, shared: id }, uploads: { crystals: '*' } })).toEqual({
      entries: { [si]: noAccess(si), shared: { entry_id: 'shared' } },
      uploads: { crystals: notFound('The value crystals is not a valid upload id.') },
    });
    expect(withoutResponses((await only({ uploads: '*', entries: {} })) as JsonObject)).toEqual({
      uploads: { runs: 'runs' },
      entries: { r1: 'r1', r2: 'r2', shared: 'shared' },
    });
  });
});
