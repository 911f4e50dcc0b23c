import { describe, expect, test } from 'vitest';
import { archivesOf, directoryOf, entries, serve } from '../small-database.ts';
import { archiveDirectory, graphAsker } from './archive-scene.ts';

const browser = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };
const root = '/runs/v1/extensions/archive/structures:Si';

/** Targets of the links of a page, in their order, by their texts. */
function linksOf(page: string): Record<string, string> {
  const links = [...page.matchAll(/<a href="([^"]*)">(.*?)<\/a>/gs)];
  return Object.fromEntries(links.map(([, url, text]) => [text!.replace(/<[^>]*>/g, ''), url!]));
}

function pagesOf(document: string) {
  const archives = archivesOf(entries, { 'structures:Si': document });
  const ask = graphAsker(directoryOf(serve('runs', entries, undefined, archives)));
  return async (path = '') => (await ask(`${root}${path}`, { headers: browser })).text;
}

describe('a place in an archive, for a browser', () => {
  test('is a page; programs, and whoever gives settings, get the document', async () => {
    const ask = graphAsker(archiveDirectory());
    const page = await ask(root, { headers: browser });
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const document = await ask(root, { headers: { Accept: '*/*' } });
    expect(document.headers.get('content-type')).toBe('application/json');
    expect(page.headers.get('etag')).not.toBe(document.headers.get('etag'));
    const known = { ...browser, 'If-None-Match': page.headers.get('etag') };
    expect((await ask(root, { headers: known })).status).toBe(304);
    for (const settings of ['?depth=1', '?links=0']) {
      const reply = await ask(`${root}${settings}`, { headers: browser });
      expect(reply.headers.get('content-type')).toBe('application/json');
    }
  });

  test('leads down, up, to what references name, to the entry and to the document', async () => {
    const ask = graphAsker(archiveDirectory());
    const base = 'http://localhost/runs/v1/extensions/archive/structures%3ASi';
    const page = async (path: string) => linksOf((await ask(`${root}${path}`, { headers: browser })).text);
    expect(await page('')).toMatchObject({
      Si: 'http://localhost/runs/v1/structures/Si',
      'all of it': `${base}?links=0`,
      'one level with links': `${base}?depth=1&amp;links=1`,
      'a list of 2 maps, 102 bytes': `${base}/run`,
      'a map with 2 keys, 25 bytes': `${base}/a%2Fb`,
      '&quot;../uploads/loose/archive/e1#/data&quot;': 'http://localhost/loose/v1/extensions/archive/e1/data',
    });
    expect(await page('/run/0')).toMatchObject({
      'structures:Si': base,
      run: `${base}/run`,
      '&quot;#/system/0&quot;': expect.stringMatching(
        /\/runs\/v1\/extensions\/archive\/[\w-]{28}\/system\/0$/,
      ),
    });
  });

  test('shows single values as they stand there', async () => {
    const ask = graphAsker(archiveDirectory());
    expect((await ask(`${root}/run/1/energy`, { headers: browser })).text).toContain('<pre>-2.50</pre>');
  });

  test('shows long lists and maps in parts', async () => {
    const items = Array.from({ length: 450 }, (_, index) => ({ index }));
    const keys = Object.fromEntries(items.map(({ index }) => [`k${index}`, index]));
    const page = pagesOf(JSON.stringify({ items, keys }));
    for (const [path, name] of [
      ['/items', (index: number) => `<td>${index}</td>`],
      ['/keys', (index: number) => `<td>k${index}</td>`],
    ] as const) {
      const middle = await page(`${path}?_from=200`);
      expect(middle.match(/<tr>/g)).toHaveLength(200);
      for (const index of [200, 399]) expect(middle).toContain(name(index));
      for (const index of [199, 400]) expect(middle).not.toContain(name(index));
      const { 'Before these': before, 'After these': after } = linksOf(middle);
      expect([before, after]).toEqual([
        expect.stringMatching(new RegExp(`${path}$`)),
        expect.stringMatching(new RegExp(`${path}\\?_from=400$`)),
      ]);
      expect(linksOf(await page(`${path}?_from=400`))).not.toHaveProperty('After these');
      for (const from of ['x', '-1', '9'.repeat(15), '']) {
        expect(await page(`${path}?_from=${from}`)).toContain('</html>');
      }
    }
  });

  test('tells how many keys of an endless map it does not show', async () => {
    const keys = Object.fromEntries(Array.from({ length: 10_003 }, (_, index) => [`k${index}`, 0]));
    expect(await pagesOf(JSON.stringify(keys))()).toContain('and 3 more');
  });

  test('lets nothing of the data become markup', async () => {
    const evil = '"><script>alert(1)</script>';
    const page = pagesOf(
      JSON.stringify({
        [evil]: evil,
        x_ref: `#/${evil}`,
        long: evil.repeat(50),
        list: [evil, { [evil]: 1 }],
      }),
    );
    for (const path of ['', '/long', '/list', '/list/1', `/${encodeURIComponent(evil)}`]) {
      const text = await page(path);
      expect(text).toContain('</html>');
      expect(text).not.toContain('<script');
    }
  });
});
