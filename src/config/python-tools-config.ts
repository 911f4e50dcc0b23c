/**
 * Reads the configuration file of optimade-python-tools and says what its options are called here. What has no
 * meaning for a server that needs no database beside it is listed, not obeyed.
 */
import type { JsonObject } from '../base/index.ts';
import { isJsonObject } from '../base/index.ts';

/** Option there → setting here. */
const translated: Readonly<Record<string, string>> = {
  provider: 'provider',
  implementation: 'implementation',
  provider_fields: 'provider-fields',
  aliases: 'aliases',
  length_aliases: 'length-aliases',
  page_limit: 'page-limit',
  page_limit_max: 'page-limit-max',
  base_url: 'base-url',
  license: 'license',
  request_delay: 'request-delay',
  schema_url: 'schema-url',
};

export interface PythonToolsConfig {
  /** By setting name. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Options of the file that have no meaning here. */
  readonly ignored: readonly string[];
}

/** Translates a parsed file. Null values count as not given, as they do there. */
export function translatePythonToolsConfig(file: JsonObject): PythonToolsConfig {
  const settings: Record<string, unknown> = {};
  const ignored: string[] = [];
  for (const [option, value] of Object.entries(file)) {
    const name = option.toLowerCase();
    if (value === null || value === undefined) continue;
    if (name === 'insert_from_jsonl' && typeof value === 'string') settings.sources = [value];
    else if (name === 'root_path' && typeof value === 'string') continue;
    else if (Object.hasOwn(translated, name)) settings[translated[name]!] = value;
    else ignored.push(option);
  }
  const rootPath = file.root_path;
  const baseUrl = settings['base-url'];
  if (typeof rootPath === 'string' && rootPath !== '') {
    if (typeof baseUrl === 'string') settings['base-url'] = baseUrl.replace(/\/+$/, '') + slashed(rootPath);
    else ignored.push('root_path');
  }
  if (isJsonObject(settings.implementation)) {
    settings.implementation = withoutNulls(settings.implementation);
  }
  if (isJsonObject(settings.provider)) settings.provider = withoutNulls(settings.provider);
  return { settings, ignored };
}

function slashed(path: string): string {
  return `/${path.replace(/^\/+|\/+$/g, '')}`;
}

/** Links may be objects there; a setting here is the URL itself. */
function withoutNulls(object: JsonObject): JsonObject {
  const entries = Object.entries(object)
    .filter(([, value]) => value !== null)
    .map(([key, value]) => [key, isJsonObject(value) && typeof value.href === 'string' ? value.href : value]);
  return Object.fromEntries(entries) as JsonObject;
}
