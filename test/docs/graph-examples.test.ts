import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limits } from '../../src/base/index.ts';
import { graphRequestSchema } from '../../src/graph/index.ts';
import type { LiveServer } from '../end-to-end/live-server.ts';
import { getJson, serve } from '../end-to-end/live-server.ts';
import { root, run, temporaryFolder } from '../end-to-end/run-program.ts';
import { stepsOf } from './page-steps.ts';

const page = readFileSync(join(root, 'docs/reference/graph.md'), 'utf8');
/** Of two blocks of JSON, the second is the answer to the first. */
const examples = Array.from(
  page.matchAll(/```json\n([^`]*)```\n\n```json\n([^`]*)```/g),
  ([, request, answer]) => [request!.trim(), answer!] as const,
);
const commands = stepsOf(page);
const folder = temporaryFolder();
let server: LiveServer;

beforeAll(async () => {
  server = await serve([join(root, 'examples/argon'), '--home', join(folder.path, 'home')]);
}, 60_000);

afterAll(async () => {
  await server?.stop();
  folder[Symbol.dispose]();
});

/** What begins with an archive stands below the entry that the page names. */
async function ask(example: string): Promise<unknown> {
  const request = JSON.parse(example);
  const isArchive = Object.hasOwn(request, 'archive');
  const body = isArchive ? { uploads: { argon: { entries: { 'structures:argon-30k': request } } } } : request;
  const response = await fetch(`${server.origin}/extensions/graph/query`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const answer = JSON.parse(text);
  return isArchive ? answer.uploads.argon.entries['structures:argon-30k'] : answer;
}

describe('the reference of the graph language', () => {
  it.each(examples)('%s', async (request, answer) => {
    expect(await ask(request)).toEqual(JSON.parse(answer));
  });

  it.each(commands.map(({ command, shown }) => [command, shown!] as const))('%s', async (command, shown) => {
    const local = command.replaceAll('http://127.0.0.1:5000', server.origin);
    const { code, out } = await run('sh', ['-c', local]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual(JSON.parse(shown));
  });

  it('is shown in the README', async () => {
    const [example] = stepsOf(readFileSync(join(root, 'README.md'), 'utf8')).filter(({ command }) =>
      command.includes('/graph/query'),
    );
    const local = example!.command.replaceAll('http://127.0.0.1:5000', server.origin);
    const { search } = JSON.parse((await run('sh', ['-c', local])).out);
    const { m_response: _, ...hits } = search;
    expect(Object.values(hits)).toEqual([
      { entry: { archive: { run: [{ calculation: energies(-1.31843, -1.30111) }] } } },
      { entry: { archive: { run: [{ calculation: [null, expect.any(Object), expect.any(Object)] }] } } },
    ]);
  });

  it('has examples of both kinds', () => {
    expect(examples.length).toBeGreaterThan(10);
    expect(commands.length).toBeGreaterThan(1);
  });

  it('names every setting', () => {
    const { properties } = (graphRequestSchema.$defs as Record<string, { properties: object }>)
      .archive_settings!;
    for (const name of Object.keys(properties).filter((name) => !name.includes('-'))) {
      expect(page).toContain(`\`${name}\``);
    }
  });

  it('names every field that a record of an upload or an entry has', async () => {
    const q = JSON.stringify({ uploads: { '*': '*' }, entries: { '*': '*' } });
    const { document } = await getJson(`${server.origin}/extensions/graph/query?q=${encodeURIComponent(q)}`);
    const [, entry] = Object.values<object>(document.entries);
    for (const name of Object.keys({ ...document.uploads.argon, ...entry })) {
      expect(page).toContain(`\`${name}\``);
    }
  });

  it.each([
    ...(['graphRequestBytesMax', 'graphRequestDepthMax', 'graphRequestKeysMax', 'graphVisitsMax'] as const),
    ...(['graphBytesMax', 'graphEntriesMax', 'graphPageSizeMax', 'graphTargetsMax', 'graphHopsMax'] as const),
    ...(['graphNodesMax', 'graphDatabasesMax', 'graphFaultsMax', 'graphLinksMax'] as const),
    ...(['graphRequestsMax', 'graphRequestsWaitingMax'] as const),
  ])('tells %s', (name) => {
    const [, table] = /### Limits\n([\s\S]*?)\n\[Limits\]/.exec(page)!;
    expect(table).toMatch(new RegExp(`[ |]${limits[name].toLocaleString('en')}(, | and | \\|)`));
  });
});

function energies(...totals: number[]) {
  return [null, ...totals.map((total) => ({ energy: { total } }))];
}
