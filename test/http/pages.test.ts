import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { asker } from './ask.ts';
import { testReplies } from './expect-replies.ts';
import { directoryOf, recordOf, serve } from './small-database.ts';

const ask = asker({ directory: directoryOf(serve('small'), serve('other')) });
const html = 'text/html; charset=utf-8';
const json = 'application/vnd.api+json';

describe('base URLs', () => {
  testReplies(ask, [
    ...['//small', '//small/', '//small/v1', '//small/v1/', '//small/v1.1/'].flatMap((path) => [
      {
        name: `URL-07 ${path} is a page`,
        path,
        header: { 'content-type': html, vary: 'Accept, Accept-Encoding' },
      },
      {
        name: `${path} is JSON where only that is asked for`,
        path,
        headers: { accept: json },
        header: { 'content-type': json, vary: 'Accept, Accept-Encoding' },
        values: { '/data/id': '/' },
      },
    ]),
    {
      name: 'browsers, which accept everything, get the page',
      path: '//small',
      headers: { accept: 'text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8' },
      header: { 'content-type': html },
    },
    { name: 'the home page', path: '//', header: { 'content-type': html } },
    {
      name: 'the home page as JSON',
      path: '//',
      headers: { accept: 'application/json' },
      values: {
        '/databases/1/id': 'other',
        '/databases/1/base_url': 'http://localhost/other',
        '/databases/1/entry_count': 9,
      },
    },
    { name: 'the API to read', path: '/v1/extensions/docs', header: { 'content-type': html } },
    {
      name: 'the API for programs',
      path: '/v1/extensions/openapi.json',
      header: { 'content-type': 'application/json' },
    },
  ]);
});

const linksOf = (page: string) =>
  Array.from(page.matchAll(/href="([^"]+)"/g), ([, url]) => url!.replaceAll('&amp;', '&'));

describe('pages', () => {
  test('every link leads somewhere, each example finds something', async () => {
    const seen = new Set<string>();
    const queue = ['/'];
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      if (seen.has(path)) continue;
      seen.add(path);
      const reply = await ask(path);
      expect(reply.status, path).toBe(200);
      if (path.includes('?')) expect(reply.at('/meta/data_returned'), path).toBeGreaterThan(0);
      if (reply.headers.get('content-type') !== html) continue;
      queue.push(
        ...linksOf(reply.text)
          .filter((url) => url.startsWith('http://localhost/'))
          .map((url) => url.slice(16)),
      );
    }
    expect(seen.size).toBeGreaterThan(20);
  });

  test('they name the counts and need nothing from elsewhere', async () => {
    const { text, headers } = await ask('/small');
    expect(text).toMatch(/structures<\/a><\/td>\s*<td class="number">5</);
    expect(text).toContain('Example &lt;provider&gt;');
    expect(text).not.toMatch(/<script|src=|@import|url\(/);
    const style = /<style>([\s\S]*?)<\/style>/.exec(text)![1]!;
    const digest = createHash('sha256').update(style).digest('base64');
    expect(headers.get('content-security-policy')).toContain(`style-src 'sha256-${digest}'`);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('a filter can be typed in, and is sent as clients send it', async () => {
    const { text, headers } = await ask('/small');
    const [, action] = /<form action="([^"]+)" method="get">/.exec(text)!;
    expect(text).toContain('name="filter"');
    expect(headers.get('content-security-policy')).toContain("form-action 'self'");
    const reply = await ask(`${action!.slice(16)}?filter=${encodeURIComponent('nelements=1')}`);
    expect(reply.status).toBe(200);
  });

  test('they list the properties that entries have, with unit and how many know it', async () => {
    const { text } = await ask('/small');
    expect(text).toMatch(/<code>nelements<\/code>[\s\S]*?<td>integer<\/td>\s*<td class="number">\d+ %<\/td>/);
    expect(text).toMatch(/<td>list of string<\/td>/);
  });

  test('links that are no web addresses are only text', async () => {
    const database = serve('small');
    const provider = { ...database.description.provider, homepage: 'javascript:alert(1)' };
    const evil = asker({
      directory: directoryOf({ ...database, description: { ...database.description, provider } }),
    });
    expect((await evil('/small')).text).not.toContain('javascript:');
  });

  test('the home page tells in which state each database is', async () => {
    const failure = { reason: 'gone', message: 'The <source> is gone.', at: '2026-01-01T00:00:00Z' } as const;
    const states = ['live', 'dormant', 'cold', 'ingesting', 'failed'] as const;
    const records = states.map((state) => {
      const { contents, ...record } = recordOf(serve(state), { state, failure });
      return state === 'ingesting' ? record : { ...record, contents: contents! };
    });
    const { text } = await asker({ directory: { ...directoryOf(), list: () => records } })('/');
    for (const state of states) expect(text).toMatch(new RegExp(`/${state}">[\\s\\S]*?<td>${state}<br>`));
    expect(text.match(/The &lt;source&gt; is gone\./g)).toHaveLength(1);
    expect(text.match(/<td class="number">9</g)).toHaveLength(4);
  });

  test('a server without databases says so', async () => {
    expect((await asker({ directory: directoryOf() })('/')).text).toContain('No database');
  });
});
