import { describe, expect, test } from 'vitest';
import { asker } from './ask.ts';
import { testReplies } from './expect-replies.ts';

const ask = asker();

const parameters = [
  'filter',
  'sort',
  'include',
  'response_fields',
  'response_format',
  'page_limit',
  'page_offset',
  'page_number',
  'page_cursor',
  'page_above',
  'page_below',
  'email_address',
  'api_hint',
  'dimension_slices',
  '__proto__',
  'constructor',
  '_exmpl_x',
  '',
];
const values = [
  '',
  '%',
  '%ZZ',
  '%00',
  '%ff',
  '-1',
  '1e999',
  '99999999999999999999',
  'NaN',
  '__proto__',
  'constructor.name',
  '<script>',
  "'; DROP TABLE entries; --",
  '"',
  '%F0%9F%92%8E',
  ','.repeat(5000),
  '('.repeat(3000),
  'a'.repeat(100_000),
];

describe('every parameter malformed', () => {
  test.each(parameters)('%s', async (name) => {
    for (const value of values) {
      for (const path of ['structures', 'structures/Si', 'info', 'links', 'versions', 'info/structures']) {
        const reply = await ask(`/small/${path}?${name}=${value}`);
        const told = `${path}?${name}=${value.slice(0, 30)}`;
        expect([200, 400, 403, 404, 501, 553], `${told}: ${reply.text.slice(0, 300)}`).toContain(
          reply.status,
        );
        if (reply.status !== 200) expect(reply.at('/errors/0/detail'), told).toEqual(expect.any(String));
      }
    }
    expect(ask.failures).toEqual([]);
  });
});

describe('malformed paths', () => {
  testReplies(ask, [
    {
      name: 'a broken escape',
      path: '/v1/structures/%E0%A4%A',
      status: 400,
      values: { '/errors/0/code': 'url-malformed' },
    },
    { name: 'an escape that is no UTF-8', path: '/v1/structures/%ff', status: 400 },
    { name: 'a broken escape in the id of a database', path: '//%zz/v1/info', status: 400 },
    { name: 'NUL', path: '/v1/structures/%00', status: 400 },
    { name: 'a broken escape behind a version that is not served', path: '/v9/%zz', status: 553 },
    { name: 'dots are an id like any other', path: '/v1/structures/%2e%2e%2f', values: { '/data': null } },
    { name: 'backslashes', path: '/v1/structures/%5C..%5C', values: { '/data': null } },
    { name: 'very many segments', path: '/a'.repeat(20_000), status: 404 },
  ]);
});

test.each([
  'accept',
  'content-type',
  'accept-encoding',
  'if-none-match',
  'host',
  'access-control-request-headers',
])('a %s header made to keep us busy is ignored', async (name) => {
  for (const value of [
    '"\\'.repeat(500_000),
    'a;'.repeat(500_000),
    `${'application/vnd.api+json;x,'.repeat(40_000)}`,
  ]) {
    expect((await ask('/small/v1/structures', { [name]: value })).status).toBe(200);
  }
});

test('text from the URL comes back as text, never as a page', async () => {
  for (const path of ['/small/v1/<script>', '/%3Cb%3E', '/small/v1/structures/%3Cscript%3E']) {
    const reply = await ask(path, { accept: 'text/html' });
    expect(reply.headers.get('content-type')).toBe('application/vnd.api+json');
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
  }
});
