import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startFakeRepository } from '../ingest/source/repository/fake-repository.ts';
import { getJson, serve, until } from './live-server.ts';
import { respawn, root, temporaryFolder } from './run-program.ts';

const crystals = join(root, 'examples', 'crystals', 'crystals.jsonl');
const crystalsJson = join(root, 'examples', 'crystals-json', 'crystals-json.json');

describe('what a home holds', () => {
  it('is there after a restart, and nothing else is added', async () => {
    using home = temporaryFolder();
    const at = ['--home', home.path];
    await (await serve([crystals, crystalsJson, ...at])).stop();
    await using server = await serve(at);
    const { document } = await getJson(`${server.origin}/index/v1/links`);
    const children = document.data.filter(
      ({ attributes }: { attributes: { link_type: string } }) => attributes.link_type === 'child',
    );
    expect(children.map(({ id }: { id: string }) => id)).toEqual(['crystals', 'crystals-json']);
    expect((await getJson(`${server.origin}/crystals/v1/structures/quartz`)).status).toBe(200);
  });

  it('is served from its file where a source is gone, with a warning', async () => {
    using home = temporaryFolder();
    const source = join(home.path, 'mine.jsonl');
    copyFileSync(crystals, source);
    await (await serve([source, '--home', home.path])).stop();
    rmSync(source);
    await using server = await serve([source, '--home', home.path]);
    expect(server.errorText()).toMatch(/"warning: .*mine\.jsonl: there is no such file.* mine is served as/);
    expect((await getJson(`${server.origin}/mine/v1/structures/quartz`)).status).toBe(200);
  });

  it('may be nothing', async () => {
    using home = temporaryFolder();
    await using server = await serve(['--empty', '--home', home.path]);
    const { document } = await getJson(`${server.origin}/index/v1/info`);
    expect(document.data.attributes.is_index).toBe(true);
    expect((await getJson(`${server.origin}/extensions/databases`)).document.data).toEqual([]);
  });
});

describe('spawn, ls, refresh and rm', () => {
  it.each(['the home', 'a server'])('work on %s, and a running server knows at once', async (place) => {
    using home = temporaryFolder();
    const source = join(home.path, 'mine.jsonl');
    copyFileSync(crystals, source);
    await using server = await serve(['--empty', '--allow-path', home.path, '--home', home.path]);
    const at = place === 'the home' ? ['--home', home.path] : ['--server', server.origin];

    const spawned = await respawn(['spawn', source, '--id', 'mine', '--title', 'My own', ...at]);
    expect(spawned).toMatchObject({ code: 0, error: '' });
    expect(spawned.out).toMatch(/^mine: (live|dormant), 108 entries/);
    const { document } = await getJson(`${server.origin}/mine/v1/links`);
    expect(document.meta.data_returned).toBeGreaterThan(0);
    expect((await respawn(['spawn', source, ...at])).error).toBe('mine: known already\n');

    const list = await respawn(['ls', ...at]);
    expect(list.out).toMatch(/^ID +STATE +ENTRIES +SIZE +LAST REQUEST +SOURCE\nmine +(live|dormant) +108 /);
    expect(list.out).not.toContain(home.path);
    const [entry] = JSON.parse((await respawn(['ls', '--json', ...at])).out);
    expect(entry).toMatchObject({ id: 'mine', entryCount: 108 });

    writeFileSync(source, '{"type":"structures","id":"one","attributes":{"nelements":1}}\n');
    expect((await respawn(['refresh', 'mine', ...at])).out).toMatch(/^mine: .*, 1 entry/);
    const total = async () =>
      (await getJson(`${server.origin}/mine/v1/structures`)).document.meta.data_available;
    await until(async () => (await total()) === 1);

    const removed = await respawn(['rm', 'mine', 'another', ...at]);
    expect(removed).toMatchObject({ code: 1, out: 'mine: removed\n' });
    expect(removed.error).toMatch(/^respawn: there is no database another/);
    expect((await getJson(`${server.origin}/mine/v1/structures`)).status).toBe(404);
  });

  it('register without waiting', async () => {
    using home = temporaryFolder();
    const { code, out } = await respawn(['spawn', crystals, '--no-wait', '--home', home.path]);
    expect({ code, out }).toEqual({ code: 0, out: 'crystals: ingesting\n' });
    await using server = await serve(['--home', home.path]);
    const url = `${server.origin}/crystals/v1/structures/quartz`;
    await until(async () => (await fetch(url, { headers: { Prefer: 'wait=10' } })).ok);
  });

  it('need the token where the server wants one', async () => {
    using home = temporaryFolder();
    const args = ['--empty', '--spawn', 'token', '--home', home.path];
    await using server = await serve(args, { RESPAWN_TOKEN: 'open-sesame' });
    const ask = (token: string) =>
      respawn(['rm', 'x', '--server', server.origin], { environment: { RESPAWN_TOKEN: token } });
    const refused = await ask('wrong');
    expect(refused.code).toBe(1);
    expect(refused.error).toMatch(/^respawn: the server refuses: .*token.* RESPAWN_TOKEN/i);
    expect((await ask('open-sesame')).error).toMatch(/there is no database x/);
    const lost = ['spawn', 'no-such.jsonl', '--server', server.origin];
    const { error } = await respawn(lost, { environment: { RESPAWN_TOKEN: 'open-sesame' } });
    expect(error).toMatch(/^respawn: the server refuses: no-such\.jsonl: there is no such file/);
    expect(server.errorText()).not.toContain('open-sesame');
  });

  it.each([
    ['a server that is not there', ['ls', '--server', 'http://127.0.0.1:1'], 1, /no answer from http:.*:1/],
    ['no URL', ['ls', '--server', 'nowhere'], 2, /no URL such as/],
    [
      'a duration that is none',
      ['spawn', crystals, '--ttl', 'soon'],
      2,
      /--ttl is "soon".* must be a duration/,
    ],
    ['a misspelt command', ['srve', 'mine.jsonl'], 2, /no command srve.* Did you mean "respawn serve"\?/],
    ['a file that is not there', ['spawn', '/no/such.jsonl'], 1, /\/no\/such\.jsonl: there is no such file/],
    [
      'a home that cannot be',
      ['ls', '--home', '/proc/nowhere'],
      1,
      /home folder \/proc\/nowhere cannot be used/,
    ],
  ])('say in a line what is wrong: %s', async (_, args, exitCode, message) => {
    using home = temporaryFolder();
    const { code, error } = await respawn(args, { environment: { RESPAWN_HOME: home.path } });
    expect(error).toMatch(message);
    expect(error).not.toContain('    at ');
    expect(code).toBe(exitCode);
  });
});

describe('a server of another kind', () => {
  it.each([[200], [404]])('is not taken for one of ours when it answers %i', async (status) => {
    const other = createServer((_, response) => response.writeHead(status).end('<h1>Hello</h1>'));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    for (const args of [['ls'], ['rm', 'x'], ['spawn', 'x']]) {
      const { code, error } = await respawn([...args, '--server', origin]);
      expect(error).toContain(`${origin} does not answer as a Respawn server does (status ${status})`);
      expect(code).toBe(1);
    }
    other.closeAllConnections();
    await new Promise((resolve) => other.close(resolve));
  });
});

describe('a record with several files', () => {
  it('is told apart by a file, from the command line and over a server', async () => {
    using home = temporaryFolder();
    const line = '{"type":"structures","id":"one","attributes":{"nelements":1}}\n';
    const files = { 'a.jsonl': line, 'b.jsonl': line };
    const repository = await startFakeRepository([{ id: 'abcde-12345', shape: 'invenio', files }]);
    const record = `${repository.origin}/records/abcde-12345`;
    const at = ['--home', home.path];
    const served = await respawn(['serve', record, ...at]);
    expect(served.error).toMatch(
      /choose one: a\.jsonl, b\.jsonl\. .* by its URL, which ends in \/files\/NAME/,
    );
    const host = new URL(record).host;
    await using server = await serve(['--empty', '--allow-host', host, '--home', join(home.path, 'server')]);
    for (const where of [at, ['--server', server.origin]]) {
      const asked = await respawn(['spawn', record, ...where]);
      expect(asked.error).toMatch(/\n {2}--file a\.jsonl\n {2}--file b\.jsonl\n/);
      expect(asked.code).toBe(1);
      const { out } = await respawn(['spawn', record, '--file', 'b.jsonl', '--id', 'b', ...where]);
      expect(out).toMatch(/^b: live, 1 entry/);
    }
    await repository.close();
  });
});

describe('sources on the web', () => {
  it('are checked, inspected and served, and served still when they are gone', async () => {
    using home = temporaryFolder();
    using files = temporaryFolder();
    const body = '{"type":"structures","id":"one","attributes":{"nelements":1}}\n';
    writeFileSync(join(files.path, 'web.jsonl'), body);
    const web = createServer((_, response) => response.end(body)).listen(0, '127.0.0.1');
    await new Promise((resolve) => web.once('listening', resolve));
    const url = `http://127.0.0.1:${(web.address() as AddressInfo).port}/data/web.jsonl`;
    const at = ['--home', home.path];
    expect((await respawn(['inspect', url])).out).toContain('structures: 1');
    expect((await respawn(['check', url, ...at])).out).toContain('structures: 1 entry');
    const count = async () => {
      await using server = await serve([url, ...at]);
      const { document } = await getJson(`${server.origin}/web/v1/structures`);
      return [document.meta.data_available, server.errorText()] as const;
    };
    expect((await count())[0]).toBe(1);
    web.closeAllConnections();
    await new Promise((resolve) => web.close(resolve));
    const [still, warning] = await count();
    expect(still).toBe(1);
    expect(warning).toMatch(/"warning: http:.* web is served as it was read on /);
  });
});
