/**
 * Flags, variables, respawn.yaml and the configuration of optimade-python-tools become one `Settings`. For each
 * setting the first place that gives it wins, in this order; nothing is merged between places.
 */
import { homedir, platform } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Implementation, Provider } from '../standard/index.ts';
import { ConfigError } from './config-error.ts';
import type { SettingRow } from './setting-table.ts';
import { flagOf, settingTable, variableOf } from './setting-table.ts';
import type { ProviderField, Settings } from './settings.ts';

/** A place that gives settings, by setting name. */
export interface SettingPlace {
  /** `flag`, `environment`, or the path of a file. */
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export interface ResolvedSetting {
  readonly name: string;
  readonly value: unknown;
  /** Where it was given, `default` where nowhere. */
  readonly place: string;
}

export interface ResolvedSettings {
  readonly settings: Settings;
  /** Every setting with the place that it came from, in the order of the table. */
  readonly origins: readonly ResolvedSetting[];
}

/** The values that the environment gives, by setting name. */
export function settingsFromEnvironment(environment: NodeJS.ProcessEnv): SettingPlace {
  const values: Record<string, unknown> = {};
  for (const row of settingTable) {
    const value = environment[variableOf(row)];
    if (!row.fileOnly && value !== undefined && value !== '') values[row.name] = value;
  }
  return { name: 'environment', values };
}

/**
 * Resolves all settings. `places` are in falling priority.
 *
 * Errors: `ConfigError` names the setting, the place and what would be right.
 */
export function resolveSettings(
  places: readonly SettingPlace[],
  environment: NodeJS.ProcessEnv = process.env,
): ResolvedSettings {
  const origins = settingTable.map((row) => resolveOne(row, places));
  const value = <T>(name: string): T => origins.find((setting) => setting.name === name)?.value as T;
  const license = licenseOf(value<string | undefined>('license'));
  const prefix = value<string | undefined>('prefix');
  const provider = value<Partial<Provider>>('provider');
  const pageLimit = value<number>('page-limit');
  const pageLimitMax = value<number>('page-limit-max');
  if (pageLimit > pageLimitMax) {
    throw new ConfigError(`page-limit is ${pageLimit}, more than page-limit-max, which is ${pageLimitMax}.`);
  }
  const settings: Settings = {
    sources: value<string[]>('sources'),
    host: value<string>('host'),
    port: value<number | undefined>('port'),
    home: value<string | undefined>('home') ?? defaultHome(environment),
    id: value<string | undefined>('id'),
    log: value<Settings['log']>('log'),
    root: value<boolean>('root'),
    ingest: {
      prefix: prefix ?? provider.prefix,
      aliases: value('aliases'),
      lengthAliases: value('length-aliases'),
      providerFields: value<Record<string, ProviderField[]>>('provider-fields'),
      strict: value<boolean>('strict'),
    },
    service: {
      provider,
      implementation: value<Implementation>('implementation'),
      licenseUrl: license.url,
      availableLicenses: value<string[] | undefined>('available-licenses') ?? license.identifiers,
      availableLicensesForEntries: value<string[] | undefined>('available-licenses-for-entries'),
      pageLimit,
      pageLimitMax,
      requestDelaySeconds: value<number | undefined>('request-delay'),
      baseUrl: value<string | undefined>('base-url')?.replace(/\/+$/, ''),
      trustProxy: value<boolean>('trust-proxy'),
      rootDatabase: undefined,
      classicInfo: value<boolean>('classic-info'),
      schemaUrl: value<string | undefined>('schema-url'),
    },
  };
  return { settings, origins };
}

function resolveOne(row: SettingRow, places: readonly SettingPlace[]): ResolvedSetting {
  for (const place of places) {
    const given = Object.hasOwn(place.values, row.name) ? place.values[row.name] : undefined;
    if (given === undefined || given === null) continue;
    const parsed = row.schema.safeParse(given);
    if (!parsed.success) throw new ConfigError(describeFault(row, place, given, parsed.error));
    return { name: row.name, value: parsed.data, place: place.name };
  }
  return { name: row.name, value: row.default, place: 'default' };
}

function describeFault(row: SettingRow, place: SettingPlace, given: unknown, error: z.ZodError): string {
  const where =
    place.name === 'flag'
      ? flagOf(row)
      : place.name === 'environment'
        ? variableOf(row)
        : `${row.name} in ${place.name}`;
  const issue = error.issues[0];
  const inside = issue?.path.length ? ` at ${issue.path.join('.')}` : '';
  const shown = typeof given === 'object' ? '' : ` is ${JSON.stringify(given)}, which`;
  return `${where}${shown} cannot be used${inside}: ${issue?.message ?? 'invalid'}. It is the ${row.description}.`;
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

/** Where programs of this platform keep a user's data. */
function defaultHome(environment: NodeJS.ProcessEnv): string {
  if (platform() === 'win32') {
    return join(environment.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local'), 'respawn');
  }
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Application Support', 'respawn');
  return join(environment.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'respawn');
}
