/**
 * What is true of every document, checked on one answer of each kind. Beside this, every answer is held against the rules
 * for documents of the standard room.
 */
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/base/index.ts';
import type { Reply } from '../http/ask.ts';
import { askOdd, askOddFile, oddReport, testOdd } from './odd-database.ts';

const successes = [
  '/v1/info',
  '/v1/info/structures',
  '/v1/info/_exmpl_things',
  '/v1/links',
  '/v1/structures',
  '/v1/structures?page_limit=2&page_offset=3',
  '/v1/structures?filter=_zzz_x=1&sort=_cod_y&_abc_z=1&api_hint=foo',
  '/v1/structures/silicon',
  '/v1/structures/quartz?include=structures,files,references',
  '/v1/structures/nope',
  '/v1/references',
  '/v1/files',
  '/v1/calculations?include=files',
  '/v1/_exmpl_things?include=_exmpl_things',
];
const failures = [
  '/v1/structures?filter=(',
  '/v1/structures?filter=nosuch=1',
  '/v1/structures?page_limit=1000000',
  '/v1/nosuch',
  '/v1/structures?filter="a"="a"',
  '/v7/info',
];
const documents = [...successes, ...failures];

interface Resource {
  readonly id: string;
  readonly type: string;
  readonly attributes?: JsonObject;
  readonly relationships?: Readonly<Record<string, { readonly data: readonly Resource[] }>>;
  readonly meta?: JsonObject;
}

/** The entries of a document, those in `included` among them. */
function resourcesOf(reply: Reply): readonly Resource[] {
  const data = reply.at('/data') ?? [];
  const primary = Array.isArray(data) ? data : [data];
  return [...primary, ...((reply.at('/included') ?? []) as Resource[])] as Resource[];
}

/** Calls `visit` with every link of a document. */
function visitLinks(value: unknown, visit: (link: unknown) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, part] of Object.entries(value)) {
    if (key === 'links' && !Array.isArray(part)) Object.values(part as object).forEach(visit);
    else if (['homepage', 'base_url', 'license', 'schema', 'source_url', 'issue_tracker'].includes(key))
      visit(part);
    else visitLinks(part, visit);
  }
}

describe.each(documents)('%s', (path) => {
  const get = () => askOdd(`/odd${path}`);

  test('META-01, META-02, META-04, META-16 has meta with what it must, no more', async () => {
    const meta = (await get()).at('/meta') as JsonObject;
    expect(meta).toMatchObject({
      api_version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      query: { representation: expect.stringMatching(/^\/(?!v1\b)/) },
      more_data_available: expect.any(Boolean),
    });
    const known =
      'query api_version more_data_available schema time_stamp data_returned provider data_available ' +
      'last_id response_message implementation warnings database request_delay';
    expect(known.split(' ')).toEqual(expect.arrayContaining(Object.keys(meta)));
  });

  test('META-08 names the prefix without underscores', async () => {
    expect((await get()).at('/meta/provider/prefix')).toBe('exmpl');
  });

  test('DOC-14 has no top-level member of unknown origin', async () => {
    const known = ['data', 'errors', 'meta', 'links', 'included', 'jsonapi', '@context'];
    expect(known).toEqual(expect.arrayContaining(Object.keys((await get()).json!)));
  });

  test('DOC-06 has only links that are null, text or have a href', async () => {
    visitLinks((await get()).json, (link) => {
      const href = (link as { href?: unknown } | null)?.href;
      expect(link === null || typeof (href ?? link) === 'string', JSON.stringify(link)).toBe(true);
    });
  });

  test('HTTP-14, HTTP-15 has warnings of the right shape', async () => {
    const warnings = ((await get()).at('/meta/warnings') ?? []) as JsonObject[];
    expect(new Set(warnings.map(({ id }) => id)).size).toBe(warnings.length);
    for (const warning of warnings) {
      expect(warning).toMatchObject({
        type: 'warning',
        detail: expect.any(String),
        code: expect.stringMatching(/^_exmpl_/),
      });
      expect(warning).not.toHaveProperty('status');
    }
  });

  test('is the same from a database file', async () => {
    const [memory, file] = await Promise.all([askOdd(`/odd${path}`), askOddFile(`/odd${path}`)]);
    expect([file.text, file.headers.get('etag')]).toEqual([memory.text, memory.headers.get('etag')]);
  });

  test('HTTP-11, HTTP-17 is JSON and either data or errors', async () => {
    const { json, text } = await get();
    expect(text).not.toMatch(/\b(NaN|Infinity)\b/);
    expect(Object.hasOwn(json!, 'data')).toBe(!Object.hasOwn(json!, 'errors'));
    if (Object.hasOwn(json!, 'included')) expect(json).toHaveProperty('data');
  });
});

describe.each(successes)('%s', (path) => {
  const get = () => askOdd(`/odd${path}`);

  test('DOC-01, DOC-02 has data, and resource objects with properties only in attributes', async () => {
    const reply = await get();
    expect(reply.json).toHaveProperty('data');
    for (const resource of resourcesOf(reply).filter((one) => one !== null && one.type !== 'info')) {
      expect(resource).toMatchObject({ id: expect.any(String), type: expect.any(String) });
      const members = ['id', 'type', 'attributes', 'relationships', 'links', 'meta'];
      expect(members).toEqual(expect.arrayContaining(Object.keys(resource)));
      expect(Object.keys(resource.attributes ?? {})).not.toEqual(expect.arrayContaining(['id']));
      expect(Object.keys(resource.attributes ?? {})).not.toEqual(expect.arrayContaining(['type']));
    }
  });

  test('DOC-05, REL-01, REL-02 names relationships after types, and no attribute so', async () => {
    for (const resource of resourcesOf(await get())) {
      for (const [name, { data }] of Object.entries(resource?.relationships ?? {})) {
        expect(resource.attributes).not.toHaveProperty(name);
        for (const item of data) expect(item).toMatchObject({ type: name, id: expect.any(String) });
      }
    }
  });

  test('DOC-11, REL-07 includes each related entry once, and nothing that is not related', async () => {
    const reply = await get();
    const key = ({ type, id }: Resource) => `${type}/${id}`;
    const included = ((reply.at('/included') ?? []) as Resource[]).map(key);
    const primary = resourcesOf(reply).slice(0, -included.length || undefined);
    const related = primary.flatMap((one) =>
      Object.values(one?.relationships ?? {}).flatMap(({ data }) => data),
    );
    expect(new Set(included).size).toBe(included.length);
    expect(related.map(key)).toEqual(expect.arrayContaining(included));
    for (const one of primary) if (one !== null) expect(included).not.toContain(key(one));
  });
});

describe('values', () => {
  testOdd([
    {
      name: 'HTTP-13 what is ignored is told',
      path: '/v1/structures?_abc_z=1',
      values: { '/meta/warnings/0/detail': expect.stringContaining('_abc_z') },
    },
    {
      name: 'DOC-07 listings have links',
      path: '/v1/structures',
      values: { '/links/next': null, '/links/first': expect.any(String) },
    },
    {
      name: 'NUL-01 what is required is there as null',
      path: '/v1/structures/bare',
      values: { '/data/attributes': { structure_features: [], last_modified: null } },
    },
    {
      name: 'NUL-02 an empty list is a value',
      path: '/v1/structures?filter=structure_features IS KNOWN&page_limit=1',
      values: { '/meta/data_returned': 7 },
    },
    {
      name: 'NUL-04 null may stand in lists',
      path: '/v1/structures/silicon',
      values: { '/data/attributes/_exmpl_ticks': [1, null] },
    },
    {
      name: 'NUL-04 a vector of nulls',
      path: '/v1/structures/slab',
      values: { '/data/attributes/lattice_vectors/2': [null, null, null] },
    },
    {
      name: 'EM-01, EM-02, EM-06 metadata of properties and prefixed members pass through',
      path: '/v1/structures/silicon',
      values: {
        '/data/meta': {
          property_metadata: {
            _exmpl_gap: { _exmpl_method: 'optical' },
            nsites: { _exmpl_method: 'counted' },
          },
          _exmpl_curated: true,
        },
      },
    },
    {
      name: 'EM-03 metadata come with the properties that are asked for',
      path: '/v1/structures/silicon?response_fields=nsites',
      values: { '/data/meta/property_metadata': { nsites: { _exmpl_method: 'counted' } } },
    },
    {
      name: 'HTTP-17 timestamps are RFC 3339, in UTC and with the fraction they came with',
      path: '/v1/structures?sort=last_modified&response_fields=last_modified&page_limit=3',
      values: {
        '/data/0/attributes/last_modified': '2019-12-31T23:59:60Z',
        '/data/1/attributes/last_modified': '2020-01-01T00:00:00Z',
        '/data/2/attributes/last_modified': '2021-06-01T00:00:00.250Z',
      },
    },
    {
      name: 'REL-03 roles and descriptions pass through',
      path: '/v1/structures/silicon',
      values: {
        '/data/relationships/references/data/0/meta': {
          role: '_exmpl_primary',
          description: 'lattice "constant"',
        },
      },
    },
    {
      name: 'CAL-01, CAL-02 files of calculations keep their roles and their order',
      path: '/v1/calculations/run-1',
      values: {
        '/data/relationships/files/data': [
          { type: 'files', id: 'raw', meta: { role: 'input' } },
          { type: 'files', id: 'quartz.cif', meta: { role: 'output' } },
        ],
      },
    },
  ]);

  test('REL-08 a relation that leads nowhere is reported, and nothing else is an error', () => {
    const dangling = oddReport.issues.find(({ code }) => code === 'relationship-dangling');
    expect(dangling).toMatchObject({ property: 'references', count: 2, severity: 'warning' });
    expect(oddReport.hasErrors).toBe(false);
  });
});
