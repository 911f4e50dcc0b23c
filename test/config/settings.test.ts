import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  ConfigError,
  readPythonToolsFile,
  readRespawnFile,
  resolveSettings,
  settingsFromEnvironment,
  settingTable,
} from '../../src/config/index.ts';

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
    [{ name: 'flag', values: { port: '70000' } }, /^--port is "70000"/],
    [{ name: 'environment', values: { 'base-url': 'ftp://x' } }, /^RESPAWN_BASE_URL is "ftp:/],
    [{ name: 'flag', values: { 'base-url': 'http://x/y?z' } }, /^--base-url .* without \?, # or @/],
    [{ name: 'flag', values: { 'base-url': 'http://x/y#z' } }, /^--base-url .* without \?, # or @/],
    [{ name: 'my.yaml', values: { provider: { nam: 1 } } }, /^provider in my.yaml cannot be used/],
    [{ name: 'flag', values: { id: 'a/b' } }, /^--id is "a\/b".*letters, digits/],
    [{ name: 'flag', values: { license: 'what ever' } }, /neither an SPDX identifier/],
    [{ name: 'flag', values: { 'page-limit': '600' } }, /more than page-limit-max/],
    [{ name: 'flag', values: { log: 'xml' } }, /^--log is "xml"/],
  ])('%j', (place, message) => {
    expect(() => resolveSettings([place])).toThrow(ConfigError);
    expect(() => resolveSettings([place])).toThrow(message);
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
    const { place, source, warnings } = readPythonToolsFile(path);
    expect(warnings).toEqual([`${path}: no meaning here, ignored: debug, mongo_uri`]);
    expect(source).toBe('data.jsonl');
    const { settings } = resolveSettings([place]);
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
