import { describe, expect, test } from 'vitest';
import { archiveKey } from '../../../src/backend/index.ts';
import { archiveAsker, silicon } from './archive-scene.ts';

const base = '/runs/v1/extensions/archive';
const entryId = archiveKey('runs').slice(0, 8) + archiveKey('structures', 'Si');

describe('a place in an archive', () => {
  test.each([
    ['structures:Si', silicon],
    ['structures%3ASi', silicon],
    [entryId, silicon],
    ['structures:Si/', silicon],
    ['structures:cod%2F2000000@12%25', '{"id": 12}'],
    ['notes', '"only text"'],
    ['structures:Si/run/1/energy', '-2.50'],
    ['structures:Si/run/1', '{"energy": -2.50}'],
    ['structures:Si/run/1/', '{"energy": -2.50}'],
    ['structures:Si/system/0/positions/1', '[1.5, 1.5, 1.5]'],
    ['structures:Si/a%2Fb/%C3%B6%20%25', '1'],
    ['structures:Si/a%2Fb/7', '"seven"'],
    ['structures:Si/empty', '{}'],
  ])('%s is given as it was stored', async (path, text) => {
    for (const root of [base, '/runs/extensions/archive']) {
      const reply = await archiveAsker()(`${root}/${path}`);
      expect([reply.status, reply.text]).toEqual([200, text]);
      expect(Object.fromEntries(reply.headers)).toMatchObject({
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(text)),
        'accept-ranges': 'bytes',
        'cache-control': 'public, no-cache',
        'access-control-allow-origin': '*',
      });
    }
  });

  test.each([
    ['run', 'archive-missing', /as in "notes", "structures:Si"/, undefined],
    ['structures:Su', 'archive-missing', /Did you mean "structures:Si"\?/, undefined],
    ['Si', 'archive-missing', /Did you mean "structures:Si"\?/, undefined],
    ['structures:NaCl', 'archive-missing', /no archive of it came/, undefined],
    ['', 'endpoint-unknown', /as in "notes", "structures:Si"/, undefined],
    ['structures:Si/rum', 'archive-place-missing', /Did you mean "run"\?/, ''],
    [
      'structures:Si/run/2',
      'archive-place-missing',
      /At "\/run" is a list, whose items have the numbers 0 to 1/,
      '/run',
    ],
    ['structures:Si/run/-3', 'archive-place-missing', /a list/, '/run'],
    ['structures:Si/run/1e0', 'archive-place-missing', /a list/, '/run'],
    ['structures:Si/run/x/y', 'archive-place-missing', /At "\/run" is a list/, '/run'],
    ['structures:Si/empty/x', 'archive-place-missing', /a map without keys/, '/empty'],
    ['structures:Si/run/0/energy/x/y', 'archive-place-missing', /is a number/, '/run/0/energy'],
    ['structures:Si/__proto__', 'archive-place-missing', /a map with the keys "run", "system"/, ''],
  ])('%s is not there, and what is there is told', async (path, code, detail, nearest) => {
    const reply = await archiveAsker()(`${base}/${path}`);
    expect([reply.status, reply.at('/errors/0/code')]).toEqual([404, code]);
    expect(reply.at('/errors/0/detail')).toMatch(detail);
    if (typeof nearest === 'string') {
      expect(reply.at('/errors/0/meta/nearest')).toBe(`http://localhost${base}/${entryId}${nearest}`);
    }
  });

  test('can be asked for in part, and not again', async () => {
    const ask = archiveAsker();
    const part = await ask(`${base}/structures:Si/run/1`, { range: 'bytes=1-8' });
    expect([part.status, part.text, part.headers.get('content-range')]).toEqual([
      206,
      '"energy"',
      'bytes 1-8/17',
    ]);
    expect((await ask(`${base}/structures:Si/run/1`, { range: 'bytes=17-' })).status).toBe(416);
    const tag = part.headers.get('etag')!;
    expect((await ask(`${base}/structures:Si/run/1`, { 'if-none-match': tag })).status).toBe(304);
    const head = await ask(`${base}/structures:Si/run/1`, {}, 'HEAD');
    expect([head.status, head.text, head.headers.get('content-length')]).toEqual([200, '', '17']);
  });

  test.each([
    ['?depth=1', /^\{"run":"__INTERNAL__:\.\.\/uploads\/runs\/archive\/[\w-]{28}#\/run",.*"empty":\{\}\}$/],
    ['?include=*_ref,em*', /^\{"other_ref":"\.\.\/uploads\/loose\/archive\/e1#\/data","empty":\{\}\}$/],
    ['?include=em*&include=sys*', /^\{"system":\[.*\],"empty":\{\}\}$/],
    ['/run?index=-1', /^\[null,\{"energy":-2\.50\}\]$/],
    ['/run[1:]', /^\[null,\{"energy":-2\.50\}\]$/],
    ['/system/0?max_list_size=1', /^\{"label":"Si","positions":"__INTERNAL__:.*#\/system\/0\/positions"\}$/],
    ['/run/-1?depth=1', /^\{"energy":-2\.50\}$/],
    ['/run/0/energy?depth=0', /^-1\.5$/],
    [
      '/run/0?always_rewrite_references=1&include=sys*',
      /^\{"system_ref":"uploads\/runs\/entries\/.*\/system\/0"\}$/,
    ],
    [
      '?depth=1&links=1',
      /"m_links":.*http:\/\/localhost\/runs\/v1\/extensions\/archive\/[\w-]{28}\/a%2Fb\?depth=1&links=1"/,
    ],
  ])('gives what is asked for with %s', async (asked, text) => {
    const reply = await archiveAsker()(`${base}/structures:Si${asked}`);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/json']);
    expect(reply.text.replaceAll(/\s(?!%)/g, '')).toMatch(text);
  });

  test.each([
    ['depth=x', 400, 'parameter-invalid', 'depth'],
    ['depht=1', 400, 'parameter-unknown', 'depht'],
    ['directive=resolved', 400, 'parameter-invalid', 'directive'],
    ['resolve-depth=1', 400, 'parameter-invalid', 'resolve_depth'],
    ['include=a&exclude=b', 400, 'parameter-invalid', 'exclude'],
    ['depth=1&depth=2', 400, 'parameter-repeated', 'depth'],
  ])('is not given with %s', async (query, status, code, parameter) => {
    const reply = await archiveAsker()(`${base}/structures:Si/run?${query}`);
    expect([reply.status, reply.at('/errors/0/code'), reply.at('/errors/0/source/parameter')]).toEqual([
      status,
      code,
      parameter,
    ]);
  });

  test('with settings has a tag, too', async () => {
    const ask = archiveAsker();
    const path = `${base}/structures:Si?depth=1`;
    const tag = (await ask(path)).headers.get('etag')!;
    expect((await ask(path, { 'if-none-match': tag })).status).toBe(304);
    expect((await ask(`${path}&links=1`, { 'if-none-match': tag })).status).toBe(200);
    expect((await ask(path, {}, 'HEAD')).text).toBe('');
  });

  test('is shown by the page of its database', async () => {
    const ask = archiveAsker();
    const { text } = await ask('/runs', { accept: 'text/html' });
    const [, url] = /href="http:\/\/localhost([^"]*\/extensions\/archive\/[^"]*)"/.exec(text)!;
    expect((await ask(url!.replaceAll('&amp;', '&'))).status).toBe(200);
  });

  test('is all that the page of a database without entries shows', async () => {
    const { text } = await archiveAsker()('/loose', { accept: 'text/html' });
    expect(text).toContain('extensions/archive/e1');
    expect(text).not.toContain('<tbody></tbody>');
  });

  test('is asked by two methods, which the page of the API shows', async () => {
    const { text } = await archiveAsker()('/loose/v1/extensions/docs', { accept: 'text/html' });
    for (const method of ['GET', 'POST']) expect(text).toContain(`<code>${method} /extensions/graph/query<`);
  });

  test('is found where its database is at the root', async () => {
    const ask = archiveAsker({ rootDatabase: 'runs' });
    expect((await ask('/v1/extensions/archive/structures:Si/run/1/energy')).text).toBe('-2.50');
    expect((await ask('/extensions/archive/structures:Si?depth=1&links=1')).text).toContain(
      '"http://localhost/v1/extensions/archive/',
    );
  });
});
