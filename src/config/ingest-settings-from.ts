import type { JsonObject, JsonValue } from '../base/index.ts';
import { suggest } from '../base/index.ts';
import type { Provider } from '../standard/index.ts';
import { ConfigError } from './config-error.ts';
import { translatePythonToolsConfig } from './python-tools-config.ts';
import { resolveSetting } from './resolve-setting.ts';
import { settingTable } from './setting-table.ts';
import type { IngestSettings } from './settings.ts';
import { dataRows } from './table/data-rows.ts';

/** Settings of ours that shape the reading of a source. */
const ownNames = dataRows.filter(({ only }) => only === undefined).map(({ name }) => name);
const memberOf = (name: string) => name.replaceAll('-', '_');

/** All that shapes it, as members of a configuration. */
const members = [...ownNames.map(memberOf), 'provider', 'aliases', 'length_aliases', 'provider_fields'];

/**
 * How a source is read under a configuration that came with it: a configuration of optimade-python-tools, with our own
 * settings (`prefix`, `id_scheme`, …) beside its options, in its spelling or in ours (`id-scheme`). What it does not
 * give is as in `defaults`, and what has nothing to do with reading is passed over.
 *
 * Errors: `ConfigError` for values of a wrong form, and for what looks like one of the names that matter.
 */
export function ingestSettingsFrom(config: JsonObject, defaults: IngestSettings): IngestSettings {
  const own: Record<string, JsonValue | undefined> = {};
  const foreign: Record<string, JsonValue | undefined> = {};
  for (const [option, value] of Object.entries(config)) {
    const name = ownNames.find((candidate) => memberOf(candidate) === memberOf(option));
    if (name !== undefined) own[name] = value;
    else foreign[checked(option)] = value;
  }
  const { settings } = translatePythonToolsConfig(foreign);
  const place = { name: 'config', values: { ...settings, ...own } };
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
    idScheme: read<IngestSettings['idScheme']>('id-scheme') ?? defaults.idScheme,
    frames: read<IngestSettings['frames']>('frames') ?? defaults.frames,
    symmetry: read<IngestSettings['symmetry']>('symmetry') ?? defaults.symmetry,
    symmetryTolerance: read<number>('symmetry-tolerance') ?? defaults.symmetryTolerance,
    onError: read<IngestSettings['onError']>('on-error') ?? defaults.onError,
    nestedBundles: read<boolean>('nested-bundles') ?? defaults.nestedBundles,
    archives: read<IngestSettings['archives']>('archives') ?? defaults.archives,
  };
}

/** The inverse: a configuration that has a source read under these settings. */
export function configOfIngestSettings(settings: IngestSettings): JsonObject {
  const { prefix, strict, aliases, lengthAliases, providerFields } = settings;
  const { idScheme, frames, symmetry, symmetryTolerance, onError, nestedBundles, archives } = settings;
  const groups = { aliases, length_aliases: lengthAliases, provider_fields: providerFields };
  const given = {
    prefix,
    strict: strict || undefined,
    id_scheme: idScheme,
    frames,
    symmetry,
    symmetry_tolerance: symmetryTolerance,
    on_error: onError,
    nested_bundles: nestedBundles,
    archives,
    ...Object.fromEntries(Object.entries(groups).filter(([, group]) => Object.keys(group).length > 0)),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as JsonObject;
}

/** Errors: `ConfigError` for what looks like one of the names that matter. */
function checked(option: string): string {
  const name = option.toLowerCase();
  const meant = members.includes(name) ? undefined : suggest(name, members);
  if (meant === undefined) return option;
  throw new ConfigError(`config has the unknown option "${option}". Did you mean "${meant}"?`);
}
