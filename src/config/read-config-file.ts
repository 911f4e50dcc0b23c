import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { JsonObject } from '../base/index.ts';
import { isJsonObject, limits, suggest } from '../base/index.ts';
import { ConfigError } from './config-error.ts';
import { translatePythonToolsConfig } from './python-tools-config.ts';
import type { SettingPlace } from './resolve-setting.ts';
import { variableOf } from './setting-row.ts';
import { settingTable } from './setting-table.ts';

/**
 * What `respawn.yaml` says of the data beside it. In `respawn serve .` that file and the settings of the server are one:
 * each reader passes over what is for the other.
 */
export const dataKeys: readonly string[] = [
  'title',
  'description',
  'homepage',
  'entries',
  'attachments',
  'references',
];

export interface ConfigFile {
  readonly place: SettingPlace;
  /** Lines for the terminal. */
  readonly warnings: readonly string[];
}

/** Reads `respawn.yaml`; undefined where there is none and none was asked for. */
export function readRespawnFile(path: string, required: boolean): ConfigFile | undefined {
  const file = readObject(path, required);
  if (file === undefined) return undefined;
  const settings = settingTable.filter(({ only }) => only !== 'environment').map(({ name }) => name);
  const names = [...settings, ...dataKeys];
  for (const key of Object.keys(file)) {
    if (names.includes(key)) continue;
    const secret = settingTable.find(({ name }) => name === key);
    if (secret !== undefined) {
      throw new ConfigError(`${path} holds a secret: ${key} is only taken from ${variableOf(secret)}.`);
    }
    const meant = suggest(key, names);
    throw new ConfigError(
      `${path} has the unknown setting "${key}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
    );
  }
  return { place: { name: path, values: file }, warnings: [] };
}

/** Reads the configuration file of optimade-python-tools, JSON or YAML. */
export function readPythonToolsFile(path: string): ConfigFile {
  const { settings, ignored } = translatePythonToolsConfig(readObject(path, true)!);
  const warnings =
    ignored.length === 0 ? [] : [`${path}: no meaning here, ignored: ${[...ignored].sort().join(', ')}`];
  return { place: { name: path, values: settings }, warnings };
}

/** Parses JSON or YAML (JSON is a part of it) into an object; undefined where the file is missing and may be. */
function readObject(path: string, required: boolean): JsonObject | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (!required && (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new ConfigError(`${path} cannot be read: ${(error as Error).message}.`);
  }
  if (text.length > limits.configLengthMax) {
    throw new ConfigError(
      `${path} is longer than ${limits.configLengthMax} characters; is it a configuration?`,
    );
  }
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const fault = document.errors[0];
  if (fault !== undefined) {
    const { line, col } = lineCounter.linePos(fault.pos[0]);
    throw new ConfigError(`${path}, line ${line}, column ${col}: ${fault.message}`);
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (error) {
    throw new ConfigError(`${path}: ${(error as Error).message}.`);
  }
  if (!isJsonObject(value)) throw new ConfigError(`${path} holds no mapping of settings.`);
  return value;
}
