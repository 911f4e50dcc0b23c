import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { getJson, serve } from './live-server.ts';
import { root, run, temporaryFolder } from './run-program.ts';

/** The file that the original program spawned from; it is no part of this repository. */
const structures = join('..', 'shared', 'reference', 'necroptimade', 'test_structures.json');
const isThere = existsSync(join(root, structures));

/** What the original answered with, when the database is there. */
async function spawn(
  origin: string,
  loc: string,
): Promise<{ readonly id: string; readonly baseUrl: string }> {
  const url = `${origin}/extensions/spawn?loc=${encodeURIComponent(loc)}`;
  const response = await fetch(url, { headers: { Prefer: 'wait=20' } });
  expect(response.status).toBe(201);
  // biome-ignore lint/suspicious/noExplicitAny: a document, looked into here
  const document: any = await response.json();
  expect(document.data).toHaveLength(1);
  const [{ id, attributes }] = document.data;
  expect(attributes).toMatchObject({ link_type: 'child', base_url: `${origin}/${id}` });
  return { id, baseUrl: attributes.base_url };
}

/** As a user of the original would ask, who knows of no other URL. */
async function curl(url: string): Promise<number> {
  const { out } = await run('curl', ['-sL', url]);
  return JSON.parse(out).meta.data_available;
}

it.skipIf(!isThere)(
  'spawns and asks as the README of the original does (needs its test structures)',
  async () => {
    using home = temporaryFolder();
    const args = ['--empty', '--allow-path', dirname(structures), '--home', home.path];
    await using server = await serve(args, {}, root);
    const { origin } = server;
    expect((await getJson(`${origin}/info`)).document.data.attributes.is_index).toBe(true);

    const fromPath = await spawn(origin, structures);
    const { document } = await getJson(`${fromPath.baseUrl}/v1/structures`);
    expect(document.meta.data_available).toBeGreaterThan(0);
    const path = realpathSync(join(root, structures));
    expect(await curl(`${origin}${path}/v1/structures`)).toBe(document.meta.data_available);

    const example = `${origin}/static/example_structures.json`;
    const overHttp = await spawn(origin, example);
    const answer = await getJson(`${overHttp.baseUrl}/v1/structures`);
    expect(answer.document.meta.data_available).toBeGreaterThan(0);
    const original = `${origin}/${example.replace('http://', '')}/v1/structures`;
    expect(await curl(original)).toBe(answer.document.meta.data_available);
    expect((await fetch(original, { redirect: 'manual' })).status).toBe(307);
  },
);
