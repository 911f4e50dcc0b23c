import type {
  BaseInfo,
  DatabaseDescription,
  EntryInfo,
  EntryTypeDescription,
  Implementation,
  Provider,
} from '../../standard/index.ts';

/** What a file says beside what its source says. */
export interface FileDescription {
  /** The program that wrote the file. */
  readonly implementation: Implementation;
  /** Goes before what the source says of its provider; its prefix is that of the data, though. */
  readonly provider: Partial<Provider>;
  /** A page for people to read. */
  readonly licenseUrl: string | undefined;
  /** SPDX identifiers; undefined makes no commitment. */
  readonly availableLicenses: readonly string[] | undefined;
  readonly availableLicensesForEntries: readonly string[] | undefined;
}

/** The version of the standard that the file follows. */
const apiVersion = '1.3.0';

/**
 * What stands before the entries, each a line: header, meta, base info, and the info of each entry type.
 *
 * @spec OPTIMADE 1.3.0, "The OPTIMADE JSON Lines Format for Database Exchange"
 */
export function headLines(description: DatabaseDescription, file: FileDescription): string[] {
  const { entryTypes } = description;
  const types = inOrder(Object.keys(entryTypes))
    .map((name) => entryTypes[name]!)
    .filter(({ count, declaredProperties }) => count > 0 || declaredProperties.length > 0);
  // Programs older than the appendix look for the version in a meta.
  const header = { 'x-optimade': { api_version: apiVersion, meta: { api_version: apiVersion } } };
  const lines = [header, meta(description, file), baseInfo(types, file), ...types.map(entryInfo)];
  return lines.map((line) => JSON.stringify(line));
}

/** @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields", meta */
function meta(description: DatabaseDescription, { implementation, provider }: FileDescription): object {
  const { entryTypes, ingestedAt, database } = description;
  const count = Object.values(entryTypes).reduce((sum, entryType) => sum + entryType.count, 0);
  return {
    meta: {
      api_version: apiVersion,
      time_stamp: ingestedAt,
      data_returned: count,
      data_available: count,
      more_data_available: false,
      provider: { ...description.provider, ...provider, prefix: description.provider.prefix },
      ...(Object.keys(database).length === 0 ? {} : { database }),
      implementation,
    },
  };
}

/** Of a file there is no URL, so no version is available anywhere. */
function baseInfo(types: readonly EntryTypeDescription[], file: FileDescription): BaseInfo {
  const names = types.map(({ name }) => name);
  return {
    type: 'info',
    id: '/',
    attributes: {
      api_version: apiVersion,
      available_api_versions: [],
      formats: ['json'],
      available_endpoints: [...names, 'info', 'links'],
      entry_types_by_format: { json: names },
      license: file.licenseUrl ?? null,
      available_licenses: file.availableLicenses ?? null,
      available_licenses_for_entries: file.availableLicensesForEntries ?? null,
      is_index: false,
    },
  };
}

/** With the full definitions of the properties that entries must have, do have, or are declared to have. */
function entryInfo(type: EntryTypeDescription): EntryInfo {
  const declared = new Set(type.declaredProperties);
  const isShown = (name: string): boolean =>
    declared.has(name) ||
    (Object.hasOwn(type.knownCounts, name) && type.knownCounts[name]! > 0) ||
    type.properties[name]!['x-optimade-requirements']?.support === 'must';
  const shown = inOrder(Object.keys(type.properties).filter(isShown));
  return {
    type: 'info',
    id: type.name,
    description: type.description,
    properties: Object.fromEntries(shown.map((name) => [name, type.properties[name]!])),
    formats: ['json'],
    output_fields_by_format: { json: shown },
  };
}

/** What the standard names as it has it, then what others do: that was met in the order of the data, which is no order. */
function inOrder(names: readonly string[]): string[] {
  const isCustom = (name: string): boolean => name.startsWith('_');
  return [...names.filter((name) => !isCustom(name)), ...names.filter(isCustom).sort()];
}
