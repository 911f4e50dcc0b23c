/** The groups of `Settings`, each made of the settings that belong to it and of what follows from others. */
import { resolve } from 'node:path';
import type { Implementation, Provider } from '../standard/index.ts';
import { ConfigError } from './config-error.ts';
import { isLoopback } from './loopback.ts';
import { defaultDiskBytesMax, defaultIngestionsMax, defaultMemoryBytesMax } from './machine.ts';
import type { SettingReader } from './resolve-setting.ts';
import type { ControlSettings, IngestSettings, LifeCycleSettings, ServiceSettings } from './settings.ts';

export function ingestSettings(read: SettingReader): IngestSettings {
  return {
    prefix: read<string | undefined>('prefix') ?? read<Partial<Provider>>('provider').prefix,
    aliases: read('aliases'),
    lengthAliases: read('length-aliases'),
    providerFields: read('provider-fields'),
    strict: read('strict'),
    idScheme: read('id-scheme'),
    frames: read('frames'),
    symmetry: read('symmetry'),
    symmetryTolerance: read('symmetry-tolerance'),
    onError: read('on-error'),
    nestedBundles: read('nested-bundles'),
    archives: read('archives'),
  };
}

/** Errors: `ConfigError`. */
export function serviceSettings(read: SettingReader): ServiceSettings {
  const license = licenseOf(read('license'));
  const pageLimit = read<number>('page-limit');
  const pageLimitMax = read<number>('page-limit-max');
  if (pageLimit > pageLimitMax) {
    throw new ConfigError(`page-limit is ${pageLimit}, more than page-limit-max, which is ${pageLimitMax}.`);
  }
  return {
    provider: read<Partial<Provider>>('provider'),
    implementation: read<Implementation>('implementation'),
    licenseUrl: license.url,
    availableLicenses: read<string[] | undefined>('available-licenses') ?? license.identifiers,
    availableLicensesForEntries: read('available-licenses-for-entries'),
    pageLimit,
    pageLimitMax,
    requestDelaySeconds: read('request-delay'),
    baseUrl: read<string | undefined>('base-url')?.replace(/\/+$/, ''),
    trustProxy: read('trust-proxy'),
    defaultDatabase: read('default-database'),
    rootDatabase: undefined,
    classicInfo: read('classic-info'),
    schemaUrl: read('schema-url'),
  };
}

/**
 * Spawning is open to all only where others cannot reach the server, be it directly or through a proxy.
 *
 * Errors: `ConfigError`.
 */
export function controlSettings(
  read: SettingReader,
  host: string,
  { baseUrl, trustProxy }: ServiceSettings,
): ControlSettings {
  const given = read<ControlSettings['spawn'] | undefined>('spawn');
  const token = read<string | undefined>('token');
  const exposed = !isLoopback(host)
    ? `it listens on ${host}`
    : baseUrl !== undefined && !isLoopback(new URL(baseUrl).hostname)
      ? `its public URL is ${baseUrl}`
      : trustProxy
        ? 'a proxy stands before it'
        : undefined;
  if (given === 'local' && exposed !== undefined) {
    throw new ConfigError(
      `--spawn local lets everybody spawn who can reach the server, and others can: ${exposed}. ` +
        'Use --spawn token, with a token in RESPAWN_TOKEN.',
    );
  }
  if (given === 'token' && token === undefined) {
    throw new ConfigError('--spawn token needs a token in the variable RESPAWN_TOKEN.');
  }
  return {
    spawn: given ?? (exposed === undefined ? 'local' : token === undefined ? 'off' : 'token'),
    token,
    allowedPaths: (read<string[] | undefined>('allow-path') ?? []).map((path) => resolve(path)),
    allowedHosts: read('allow-host'),
  };
}

export function lifeCycleSettings(read: SettingReader, home: string): LifeCycleSettings {
  return {
    timeToLiveSeconds: read('time-to-live'),
    databasesMax: read('databases-max'),
    liveDatabasesMax: read('live-max'),
    memoryBytesMax: read<number | undefined>('memory-max') ?? defaultMemoryBytesMax(),
    diskBytesMax: read<number | undefined>('disk-max') ?? defaultDiskBytesMax(home),
    ingestionsMax: read<number | undefined>('ingestions-max') ?? defaultIngestionsMax(),
    queueMax: read('queue-max'),
    downloadBytesMax: read('download-max'),
    entriesMax: read('entries-max'),
    archiveBytesMax: read('archive-max'),
  };
}

/** Tokens by origin. */
export function repositoryTokens(read: SettingReader): Readonly<Record<string, string>> {
  const zenodo = read<string | undefined>('zenodo-token');
  const others = read<string[]>('repository-tokens').map((text) => {
    const separator = text.indexOf('=');
    return [new URL(text.slice(0, separator)).origin, text.slice(separator + 1)] as const;
  });
  return Object.fromEntries([...(zenodo === undefined ? [] : [['https://zenodo.org', zenodo]]), ...others]);
}

/** An SPDX identifier stands for its page, and is a commitment since the operator wrote it; a URL is only a page. */
function licenseOf(license: string | undefined): {
  url: string | undefined;
  identifiers: string[] | undefined;
} {
  if (license === undefined) return { url: undefined, identifiers: undefined };
  if (/^https?:\/\//.test(license)) return { url: license, identifiers: undefined };
  if (/^[A-Za-z0-9][A-Za-z0-9.+-]*$/.test(license)) {
    return { url: `https://spdx.org/licenses/${license}.html`, identifiers: [license] };
  }
  throw new ConfigError(
    `license is ${JSON.stringify(license)}, neither an SPDX identifier such as CC-BY-4.0 nor an http(s) URL.`,
  );
}
