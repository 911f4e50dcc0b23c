import type { ResolvedSettings, SettingPlace } from '../config/index.ts';
import {
  readPythonToolsFile,
  readRespawnFile,
  resolveSettings,
  settingsFromEnvironment,
  settingsOfMaker,
  settingTable,
} from '../config/index.ts';

export interface GatheredSettings extends ResolvedSettings {
  /** Lines for standard error. */
  readonly warnings: readonly string[];
}

/** Flags as commander gives them, by setting name, with `settings` and `config` for the files. */
export type Flags = Readonly<Record<string, unknown>>;

/**
 * Brings flags, environment and files together. The sources of the settings are the command line's, else the file's,
 * else `insert_from_jsonl`.
 *
 * Errors: `ConfigError`.
 */
export function gatherSettings(sources: readonly string[], flags: Flags): GatheredSettings {
  const values: Record<string, unknown> = sources.length === 0 ? {} : { sources };
  for (const { name } of settingTable) {
    if (flags[name] !== undefined) values[name] = flags[name];
  }
  const places: SettingPlace[] = [{ name: 'flag', values }, settingsFromEnvironment(process.env)];
  const settingsPath = flags.settings ?? process.env.RESPAWN_SETTINGS;
  const own = readRespawnFile(String(settingsPath ?? 'respawn.yaml'), settingsPath !== undefined);
  if (own !== undefined) places.push(own.place);
  const configPath = flags.config ?? process.env.RESPAWN_CONFIG;
  const foreign = configPath === undefined ? undefined : readPythonToolsFile(String(configPath));
  if (foreign !== undefined) places.push(foreign.place);
  places.push(settingsOfMaker(process.env));
  return { ...resolveSettings(places), warnings: foreign?.warnings ?? [] };
}

/** One line a setting: name, value, origin. */
export function describeSettings({ origins, settings }: ResolvedSettings): string {
  const derived = new Map<string, unknown>([
    ['home', settings.home],
    ['workers', settings.workers],
    ['spawn', settings.control.spawn],
    ['memory-max', settings.lifeCycle.memoryBytesMax],
    ['disk-max', settings.lifeCycle.diskBytesMax],
    ['ingestions-max', settings.lifeCycle.ingestionsMax],
  ]);
  const rows = origins.map(({ name, value, place }) => {
    const shown = value ?? derived.get(name);
    return [
      name,
      shown === undefined ? '-' : typeof shown === 'string' ? shown : JSON.stringify(shown),
      place,
    ];
  });
  const widths = [0, 1].map((column) => Math.min(48, Math.max(...rows.map((row) => row[column]!.length))));
  return rows
    .map(([name, value, place]) => `${name!.padEnd(widths[0]!)}  ${value!.padEnd(widths[1]!)}  ${place}`)
    .join('\n');
}
