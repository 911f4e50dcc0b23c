/**
 * Definition of a custom property as a source gives it → definition as the standard wants it served. Sources
 * hold full definitions of OPTIMADE 1.2 and later, the four keys of older versions, or anything between; all
 * are read one way.
 */
import type { JsonObject, JsonValue } from '../../base/index.ts';
import { isJsonObject } from '../../base/index.ts';
import type { PropertyDefinition, UnitDefinition } from '../property-definition.ts';
import { compileDefinition } from './compile-definition.ts';
import { DefinitionReader, isIri } from './definition-reader.ts';
import { isStandardDataType } from './property-type-rules.ts';
import { isIdentifier } from './provider-prefix.ts';
import { readUnitDefinitions, unitOf } from './read-unit.ts';
import { metaSchemaUrl } from './schema-url.ts';
import { stableUuid } from './stable-uuid.ts';
import { parseUnitExpression } from './unit-expression.ts';

export interface UpgradeContext {
  /** The own prefix, without underscores. */
  readonly prefix: string;
  readonly entryType: string;
  /** What the values look like; fills what the source leaves open: an unnamed type, the items of a list. */
  readonly observed?: PropertyDefinition | undefined;
}

export interface UpgradedDefinition {
  readonly definition: PropertyDefinition;
  /** What was left out or changed, each a phrase; empty for a definition without faults. */
  readonly problems: readonly string[];
}

/**
 * Makes a complete definition of the served property `name` from what a source says of it.
 *
 * What the source leaves open and `observed` does not tell either stays open: a type that nobody names
 * becomes `_<prefix>_any`, a list may lack `items`, a dictionary `properties`. `x-optimade-implementation`
 * and `sortable` are dropped, since they tell what another server could do.
 *
 * Errors: never throws; what cannot be used is told of in `problems`.
 * Limits: `definitionDepthMax`, `definitionLevelsMax`, `definitionTextMax`, `definitionListItemsMax`.
 *
 * @spec OPTIMADE 1.3.0, "Property Definitions"
 */
export function upgradeDefinition(
  name: string,
  raw: JsonObject,
  { prefix, entryType, observed }: UpgradeContext,
): UpgradedDefinition {
  const units = readUnitDefinitions(raw['x-optimade-unit-definitions']);
  const reader = new DefinitionReader(prefix, units);
  const level = withFittingExamples(reader.readLevel(raw, '', 0, observed), reader);
  const bareName = name.replace(`_${prefix}_`, '');
  const { title, description, ...rest } = level;
  const metadata = readMetadataDefinition(raw['x-optimade-metadata-definition'], reader);
  const body: PropertyDefinition = {
    title: title ?? (bareName.replaceAll('_', ' ').trim() || name),
    description: description ?? `The property ${name} of this database, which does not describe it.`,
    ...rest,
    'x-optimade-definition': readHeader(
      raw['x-optimade-definition'],
      name,
      `${bareName}_${prefix}_${entryType}`,
    ),
    ...unitDefinitionsIn(metadata === undefined ? [level] : [level, metadata], units),
    ...readRequirements(raw['x-optimade-requirements']),
    ...(metadata && { 'x-optimade-metadata-definition': metadata as unknown as JsonObject }),
  };
  const stated = typeof raw.$id === 'string' && isIri(raw.$id) ? raw.$id : undefined;
  if (raw.$id !== undefined && stated === undefined) reader.tell('', '$id is no URL or URN');
  const $id =
    stated ??
    `urn:uuid:${stableUuid(canonicalJson([prefix, entryType, name, body as unknown as JsonValue]))}`;
  const needsLaterSchema = usesLaterFeature(body);
  const $schema = metaSchemaUrl(needsLaterSchema ? '1.3' : '1.2', 'property_definition');
  return { definition: { $schema, $id, ...body }, problems: reader.problems };
}

/** Leaves out examples that the definition itself refuses. */
function withFittingExamples(level: PropertyDefinition, reader: DefinitionReader): PropertyDefinition {
  const { examples, ...rest } = level;
  if (examples === undefined) return level;
  const check = compileDefinition(rest);
  const fitting = examples.filter((example) => check(example).length === 0);
  if (fitting.length < examples.length)
    reader.tell('', 'of examples, values that the property cannot have are left out');
  return fitting.length === 0 ? rest : { ...rest, examples: fitting };
}

function readHeader(
  raw: JsonValue | undefined,
  name: string,
  label: string,
): NonNullable<PropertyDefinition['x-optimade-definition']> {
  const header = isJsonObject(raw) ? raw : {};
  const identifier = (value: JsonValue | undefined, otherwise: string): string =>
    typeof value === 'string' && value.length <= 200 && isIdentifier(value.toLowerCase()) ? value : otherwise;
  const version = header.version;
  return {
    kind: 'property',
    format: '1.2',
    ...(typeof version === 'string' && /^[0-9A-Za-z.+-]{1,50}$/.test(version) ? { version } : {}),
    name: identifier(header.name, name),
    label: identifier(header.label, label.replace(/^_+/, '')),
    ...readResources(header.resources),
  };
}

function readResources(raw: JsonValue | undefined): { readonly resources?: readonly JsonObject[] } {
  if (!Array.isArray(raw)) return {};
  const resources = (raw as readonly JsonValue[])
    .slice(0, 100)
    .filter(isJsonObject)
    .filter(
      (resource) => typeof resource.relation === 'string' && typeof resource['resource-id'] === 'string',
    )
    .map((resource) => ({ relation: resource.relation, 'resource-id': resource['resource-id'] }));
  return resources.length === 0 ? {} : { resources };
}

const supports: readonly JsonValue[] = ['must', 'should', 'may'];
const querySupports: readonly JsonValue[] = ['all mandatory', 'equality only', 'none'];

function readRequirements(raw: JsonValue | undefined): Pick<PropertyDefinition, 'x-optimade-requirements'> {
  if (!isJsonObject(raw)) return {};
  const querySupport = raw['query-support'];
  const requirements = {
    ...(supports.includes(raw.support ?? null) ? { support: raw.support } : {}),
    ...(typeof raw.sortable === 'boolean' ? { sortable: raw.sortable } : {}),
    ...(querySupports.includes(querySupport ?? null) ? { 'query-support': querySupport } : {}),
  };
  return Object.keys(requirements).length === 0 ? {} : { 'x-optimade-requirements': requirements };
}

function readMetadataDefinition(
  raw: JsonValue | undefined,
  reader: DefinitionReader,
): PropertyDefinition | undefined {
  return isJsonObject(raw)
    ? reader.readLevel(raw, '.x-optimade-metadata-definition', 1, undefined)
    : undefined;
}

/** The definitions of all units in use. */
function unitDefinitionsIn(
  outermost: readonly PropertyDefinition[],
  ofSource: ReadonlyMap<string, UnitDefinition>,
): Pick<PropertyDefinition, 'x-optimade-unit-definitions'> {
  const symbols = new Set<string>();
  for (const inner of outermost.flatMap((level) => [...levelsOf(level)])) {
    for (const { symbol } of parseUnitExpression(inner['x-optimade-unit']) ?? []) symbols.add(symbol);
  }
  const units = [...symbols].flatMap((symbol) => unitOf(symbol, ofSource) ?? []);
  return units.length === 0 ? {} : { 'x-optimade-unit-definitions': units };
}

/** Compactable dimensions and custom data types came with 1.3. */
function usesLaterFeature(level: PropertyDefinition): boolean {
  for (const inner of levelsOf(level)) {
    if (inner['x-optimade-dimensions']?.compactable !== undefined) return true;
    if (!isStandardDataType(inner['x-optimade-type'])) return true;
  }
  return false;
}

function* levelsOf(level: PropertyDefinition): Generator<PropertyDefinition> {
  yield level;
  if (level.items !== undefined) yield* levelsOf(level.items);
  for (const inner of Object.values(level.properties ?? {})) yield* levelsOf(inner);
}

/** JSON with the keys of objects in order, so that equal content is equal text. */
function canonicalJson(value: JsonValue): string {
  return JSON.stringify(value, (_, inner: JsonValue) =>
    isJsonObject(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}
