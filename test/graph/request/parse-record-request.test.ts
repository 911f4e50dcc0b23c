import { describe, expect, it } from 'vitest';
import { parseGraphRequest } from '../../../src/graph/request/parse-graph-request.ts';
import { defaultSettings } from '../../../src/graph/request/settings.ts';

const words = (tokens: readonly { readonly word: string }[]) => tokens.map(({ word }) => word);
const names = (fields: readonly { readonly name: string }[]) => fields.map(({ name }) => name);

describe('tokens', () => {
  it('stand at the top, in the singular too, and keep their words', () => {
    const request = parseGraphRequest({
      upload: {},
      uploads: {},
      entry: '*',
      entries: {},
      search: {},
      resolve_inplace: true,
    });
    expect(words(request.uploads)).toEqual(['upload', 'uploads']);
    expect(words(request.entries)).toEqual(['entry', 'entries']);
    expect(words(request.search)).toEqual(['search']);
    expect(parseGraphRequest({})).toEqual({ uploads: [], entries: [], search: [] });
  });

  it('lead from record to record', () => {
    const value = {
      uploads: {
        u1: {
          upload_name: '*',
          upload_id: { n_entries: {} },
          entries: { e1: { archive: '*', metadata: { attributes: '*' } } },
        },
      },
      search: {
        '*': {
          entry: { upload: {}, uploads: {}, upload_id: { upload_id: '*' }, entry_id: { archive: '*' } },
          entries: {},
          upload: {},
        },
      },
    };
    const { uploads, search } = parseGraphRequest(value);
    const upload = uploads[0]!.request.members.get('u1')!;
    expect([names(upload.fields), words(upload.uploads), words(upload.entries)]).toEqual([
      ['upload_name'],
      ['upload_id'],
      ['entries'],
    ]);
    const entry = upload.entries[0]!.request.members.get('e1')!;
    expect([words(entry.archives), words(entry.metadata), entry.isFetched]).toEqual([
      ['archive'],
      ['metadata'],
      false,
    ]);
    const hit = search[0]!.request.wildcard!;
    expect([words(hit.entries), words(hit.uploads)]).toEqual([['entry', 'entries'], ['upload']]);
    const [found] = hit.entries;
    expect(words(found!.request.uploads)).toEqual(['upload', 'uploads', 'upload_id']);
    expect(words(found!.request.entries)).toEqual(['entry_id']);
  });

  it('are ids without something below', () => {
    const value = {
      entries: {
        e1: { upload_id: '*', entry_id: { m_request: { directive: 'resolved', resolve_type: 'entry' } } },
      },
    };
    const { fields } = parseGraphRequest(value).entries[0]!.request.members.get('e1')!;
    expect(fields).toEqual([
      { name: 'upload_id', pointer: '/entries/e1/upload_id', settings: defaultSettings },
      {
        name: 'entry_id',
        pointer: '/entries/e1/entry_id',
        settings: { ...defaultSettings, directive: 'resolved', resolveType: 'entry' },
      },
    ]);
  });

  it('hand their settings down', () => {
    const value = {
      m_request: { directive: 'resolved' },
      entries: { m_request: { resolve_type: 'entry' }, e1: { archive: {} } },
    };
    const entry = parseGraphRequest(value).entries[0]!.request.members.get('e1')!;
    expect(entry.archives[0]!.request.settings).toMatchObject({
      directive: 'resolved',
      resolveType: 'entry',
    });
  });
});

describe('a listing', () => {
  const listing = (value: object) => parseGraphRequest({ entries: { ...value } }).entries[0]!.request;

  it.each([
    [{}, true, false],
    [{ m_request: {} }, true, false],
    [{ m_request: { directive: 'plain' } }, true, true],
    [{ pagination: { page: 2 } }, true, true],
    [{ '*': '*' }, false, false],
    [{ m_request: { directive: 'plain' }, e1: '*' }, false, true],
  ])('%j', (value, isFetched, hasSettings) => {
    expect(listing(value)).toMatchObject({ isFetched, hasSettings });
  });

  it('has requests by id, and one for all others', () => {
    const value = JSON.parse('{"*":"*","__proto__":{"archive":"*"},"structures:a%2Fb":{}}');
    const { members, wildcard } = listing(value);
    expect(wildcard?.isFetched).toBe(true);
    expect([...members.keys()]).toEqual(['__proto__', 'structures:a%2Fb']);
    expect(members.get('__proto__')?.archives).toHaveLength(1);
  });

  it.each([
    [{ m_request: { pagination: { page: 2 } } }, '/entries/m_request/pagination'],
    [{ pagination: { page: 2, page_size: null } }, '/entries/pagination'],
    [{ m_request: { pagination: null }, pagination: { page: 2 } }, '/entries/pagination'],
  ])('%j has a page', (value, pointer) => {
    expect(listing(value).page).toEqual({
      pointer,
      pageSize: 10,
      order: 'asc',
      orderBy: undefined,
      page: 2,
      pageOffset: undefined,
      pageAfterValue: undefined,
    });
  });

  it('has an order, and a place to begin', () => {
    const page = { page_size: 3, order: 'desc', order_by: 'mainfile', page_after_value: 'x' };
    expect(listing({ pagination: page }).page).toMatchObject({
      pageSize: 3,
      order: 'desc',
      orderBy: 'mainfile',
      pageAfterValue: 'x',
    });
    expect(listing({ pagination: { page_offset: 0 } }).page?.pageOffset).toBe(0);
    expect(listing({ pagination: { page_size: 0 } }).page?.pageSize).toBe(0);
  });

  it('of uploads may be of some only', () => {
    const { uploads } = parseGraphRequest({ uploads: { query: { upload_id: ['a', 'b'] } } });
    expect(uploads[0]?.request.query.uploadIds).toEqual(['a', 'b']);
  });

  const filter = 'nsites=4';
  it.each([
    [
      { query: { owner: 'public', query: { optimade_filter: filter, entry_type: 'structures' } } },
      '/query/query/optimade_filter',
    ],
    [
      { m_request: { query: { optimade_filter: filter, entry_type: 'structures' } } },
      '/m_request/query/optimade_filter',
    ],
    [
      { query: { query: { optimade_filter: filter }, entry_type: 'structures', aggregations: null } },
      '/query/query/optimade_filter',
    ],
  ])('of a search: %j', (value, pointer) => {
    expect(parseGraphRequest({ search: value }).search[0]?.request.query).toEqual({
      pointer: `/search${pointer}`,
      optimadeFilter: filter,
      entryType: 'structures',
      uploadIds: undefined,
    });
  });

  it('of a search may have its page in the query', () => {
    const { search } = parseGraphRequest({
      search: { query: { owner: 'all', pagination: { page_size: 2 } } },
    });
    expect(search[0]?.request.page).toMatchObject({ pageSize: 2, pointer: '/search/query/pagination' });
  });
});
