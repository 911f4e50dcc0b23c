import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { getJson, serve } from './live-server.ts';
import { respawn, root, temporaryFolder } from './run-program.ts';

const crystals = join(root, 'examples', 'crystals', 'crystals.jsonl');

describe('respawn check', () => {
  it('finds nothing wrong with the examples', async () => {
    using home = temporaryFolder();
    const { code, out } = await respawn(['check', crystals, '--home', home.path]);
    expect(out).toContain('structures: 102 entries');
    expect(code).toBe(0);
  });

  it('names file, line, entry, property and what was done; exit 1', async () => {
    using home = temporaryFolder();
    const path = join(home.path, 'faulty.json');
    writeFileSync(
      path,
      JSON.stringify([{ id: 'a', type: 'structures', elements: ['Si', 'O'], nelements: 2 }]),
    );
    const { code, out } = await respawn(['check', path, '--home', home.path]);
    expect(code).toBe(1);
    expect(out).toMatch(/structures\.elements: .*set to unknown \(line 1, "a"\)/);
  });

  it('gives the whole report as JSON', async () => {
    using home = temporaryFolder();
    const { out } = await respawn(['check', crystals, '--json', '--home', home.path]);
    expect(JSON.parse(out)).toMatchObject({ hasErrors: false, entryTypes: { structures: { stored: 102 } } });
  });
});

describe('respawn inspect', () => {
  it('tells format, counts, elements and properties with fill and range', async () => {
    const { code, out } = await respawn(['inspect', crystals]);
    expect(code).toBe(0);
    expect(out).toContain('OPTIMADE JSON Lines');
    expect(out).toMatch(/structures: 102/);
    expect(out).toMatch(/_exmpl_density +float \(cm\^-3\*g\) +100 % +0\.534 to 22\.56/);
    expect(out).toMatch(/Elements +\d+: .*O \d+/);
  });

  it('gives the same as JSON', async () => {
    const { out } = await respawn(['inspect', crystals, '--json']);
    expect(JSON.parse(out).entryTypes[0]).toMatchObject({ name: 'structures', count: 102 });
  });
});

describe('a folder of nothing but archives', () => {
  it('is looked at, checked, served and not converted', async () => {
    using folder = temporaryFolder();
    const data = join(folder.path, 'data');
    mkdirSync(join(data, 'archive', 'runs'), { recursive: true });
    writeFileSync(join(data, 'archive', 'e1.json'), '{"run":{"energy":-1.50}}');
    writeFileSync(join(data, 'archive', 'runs', 'e2.json.gz'), gzipSync('{"b":2}'));
    const home = join(folder.path, 'home');
    const [inspected, checked, converted] = await Promise.all([
      respawn(['inspect', data]),
      respawn(['check', data, '--prefix', 'mylab', '--home', home]),
      respawn(['convert', data, '-o', join(folder.path, 'out.jsonl')]),
    ]);
    expect(inspected.out).toMatch(/Archives +2 files below archive\//);
    expect(checked).toMatchObject({ code: 0, out: expect.stringContaining('archives: 2') });
    expect(converted.code).toBe(1);
    expect(converted.error).toContain('not written: 2 files of archive/ and files/');
    await using server = await serve([data, '--home', home]);
    const get = (path: string) => getJson(`${server.origin}${path}`);
    expect(await get('/data/v1/structures')).toMatchObject({ status: 200, document: { data: [] } });
    expect((await get('/data/v1/info')).status).toBe(200);
    expect((await get('/data/v1/info/structures')).document).toHaveProperty('data.properties.id');
    expect((await get('/extensions/databases/data')).document.data).toMatchObject({
      attributes: { contents: { archives: 2, loose_archives: 2, entry_counts: {} } },
    });
    expect((await get('/data/v1/extensions/archive/e1/run')).document).toEqual({ energy: -1.5 });
  });
});

describe('respawn serve --print-config', () => {
  it('shows every setting with its origin', async () => {
    const { out, code } = await respawn(['serve', '--print-config', '--port', '5999'], {
      environment: { RESPAWN_PREFIX: 'mylab', RESPAWN_TOKEN: 'open-sesame' },
    });
    expect(code).toBe(0);
    expect(out).toMatch(/^port +5999 +flag$/m);
    expect(out).toMatch(/^prefix +mylab +environment$/m);
    expect(out).toMatch(/^page-limit +20 +default$/m);
    expect(out).toMatch(/^workers +\d+ +default$/m);
    expect(out).toMatch(/^spawn +local +default$/m);
    expect(out).toMatch(/^token +set +environment$/m);
    expect(out).not.toContain('open-sesame');
  });
});
