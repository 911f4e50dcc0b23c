/**
 * The properties that a default response shows as null where an entry has no value; other unknown properties
 * are left out of it. The standard wants `last_modified` in every response that does not choose its fields,
 * `url` and `name` in those of files; the models of published clients insist on `structure_features`.
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
