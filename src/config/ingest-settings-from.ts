import type { JsonObject } from '../base/index.ts';
import { suggest } from '../base/index.ts';
import type { Provider } from '../standard/index.ts';
import { ConfigError } from './config-error.ts';
import { translatePythonToolsConfig } from './python-tools-config.ts';
import { resolveSetting } from './resolve-setting.ts';
import { settingTable } from './setting-table.ts';
import type { IngestSettings } from './settings.ts';

/** What shapes the reading of a source: our own settings, and options of optimade-python-tools. */
const members = ['prefix', 'strict', 'provider', 'aliases', 'length_aliases', 'provider_fields'];

/**
 * How a source is read under a configuration that came with it: a configuration of optimade-python-tools, with our
 * `prefix` and `strict` beside its own options. What it does not give is as in `defaults`, and what has nothing to do
 * with reading is passed over.
 *
 * Errors: `ConfigError` for values of a wrong form, and for what looks like one of the names that matter.
 */
export function ingestSettingsFrom(config: JsonObject, defaults: IngestSettings): IngestSettings {
  const { prefix, strict, ...foreign } = config;
  for (const option of Object.keys(foreign)) {
    const meant = members.includes(option.toLowerCase()) ? undefined : suggest(option.toLowerCase(), members);
    if (meant !== undefined) {
      throw new ConfigError(`config has the unknown option "${option}". Did you mean "${meant}"?`);
    }
  }
  const { settings } = translatePythonToolsConfig(foreign);
  const place = { name: 'config', values: { ...settings, prefix, strict } };
  const read = <Value>(name: string): Value | undefined => {
    const row = settingTable.find((candidate) => candidate.name === name)!;
    const { value, place: origin } = resolveSetting(row, [place]);
    return origin === 'default' ? undefined : (value as Value);
  };
  return {
    prefix: read<string>('prefix') ?? read<Partial<Provider>>('provider')?.prefix ?? defaults.prefix,
    aliases: read<IngestSettings['aliases']>('aliases') ?? defaults.aliases,
    lengthAliases: read<IngestSettings['lengthAliases']>('length-aliases') ?? defaults.lengthAliases,
    providerFields: read<IngestSettings['providerFields']>('provider-fields') ?? defaults.providerFields,
    strict: read<boolean>('strict') ?? defaults.strict,
  };
}
