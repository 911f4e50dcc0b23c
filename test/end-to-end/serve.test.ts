import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { getJson, serve } from './live-server.ts';
import { respawn, root, temporaryFolder } from './run-program.ts';

const crystals = join(root, 'examples', 'crystals', 'crystals.jsonl');
const crystalsJson = join(root, 'examples', 'crystals-json', 'crystals-json.json');

/** A file of so many structures, some with faults. */
function writeStructures(path: string, count: number, extra: readonly object[] = []): void {
  const lines = Array.from({ length: count }, (_, index) => ({
    type: 'structures',
    id: `s${index}`,
    attributes: { elements: ['O'], nelements: 1, _x_rank: index },
  }));
  writeFileSync(path, [...lines, ...extra].map((line) => JSON.stringify(line)).join('\n'));
}

describe('respawn serve', () => {
  it('serves two databases, each below its own path, and a page that lists them', async () => {
    using home = temporaryFolder();
    await using server = await serve([crystals, crystalsJson, '--home', home.path]);
    const filter = `filter=${encodeURIComponent('_exmpl_band_gap > 5 AND elements HAS "O"')}`;
    for (const id of ['crystals', 'crystals-json']) {
      const { status, document } = await getJson(`${server.origin}/${id}/v1/structures?${filter}`);
      expect(status).toBe(200);
      expect(document.meta.data_returned).toBe(6);
      expect(document.links.base_url).toBe(`${server.origin}/${id}`);
    }
    const page = await (await fetch(server.origin)).text();
    expect(page).toContain(`${server.origin}/crystals-json`);
  });

  it('serves one database at / with --root', async () => {
    using home = temporaryFolder();
    await using server = await serve([crystals, '--root', '--home', home.path]);
    const { document } = await getJson(`${server.origin}/v1/structures/quartz`);
    expect(document.data.attributes.chemical_formula_reduced).toBe('O2Si');
  });

  it('does not read an unchanged source again, but a changed one', async () => {
    using home = temporaryFolder();
    const source = join(home.path, 'mine.jsonl');
    writeStructures(source, 3);
    const total = async () => {
      await using server = await serve([source, '--home', home.path]);
      const { document } = await getJson(`${server.origin}/mine/v1/structures`);
      return [document.meta.data_available, server.errorText()] as const;
    };
    expect((await total())[1]).not.toContain('not read again');
    const [unchanged, text] = await total();
    expect(unchanged).toBe(3);
    expect(text).toContain('mine: not read again');
    writeStructures(source, 5);
    const [changed, reason] = await total();
    expect(changed).toBe(5);
    expect(reason).toContain('built anew, the source or its settings changed');
  });

  it('builds a damaged database file anew and says so', async () => {
    using home = temporaryFolder();
    const databases = join(home.path, 'databases');
    await (await serve([crystals, '--home', home.path])).stop();
    truncateSync(join(databases, 'crystals.sqlite'), 50_000);
    await using server = await serve([crystals, '--home', home.path]);
    expect(server.errorText()).toMatch(/built anew, the database file could not be used/);
    const { document } = await getJson(`${server.origin}/crystals/v1/structures`);
    expect(document.meta.data_available).toBe(102);
    expect(readdirSync(databases).sort()).toEqual(['crystals.report.json', 'crystals.sqlite']);
  });

  it('ends in order on a signal', async () => {
    using home = temporaryFolder();
    const server = await serve([crystals, '--home', home.path]);
    expect(await server.stop('SIGTERM')).toBe(0);
  });

  it('makes URLs from --base-url', async () => {
    using home = temporaryFolder();
    const base = 'https://data.example.org/optimade';
    await using server = await serve([crystals, '--home', home.path, '--base-url', base]);
    const { document } = await getJson(`${server.origin}/crystals/v1/structures?page_limit=2`);
    expect(document.links.next).toMatch(`${base}/crystals/v1/structures?`);
  });
});

describe('what cannot be served is said in a line', () => {
  it('a port that is taken: exit 2', async () => {
    using home = temporaryFolder();
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, error } = await respawn(['serve', crystals, '--port', String(port), '--home', home.path]);
    other.close();
    expect(code).toBe(2);
    expect(error).toMatch(new RegExp(`respawn: .*port ${port}.*\n$`, 'i'));
  });

  it.each([
    ['a missing file', ['serve', '/no/such/file.jsonl'], 1, /\/no\/such\/file\.jsonl/],
    ['files of a folder', ['serve', '/no/such/a.cif', '/no/such/b.cif'], 1, /serve \/no\/such makes one/],
    ['a folder without data', ['serve', join(root, 'docs')], 1, /nothing that can be served, only \d+ MD/],
    ['an unknown option', ['serve', '--prot', '1'], 2, /unknown option '--prot'.*\n?.*--port/],
    ['a bad value', ['serve', '--page-limit', 'many'], 2, /--page-limit is "many"/],
    ['an id for two sources', ['serve', crystals, crystalsJson, '--id', 'x'], 2, /2 sources/],
    ['a root for two databases', ['serve', crystals, crystalsJson, '--root'], 2, /one database at/],
    ['a missing configuration', ['serve', '--config', '/no/such.json'], 2, /\/no\/such\.json cannot be read/],
  ])('%s', async (_, args, exitCode, message) => {
    using home = temporaryFolder();
    const { code, error } = await respawn([...args, '--home', home.path]);
    expect(error).toMatch(message);
    expect(error).not.toContain('    at ');
    expect(code).toBe(exitCode);
  });

  it('a home that cannot be written to', async () => {
    using home = temporaryFolder();
    const blocked = join(home.path, 'file');
    writeFileSync(blocked, '');
    const { code, error } = await respawn(['serve', crystals, '--home', blocked]);
    expect(error).toContain(blocked);
    expect(error).not.toContain('    at ');
    expect(code).toBe(1);
  });

  it('errors in the data with --strict: exit 1, nothing served, all in the report', async () => {
    using home = temporaryFolder();
    const source = join(home.path, 'faulty.jsonl');
    writeStructures(source, 2, [{ type: 'structures', id: 's1', attributes: {} }]);
    const { code, error, out } = await respawn(['serve', source, '--strict', '--home', home.path]);
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(error).toContain('nothing is served');
    expect(readdirSync(join(home.path, 'databases'))).toEqual(['faulty.report.json']);
    const report = JSON.parse(readFileSync(join(home.path, 'databases', 'faulty.report.json'), 'utf8'));
    expect(report.issues[0]).toMatchObject({ code: 'entry-duplicate', examples: [{ id: 's1', line: 3 }] });
  });
});

it.each([
  ['serve', 'SIGINT'],
  ['check', 'SIGTERM'],
] as const)('%s stops on %s during ingestion and leaves nothing behind', async (command, signal) => {
  using home = temporaryFolder();
  const source = join(home.path, 'large.jsonl');
  writeStructures(source, 400_000);
  const databases = join(home.path, 'databases');
  const { code, error } = await respawn([command, source, '--home', home.path], {
    onStart: (kill) => {
      const timer = setInterval(() => {
        if (!existsSync(databases) || readdirSync(databases).length === 0) return;
        clearInterval(timer);
        kill(signal);
      }, 20);
    },
  });
  expect(error).toContain('Nothing half-built was left behind');
  expect(code).toBe(130);
  expect(readdirSync(databases)).toEqual([]);
});
