/**
 * The properties that a default response shows as null where an entry has no value; other unknown properties are left
 * out of it. `last_modified` is "REQUIRED in the response unless the query parameter excludes it", `url` and `name`
 * are so for files, and `structure_features` is insisted on by the models of published clients.
 *
 * @spec OPTIMADE 1.3.0, "Entry List"
 */
export function requiredProperties(entryType: string): readonly string[] {
  return byEntryType.get(entryType) ?? common;
}

const common: readonly string[] = ['last_modified'];

const byEntryType: ReadonlyMap<string, readonly string[]> = new Map([
  ['structures', [...common, 'structure_features']],
  ['files', [...common, 'url', 'name']],
]);
