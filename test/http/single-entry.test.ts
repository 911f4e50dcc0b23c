import { describe, expect, test } from 'vitest';
import { asker } from './ask.ts';
import { idsOf, testReplies } from './expect-replies.ts';

const ask = asker();

describe('single entries', () => {
  testReplies(ask, [
    {
      name: 'SGL-01 response_fields mean the same',
      path: '/v1/structures/Si?response_fields=nsites&response_format=json&email_address=a@b.org&api_hint=v1',
      values: { '/data/attributes': { nsites: 8 } },
    },
    {
      name: 'SGL-02 unknown parameters are ignored',
      path: '/v1/structures/Si?foo=bar',
      values: { '/data/id': 'Si' },
    },
    {
      name: 'SGL-03 slices are 501',
      path: '/v1/structures/Si?dimension_slices=dim_sites[0:1:1]',
      status: 501,
    },
    { name: 'SGL-04 empty slices are none', path: '/v1/structures/Si?dimension_slices=' },
    {
      name: 'SGL-07 an unknown id is null, not an error',
      path: '/v1/structures/nope',
      values: { '/data': null, '/meta/data_returned': 0, '/included': [] },
    },
    {
      name: 'SGL-09 there is never more',
      path: '/v1/structures/Si',
      values: { '/meta/more_data_available': false },
    },
    {
      name: 'URL-10 an id is decoded once',
      path: '/v1/structures/cod%2F2000000%4012%25',
      values: { '/data/id': 'cod/2000000@12%' },
    },
    {
      name: 'URL-10 slashes that a proxy decoded still belong to the id',
      path: '/v1/structures/cod/2000000%4012%25',
      values: { '/data/id': 'cod/2000000@12%' },
    },
    {
      name: 'URL-10 ids may hold any letter',
      path: '/v1/structures/%C3%A4ther',
      values: { '/data/id': 'äther' },
    },
    {
      name: 'URL-10 an id is not decoded twice',
      path: '/v1/structures/cod%252F2000000',
      values: { '/data': null },
    },
    {
      name: 'an id is no filter',
      path: `/v1/structures/${encodeURIComponent('" OR id="Si')}`,
      values: { '/data': null },
    },
    {
      name: 'a single entry of a type without entries is null',
      path: '/v1/calculations/1',
      values: { '/data': null, '/meta/data_available': 0 },
    },
    { name: 'a trailing slash means nothing', path: '/v1/structures/Si/', values: { '/data/id': 'Si' } },
  ]);

  test('SGL-08 every listed entry is found by its id', async () => {
    for (const type of ['structures', 'references', 'files', '_exmpl_samples']) {
      for (const id of idsOf((await ask(`/small/v1/${type}`)).at('/data'))) {
        const reply = await ask(`/small/v1/${type}/${encodeURIComponent(id)}`);
        expect([reply.at('/data/type'), reply.at('/data/id')]).toEqual([type, id]);
      }
    }
  });
});
