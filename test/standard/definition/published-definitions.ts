/** The published definitions of the standard, read for their facts where they lie beside the repository. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export const referenceFolder = join(import.meta.dirname, '../../../../shared/reference/optimade');
export const isReferenceMissing = !existsSync(referenceFolder);
export const missingReason = 'needs the published definitions in ../shared, which are not there';

/** The newest published definition of each entry type. */
const paths: Readonly<Record<string, string>> = {
  structures: '/v1.3/entrytypes/optimade/structures',
  calculations: '/v1.3/entrytypes/optimade/calculations',
  references: '/v1.2/entrytypes/optimade/references',
  files: '/v1.2/entrytypes/optimade/files',
  trajectories: '/v1.3/entrytypes/optimade/trajectories',
};

/** Properties of an entry type by name, with everything they inherit in place. */
export function publishedProperties(entryType: string): Readonly<Record<string, Json>> {
  const definition = load(paths[entryType]!) as { properties: Record<string, Json> };
  return definition.properties;
}

function load(path: string): Json {
  return resolve(parse(readFileSync(join(referenceFolder, 'definitions', `${path}.yaml`), 'utf8')) as Json);
}

function resolve(value: Json): Json {
  if (Array.isArray(value)) return value.map(resolve);
  if (typeof value !== 'object' || value === null) return value;
  const { $$inherit, $$schema, ...own } = value;
  const resolved = Object.fromEntries(Object.entries(own).map(([key, inner]) => [key, resolve(inner)]));
  return typeof $$inherit === 'string' ? merge(load($$inherit), resolved) : resolved;
}

function merge(base: Json, over: Json): Json {
  if (!isObject(base) || !isObject(over)) return over;
  const merged = { ...base };
  for (const [key, value] of Object.entries(over)) {
    merged[key] = key in base ? merge(base[key]!, value) : value;
  }
  return merged;
}

export function isObject(value: unknown): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
