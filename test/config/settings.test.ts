import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  ConfigError,
  configOfIngestSettings,
  ingestSettingsFrom,
  readPythonToolsFile,
  readRespawnFile,
  resolveSettings,
  settingsFromEnvironment,
  settingsOfMaker,
  settingTable,
} from '../../src/config/index.ts';
import { sidecarKeys } from '../../src/ingest/dataset/sidecar/sidecar-keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'respawn-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('precedence', () => {
  const places = (flag: object, environment: object, yaml: object) => [
    { name: 'flag', values: flag as Record<string, unknown> },
    settingsFromEnvironment(environment as NodeJS.ProcessEnv),
    { name: 'respawn.yaml', values: yaml as Record<string, unknown> },
  ];
  it.each([
    [{ port: '1' }, { RESPAWN_PORT: '2' }, { port: 3 }, 1, 'flag'],
    [{}, { RESPAWN_PORT: '2' }, { port: 3 }, 2, 'environment'],
    [{}, {}, { port: 3 }, 3, 'respawn.yaml'],
    [{}, {}, {}, undefined, 'default'],
    [{}, { RESPAWN_PORT: '' }, { port: 3 }, 3, 'respawn.yaml'],
  ])('%j %j %j gives port %s from %s', (flag, environment, yaml, port, place) => {
    const { settings, origins } = resolveSettings(places(flag, environment, yaml));
    expect(settings.port).toBe(port);
    expect(origins.find(({ name }) => name === 'port')?.place).toBe(place);
  });

  it('lists every setting once with its origin', () => {
    const { origins } = resolveSettings([]);
    expect(origins.map(({ name }) => name)).toEqual(settingTable.map(({ name }) => name));
  });
});

describe('values that cannot be used name the setting and the place', () => {
  it.each([
    [{ name: 'flag', values: { port: '70000' } }, /^--port is "70000".*0 to 65535/],
    [{ name: 'flag', values: { port: 'abc' } }, /must be a port, 0 to 65535\. Meaning: port to listen on/],
    [{ name: 'environment', values: { 'base-url': 'ftp://x' } }, /^RESPAWN_BASE_URL is "ftp:/],
    [{ name: 'flag', values: { 'base-url': 'http://x/y?z' } }, /^--base-url .* without \?, # or @/],
    [{ name: 'flag', values: { 'base-url': 'http://x/y#z' } }, /^--base-url .* without \?, # or @/],
    [{ name: 'my.yaml', values: { provider: { nam: 1 } } }, /^provider in my.yaml cannot be used/],
    [{ name: 'flag', values: { id: 'a/b' } }, /^--id is "a\/b".*letters, digits/],
    [{ name: 'flag', values: { license: 'what ever' } }, /neither an SPDX identifier/],
    [{ name: 'flag', values: { 'page-limit': '600' } }, /more than page-limit-max/],
    [{ name: 'flag', values: { log: 'xml' } }, /^--log is "xml".*must be pretty, json or none/],
    [{ name: 'flag', values: { 'memory-max': '2 bananas' } }, /^--memory-max is "2 bananas".*500MB or 2GiB/],
    [{ name: 'flag', values: { 'disk-max': '0' } }, /^--disk-max is "0"/],
    [{ name: 'flag', values: { 'time-to-live': '1w' } }, /^--time-to-live is "1w".*90, 10m or 1h/],
    [{ name: 'flag', values: { 'allow-host': ['http://x'] } }, /^--allow-host .* at 0: .*no URL/],
    [{ name: 'flag', values: { workers: '0' } }, /^--workers is "0".*must be 1 or more/],
    [{ name: 'flag', values: { spawn: 'all' } }, /must be off, local or token/],
    [{ name: 'flag', values: { 'id-scheme': 'long' } }, /^--id-scheme is "long".*must be short or path/],
    [{ name: 'flag', values: { frames: 'first' } }, /must be last or all/],
    [{ name: 'flag', values: { symmetry: 'guess' } }, /must be declared, computed or none/],
    [{ name: 'flag', values: { 'symmetry-tolerance': '0' } }, /must be more than 0/],
    [{ name: 'flag', values: { 'symmetry-tolerance': '2' } }, /must be at most 1/],
    [{ name: 'flag', values: { 'on-error': 'stop' } }, /must be skip or fail/],
    [
      settingsOfMaker({ OPTIMAKE_PROVIDER_PREFIX: 'My Lab' }),
      /^provider in OPTIMAKE_PROVIDER_PREFIX cannot be used at prefix/,
    ],
  ])('%j', (place, message) => {
    expect(() => resolveSettings([place])).toThrow(ConfigError);
    expect(() => resolveSettings([place])).toThrow(message);
  });
});

describe('how files become entries', () => {
  const decided = {
    idScheme: 'path',
    frames: 'all',
    symmetry: 'computed',
    symmetryTolerance: 0.01,
    onError: 'fail',
    nestedBundles: true,
    archives: 'files',
  };
  const variables = {
    RESPAWN_ID_SCHEME: 'path',
    RESPAWN_FRAMES: 'all',
    RESPAWN_SYMMETRY: 'computed',
    RESPAWN_SYMMETRY_TOLERANCE: '0.01',
    RESPAWN_ON_ERROR: 'fail',
    RESPAWN_NESTED_BUNDLES: 'yes',
    RESPAWN_ARCHIVES: 'files',
  };

  it('is for the data to say unless a setting does', () => {
    const { ingest } = resolveSettings([]).settings;
    for (const name of Object.keys(decided)) expect(ingest).toHaveProperty(name, undefined);
  });

  it('can be said in the environment', () => {
    expect(resolveSettings([settingsFromEnvironment(variables)]).settings.ingest).toMatchObject(decided);
  });

  it.each([
    [{}, 'abc'],
    [{ prefix: 'own' }, 'own'],
    [{ provider: { prefix: 'own' } }, 'own'],
  ])('with %j and the variable of optimade-maker, the prefix is %s', (values, prefix) => {
    const places = [{ name: 'respawn.yaml', values }, settingsOfMaker({ OPTIMAKE_PROVIDER_PREFIX: 'abc' })];
    expect(resolveSettings(places).settings.ingest.prefix).toBe(prefix);
  });
});

describe('measures', () => {
  it.each([
    ['memory-max', 'memoryBytesMax', '500MB', 500_000_000],
    ['memory-max', 'memoryBytesMax', '2GiB', 2_147_483_648],
    ['disk-max', 'diskBytesMax', '1.5 tb', 1_500_000_000_000],
    ['download-max', 'downloadBytesMax', 4096, 4096],
    ['time-to-live', 'timeToLiveSeconds', '90', 90],
    ['time-to-live', 'timeToLiveSeconds', '10m', 600],
    ['time-to-live', 'timeToLiveSeconds', '2h', 7_200],
  ] as const)('%s %s of %s is %s', (name, member, given, value) => {
    const { lifeCycle } = resolveSettings([{ name: 'flag', values: { [name]: given } }]).settings;
    expect(lifeCycle[member]).toBe(value);
  });

  it('have defaults that follow from the machine', () => {
    const { workers, lifeCycle } = resolveSettings([]).settings;
    expect(workers).toBeGreaterThanOrEqual(1);
    expect(lifeCycle.memoryBytesMax).toBeLessThanOrEqual(4 * 2 ** 30);
    for (const value of Object.values(lifeCycle)) expect(value).toBeGreaterThan(0);
  });
});

describe('lists', () => {
  it.each([
    [{ name: 'flag', values: { 'allow-host': ['a', 'b:80'] } }, ['a', 'b:80']],
    [settingsFromEnvironment({ RESPAWN_ALLOW_HOST: 'a, b:80' }), ['a', 'b:80']],
    [{ name: 'my.yaml', values: { 'allow-host': ['a'] } }, ['a']],
    [{ name: 'my.yaml', values: {} }, []],
  ])('%j', (place, hosts) => {
    expect(resolveSettings([place]).settings.control.allowedHosts).toEqual(hosts);
  });

  it('make paths absolute', () => {
    const { control } = resolveSettings([
      { name: 'flag', values: { 'allow-path': ['data', '/srv'] } },
    ]).settings;
    expect(control.allowedPaths).toEqual([join(process.cwd(), 'data'), '/srv']);
  });
});

describe('who may spawn', () => {
  const secret = { RESPAWN_TOKEN: 'secret' };
  const resolve = (values: Record<string, unknown>, environment: NodeJS.ProcessEnv) =>
    resolveSettings([{ name: 'flag', values }, settingsFromEnvironment(environment)]).settings.control.spawn;

  it.each([
    [{}, {}, 'local'],
    [{}, secret, 'local'],
    [{ host: '::1' }, {}, 'local'],
    [{ 'base-url': 'http://localhost:5000' }, {}, 'local'],
    [{ host: '0.0.0.0' }, {}, 'off'],
    [{ host: '0.0.0.0' }, secret, 'token'],
    [{ 'base-url': 'https://example.org' }, {}, 'off'],
    [{ 'base-url': 'https://example.org' }, secret, 'token'],
    [{ 'trust-proxy': true }, {}, 'off'],
    [{ spawn: 'off' }, secret, 'off'],
    [{ spawn: 'token' }, secret, 'token'],
  ])('%j %j: %s', (values, environment, spawn) => {
    expect(resolve(values, environment)).toBe(spawn);
  });

  it.each([
    [{ spawn: 'local', host: '0.0.0.0' }, {}, /others can: it listens on 0\.0\.0\.0/],
    [{ spawn: 'local', 'base-url': 'https://example.org' }, secret, /its public URL/],
    [{ spawn: 'local', 'trust-proxy': true }, secret, /a proxy stands before it/],
    [{ spawn: 'token' }, {}, /RESPAWN_TOKEN/],
  ])('%j %j is refused', (values, environment, message) => {
    expect(() => resolve(values, environment)).toThrow(ConfigError);
    expect(() => resolve(values, environment)).toThrow(message);
  });
});

describe('secrets', () => {
  const place = settingsFromEnvironment({
    RESPAWN_TOKEN: 'top-secret',
    RESPAWN_ZENODO_TOKEN: 'zenodo-secret',
    RESPAWN_REPOSITORY_TOKENS: 'https://a.org=a-secret=,http://127.0.0.1:80=b-secret',
  });

  it('are taken from the environment and never shown', () => {
    const { settings, origins } = resolveSettings([place]);
    expect(settings.control.token).toBe('top-secret');
    expect(settings.repositoryTokens).toEqual({
      'https://zenodo.org': 'zenodo-secret',
      'https://a.org': 'a-secret=',
      'http://127.0.0.1': 'b-secret',
    });
    expect(JSON.stringify(origins)).not.toContain('secret');
    expect(origins.find(({ name }) => name === 'token')).toEqual({
      name: 'token',
      value: 'set',
      place: 'environment',
    });
  });

  it('are no part of a complaint about them', () => {
    const wrong = settingsFromEnvironment({ RESPAWN_TOKEN: 'top secret' });
    expect(() => resolveSettings([wrong])).toThrow(/^RESPAWN_TOKEN cannot be used: must be visible/);
  });

  it('are refused in a file', () => {
    expect(() => readRespawnFile(file('token.yaml', 'token: x\n'), true)).toThrow(
      /only taken from RESPAWN_TOKEN/,
    );
  });
});

describe('a configuration that comes with a spawn request', () => {
  const defaults = resolveSettings([{ name: 'flag', values: { prefix: 'own', strict: true } }]).settings
    .ingest;

  it.each([
    ['nothing', {}, {}],
    ['a prefix', { prefix: 'abc' }, { prefix: 'abc' }],
    ['a provider', { provider: { name: 'N', description: 'D', prefix: 'p' } }, { prefix: 'p' }],
    ['both', { prefix: 'abc', provider: { name: 'N', description: 'D', prefix: 'p' } }, { prefix: 'abc' }],
    ['strictness', { strict: false }, { strict: false }],
    ['aliases', { aliases: { structures: { id: 'x' } } }, { aliases: { structures: { id: 'x' } } }],
    [
      'custom properties',
      { provider_fields: { structures: ['x'] } },
      { providerFields: { structures: [{ name: 'x' }] } },
    ],
    [
      'how files are read, in either spelling',
      {
        id_scheme: 'path',
        'on-error': 'fail',
        symmetry_tolerance: 0.1,
        nested_bundles: true,
        archives: 'none',
      },
      { idScheme: 'path', onError: 'fail', symmetryTolerance: 0.1, nestedBundles: true, archives: 'none' },
    ],
    ['what has no meaning here', { mongo_uri: 'x', page_limit: 'many', debug: true }, {}],
  ])('%s', (_, config, changed) => {
    expect(ingestSettingsFrom(config, defaults)).toEqual({ ...defaults, ...changed });
  });

  it.each([
    [{ prefix: 'A b' }, /prefix in config is "A b"/],
    [{ strict: 'perhaps' }, /strict in config/],
    [{ aliases: ['x'] }, /aliases in config/],
    [{ alises: {} }, /"alises".*"aliases"/],
    [{ id_schema: 'path' }, /"id_schema".*"id_scheme"/],
    [{ frames: 'some' }, /frames in config is "some"/],
    [{ provider: { prefix: 7 } }, /provider in config cannot be used at prefix/],
  ])('%j is refused', (config, message) => {
    expect(() => ingestSettingsFrom(config, defaults)).toThrow(ConfigError);
    expect(() => ingestSettingsFrom(config, defaults)).toThrow(message);
  });
});

describe('the configuration that tells another server of settings', () => {
  it.each([
    {},
    { prefix: 'abc', strict: true },
    { 'id-scheme': 'path', frames: 'all', symmetry: 'none', 'symmetry-tolerance': 0.2, 'on-error': 'fail' },
    { 'nested-bundles': true, archives: 'files', aliases: { structures: { id: 'x' } } },
    { 'length-aliases': { structures: { a: 'b' } }, 'provider-fields': { structures: [{ name: 'x' }] } },
  ])('%j', (values) => {
    const given = resolveSettings([{ name: 'flag', values }]).settings.ingest;
    const config = configOfIngestSettings(given);
    const defaults = resolveSettings([]).settings.ingest;
    expect(ingestSettingsFrom(config, defaults)).toEqual(given);
    expect(Object.keys(config)).toHaveLength(Object.keys(values).length);
  });
});

describe('licence', () => {
  it.each([
    ['CC-BY-4.0', 'https://spdx.org/licenses/CC-BY-4.0.html', ['CC-BY-4.0']],
    ['https://example.org/licence', 'https://example.org/licence', undefined],
  ])('%s', (license, url, identifiers) => {
    const { service } = resolveSettings([{ name: 'flag', values: { license } }]).settings;
    expect(service.licenseUrl).toBe(url);
    expect(service.availableLicenses).toEqual(identifiers);
  });
});

describe('respawn.yaml', () => {
  it('is optional unless it was asked for', () => {
    expect(readRespawnFile(join(folder, 'none.yaml'), false)).toBeUndefined();
    expect(() => readRespawnFile(join(folder, 'none.yaml'), true)).toThrow(/cannot be read/);
  });
  it('names an unknown setting with what was probably meant', () => {
    expect(() => readRespawnFile(file('a.yaml', 'page_limt: 3\n'), true)).toThrow(
      /"page_limt".*"page-limit"/,
    );
  });
  it('passes over what is said of the data beside it', () => {
    const text = 'title: T\ndescription: D\nhomepage: https://x.org\nentries: []\nattachments: []\nport: 1\n';
    const { settings } = resolveSettings([readRespawnFile(file('data.yaml', text), true)!.place]);
    expect(settings.port).toBe(1);
    for (const key of sidecarKeys) {
      expect(() => readRespawnFile(file('key.yaml', `${key}: x\n`), true)).not.toThrow();
    }
    expect(() => readRespawnFile(file('e.yaml', 'entrys: []\n'), true)).toThrow(/"entrys".*"entries"/);
  });
  it('gives line and column of a syntax error', () => {
    expect(() => readRespawnFile(file('b.yaml', 'port: 1\nhost: [a\n'), true)).toThrow(
      /line \d+, column \d+/,
    );
  });
  it('refuses a list', () => {
    expect(() => readRespawnFile(file('c.yaml', '- 1\n'), true)).toThrow(/no mapping/);
  });
  it('refuses an alias bomb', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
      .split('')
      .map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdefgh'[index]}`).join(',')}]`)
      .join('\n')}\n`;
    expect(() => readRespawnFile(file('d.yaml', bomb), true)).toThrow(ConfigError);
  });
});

describe('the configuration of optimade-python-tools', () => {
  it('is translated, and what has no meaning is named in one line', () => {
    const path = file(
      'config.json',
      JSON.stringify({
        debug: false,
        mongo_uri: 'x',
        provider: { name: 'N', description: 'D', prefix: 'exmpl', homepage: null },
        provider_fields: { structures: ['band_gap', { name: 'chemsys', type: 'string' }] },
        aliases: { structures: { id: 'task_id' } },
        length_aliases: { structures: { chemsys: 'nelements' } },
        page_limit: 10,
        license: null,
        request_delay: 0.1,
        insert_from_jsonl: 'data.jsonl',
        base_url: 'https://example.org',
        root_path: '/optimade/',
      }),
    );
    const { place, warnings } = readPythonToolsFile(path);
    expect(warnings).toEqual([`${path}: no meaning here, ignored: debug, mongo_uri`]);
    const { settings } = resolveSettings([place]);
    expect(settings.sources).toEqual(['data.jsonl']);
    expect(settings.ingest).toMatchObject({
      prefix: 'exmpl',
      aliases: { structures: { id: 'task_id' } },
      providerFields: { structures: [{ name: 'band_gap' }, { name: 'chemsys', type: 'string' }] },
      lengthAliases: { structures: { chemsys: 'nelements' } },
    });
    expect(settings.service).toMatchObject({
      pageLimit: 10,
      requestDelaySeconds: 0.1,
      baseUrl: 'https://example.org/optimade',
      licenseUrl: undefined,
    });
  });
});
