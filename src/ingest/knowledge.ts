/**
 * What is decided of a source before its entries are read: the own prefix, the definitions of custom
 * properties, the type of entries that name none. Decided from the head of the source and the options; a
 * source whose later lines contradict it is read a second time, with all that it says known from the start.
 */
import type { JsonObject } from '../base/index.ts';
import { isJsonObject, limits } from '../base/index.ts';
import { upgradeDefinition } from '../standard/checking.ts';
import type { CustomEntryTypeOptions, Provider } from '../standard/index.ts';
import { customEntryType, definitionFor, prefixOf, standardEntryTypes } from '../standard/index.ts';
import { defaultPrefix } from './default-prefix.ts';
import { resolveEntryType } from './entry/entry-type-name.ts';
import type { DeclaredProperty, EntryTypePlanOptions } from './entry/entry-type-plan.ts';
import { resolveProperty } from './entry/property-name.ts';
import type { IngestOptions } from './ingest-options.ts';
import type { ReportIssue } from './issue.ts';
import type { MetadataDefinition } from './metadata-definition.ts';
import { metadataDefinitionIn } from './metadata-definition.ts';
import type { EntryTypeFact, SourceFacts } from './source-facts.ts';

/** What is declared of one entry type. */
interface DeclaredType {
  title?: string;
  description?: string;
  /** Custom properties by served name. */
  readonly properties: Map<string, DeclaredProperty>;
  /** What the source says of the metadata of standard properties, by their names. */
  readonly metadata: Map<string, MetadataDefinition>;
  /** Stored names that the configuration serves under the own prefix. */
  readonly announced: Set<string>;
}

export class Knowledge {
  readonly prefix: string;
  /** Whether nothing told a prefix. */
  readonly prefixIsDefault: boolean;
  /** The one entry type of the source, by served name, where it names just one. */
  readonly onlyType: string | undefined;
  readonly provider: Provider;
  /** Members of `meta.database` that the source gives, without its id. */
  readonly database: JsonObject;
  readonly #options: IngestOptions;
  readonly #report: ReportIssue;
  readonly #types = new Map<string, DeclaredType>();

  constructor(facts: SourceFacts, options: IngestOptions, report: ReportIssue) {
    this.#options = options;
    this.#report = report;
    const decided = decidePrefix(facts, options);
    this.prefix = decided ?? defaultPrefix;
    this.prefixIsDefault = decided === undefined;
    const [onlyType, ...others] = facts.types;
    if (onlyType !== undefined && others.length === 0) {
      this.onlyType = resolveEntryType(onlyType, this.prefix)?.name;
    }
    for (const fact of facts.entryTypes) this.declare(fact);
    for (const type of Object.keys(options.providerFields)) {
      if (standardEntryTypes.has(type) || prefixOf(type) !== undefined) this.#declareFields(type);
    }
    if (this.prefixIsDefault) {
      const detail = `nothing tells the prefix of the provider; "${defaultPrefix}", which is for examples, is taken; --prefix gives another`;
      report({ code: 'prefix-unregistered', action: 'kept', detail });
    }
    const meta = facts.metas.find(({ provider }) => isJsonObject(provider))?.provider;
    this.provider = describeProvider(isJsonObject(meta) ? meta : {}, this.prefix);
    this.database = describeOrigin(facts.metas);
  }

  /** Whether other facts lead to another prefix. */
  prefixChangesWith(facts: SourceFacts): boolean {
    return (decidePrefix(facts, this.#options) ?? defaultPrefix) !== this.prefix;
  }

  /**
   * Takes over what the source says of an entry type; gives the names of the custom properties that it newly
   * defines. Where it defines one twice, the first definition stands.
   */
  declare({ entryType, info, line, file }: EntryTypeFact): {
    readonly type: string;
    readonly properties: string[];
  } {
    const type = this.#typeOf(entryType);
    const properties: string[] = [];
    if (!this.#types.has(type) && this.#types.size >= limits.entryTypesMax) return { type, properties };
    const declared = this.#declaredType(type);
    if (typeof info.title === 'string') declared.title ??= info.title;
    if (typeof info.description === 'string') declared.description ??= info.description;
    const definitions = isJsonObject(info.properties) ? info.properties : {};
    for (const stored of Object.keys(definitions)) {
      if (isStandard(type, stored)) {
        const context = { prefix: this.prefix, entryType: type };
        const metadata = metadataDefinitionIn(definitions[stored], stored, context);
        if (metadata !== undefined && !declared.metadata.has(stored)) declared.metadata.set(stored, metadata);
        continue;
      }
      const name = this.#nameOf(type, stored);
      if (name === undefined || declared.properties.get(name)?.by === 'source') continue;
      if (declared.properties.size >= limits.propertiesMax) {
        const detail = `more than ${limits.propertiesMax} properties are defined; the rest is not`;
        this.#report({
          code: 'definition-doubtful',
          action: 'left out',
          detail,
          entryType: type,
          line,
          file,
        });
        break;
      }
      properties.push(name);
      const definition = definitions[stored];
      this.#define(type, name, isJsonObject(definition) ? definition : {}, { line, file });
    }
    return { type, properties };
  }

  /** Served names of the entry types that the source or the options declare. */
  declaredTypes(): Iterable<string> {
    return this.#types.keys();
  }

  declaredProperties(type: string): ReadonlyMap<string, DeclaredProperty> {
    return this.#types.get(type)?.properties ?? new Map();
  }

  /** What is to be added to the definitions of standard properties, by their names. */
  metadataDefinitions(type: string): ReadonlyMap<string, MetadataDefinition> {
    return this.#types.get(type)?.metadata ?? new Map();
  }

  describeType(type: string): CustomEntryTypeOptions {
    const { title, description } = this.#types.get(type) ?? {};
    return {
      ...(title === undefined ? {} : { title }),
      ...(description === undefined ? {} : { description }),
    };
  }

  planOptions(type: string): EntryTypePlanOptions {
    const declared = this.#declaredType(type);
    return {
      prefix: this.prefix,
      aliases: ownValue(this.#options.aliases, type) ?? {},
      declared: declared.properties,
      announced: declared.announced,
    };
  }

  #typeOf(entryType: string | undefined): string {
    const named = entryType === undefined ? undefined : resolveEntryType(entryType, this.prefix)?.name;
    return named ?? this.onlyType ?? 'structures';
  }

  #declaredType(type: string): DeclaredType {
    let declared = this.#types.get(type);
    if (declared === undefined) {
      declared = { properties: new Map(), metadata: new Map(), announced: new Set() };
      this.#types.set(type, declared);
    }
    return declared;
  }

  #nameOf(type: string, stored: string): string | undefined {
    return resolveProperty(stored, standardEntryTypes.get(type) ?? customEntryType(type), this.prefix)?.name;
  }

  #declareFields(type: string): void {
    const declared = this.#declaredType(type);
    for (const field of ownValue(this.#options.providerFields, type) ?? []) {
      declared.announced.add(field.name);
      const name = isStandard(type, field.name) ? undefined : this.#nameOf(type, field.name);
      if (name === undefined || declared.properties.has(name)) continue;
      this.#define(type, name, { ...field }, undefined);
    }
  }

  /** @param place in the source; undefined where the options define */
  #define(type: string, name: string, raw: JsonObject, place: DefinitionPlace | undefined): void {
    const { prefix } = this;
    const { definition, problems } = upgradeDefinition(name, raw, { prefix, entryType: type });
    for (const problem of problems) {
      const detail = `in the definition: ${problem}`;
      this.#report({
        code: 'definition-doubtful',
        action: 'changed',
        detail,
        entryType: type,
        property: name,
        ...place,
      });
    }
    const by = place === undefined ? 'options' : 'source';
    this.#declaredType(type).properties.set(name, { definition, raw, by });
  }
}

type DefinitionPlace = Pick<EntryTypeFact, 'line' | 'file'>;

/** The own prefix: from the options, else the meta of the source, else the only one that its names carry. */
function decidePrefix(facts: SourceFacts, options: IngestOptions): string | undefined {
  if (options.prefix !== undefined) return options.prefix;
  for (const meta of facts.metas) {
    const prefix = prefixOfMeta(meta);
    if (prefix !== undefined) return prefix;
  }
  const [only, ...others] = facts.prefixes;
  return others.length === 0 ? only : undefined;
}

/** The prefix of the provider, without the underscores that some put around it. */
function prefixOfMeta({ provider }: JsonObject): string | undefined {
  if (!isJsonObject(provider) || typeof provider.prefix !== 'string') return undefined;
  const prefix = provider.prefix.replace(/^_+|_+$/g, '');
  return /^[a-z][a-z0-9_]*$/.test(prefix) && prefix.length <= prefixLengthMax ? prefix : undefined;
}

const prefixLengthMax = 64;

function describeProvider(meta: JsonObject, prefix: string): Provider {
  const { name, description, homepage } = meta;
  return {
    name: typeof name === 'string' ? name : prefix,
    description: typeof description === 'string' ? description : `Provider with the prefix ${prefix}.`,
    prefix,
    ...(typeof homepage === 'string' ? { homepage } : {}),
  };
}

/** @spec OPTIMADE 1.3.0, "JSON Response Schema: Common Fields", database */
function describeOrigin(metas: readonly JsonObject[]): JsonObject {
  const database = metas.find((meta) => isJsonObject(meta.database))?.database;
  if (!isJsonObject(database)) return {};
  const { id: _, ...rest } = database;
  return rest;
}

function isStandard(type: string, name: string): boolean {
  return definitionFor(type, name) !== undefined;
}

function ownValue<Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
