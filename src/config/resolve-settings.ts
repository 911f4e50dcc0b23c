/**
 * Flags, variables, respawn.yaml and the configuration of optimade-python-tools become one `Settings`. For each
 * setting the first place that gives it wins, in this order; nothing is merged between places.
 */
import { defaultHome, defaultWorkers } from './machine.ts';
import type { SettingPlace, SettingReader } from './resolve-setting.ts';
import { resolveSetting } from './resolve-setting.ts';
import {
  controlSettings,
  ingestSettings,
  lifeCycleSettings,
  repositoryTokens,
  serviceSettings,
} from './setting-groups.ts';
import { variableOf } from './setting-row.ts';
import { settingTable } from './setting-table.ts';
import type { Settings } from './settings.ts';

export interface ResolvedSetting {
  readonly name: string;
  /** Of a secret only the word `set`. */
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
    const variable = variableOf(row);
    const value = variable === undefined ? undefined : environment[variable];
    if (value !== undefined && value !== '') values[row.name] = value;
  }
  return { name: 'environment', values };
}

/**
 * The prefix that optimade-maker takes from the environment, so that whoever used that program need not say it again.
 * The last of all places.
 */
export function settingsOfMaker(environment: NodeJS.ProcessEnv): SettingPlace {
  const variable = 'OPTIMAKE_PROVIDER_PREFIX';
  const prefix = environment[variable];
  return { name: variable, values: prefix === undefined || prefix === '' ? {} : { provider: { prefix } } };
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
  const resolved = new Map(settingTable.map((row) => [row.name, resolveSetting(row, places)]));
  const read: SettingReader = <Value>(name: string) => resolved.get(name)?.value as Value;
  const home = read<string | undefined>('home') ?? defaultHome(environment);
  const service = serviceSettings(read);
  const host = read<string>('host');
  const settings: Settings = {
    sources: read('sources'),
    host,
    port: read('port'),
    home,
    id: read('id'),
    log: read('log'),
    root: read('root'),
    workers: read<number | undefined>('workers') ?? defaultWorkers(),
    empty: read('empty'),
    metrics: read('metrics'),
    metricsPort: read('metrics-port'),
    repositoryTokens: repositoryTokens(read),
    lifeCycle: lifeCycleSettings(read, home),
    control: controlSettings(read, host, service),
    ingest: ingestSettings(read),
    service,
  };
  const origins = settingTable.map((row) => {
    const { value, place } = resolved.get(row.name)!;
    const shown = row.only === 'environment' && place !== 'default' ? 'set' : value;
    return { name: row.name, value: shown, place };
  });
  return { settings, origins };
}
