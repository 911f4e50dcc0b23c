export { ConfigError } from './config-error.ts';
export type { ConfigFile } from './read-config-file.ts';
export { readPythonToolsFile, readRespawnFile } from './read-config-file.ts';
export type { ResolvedSetting, ResolvedSettings, SettingPlace } from './resolve-settings.ts';
export { resolveSettings, settingsFromEnvironment } from './resolve-settings.ts';
export type { SettingRow } from './setting-table.ts';
export { databaseIdPattern, flagOf, settingTable, variableOf } from './setting-table.ts';
export type * from './settings.ts';
