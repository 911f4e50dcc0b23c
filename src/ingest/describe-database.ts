import { createHash } from 'node:crypto';
import type { WrittenEntryType } from '../backend/index.ts';
import { defaultReferencePatterns } from '../backend/index.ts';
import type {
  DatabaseDescription,
  EntryTypeDefinition,
  EntryTypeDescription,
  PropertyDefinition,
} from '../standard/index.ts';
import { customEntryType, standardEntryTypes } from '../standard/index.ts';
import type { DatasetPlan } from './dataset/dataset-plan.ts';
import type { EntryIntake } from './entry/entry-intake.ts';
import type { EntryTypePlan } from './entry/entry-type-plan.ts';
import { finishDefinition } from './entry/finish-definition.ts';
import type { IngestOptions } from './ingest-options.ts';
import type { ReportIssue } from './issue.ts';
import type { Knowledge } from './knowledge.ts';
import { withMetadata } from './metadata-definition.ts';

/**
 * The definitions of all entry types, now that every entry was seen: those of the standard, with the metadata that the
 * source adds to them; custom properties as the source or the options declare them, else as the data show them.
 */
export function defineEntryTypes(
  knowledge: Knowledge,
  { plans }: EntryIntake,
  report: ReportIssue,
): Readonly<Record<string, EntryTypeDefinition>> {
  const names = new Set([...standardEntryTypes.keys(), ...plans.keys()]);
  return Object.fromEntries(
    [...names].map((name) => [name, defineEntryType(name, knowledge, plans.get(name), report)]),
  );
}

function defineEntryType(
  name: string,
  knowledge: Knowledge,
  plan: EntryTypePlan | undefined,
  report: ReportIssue,
): EntryTypeDefinition {
  const standard = standardEntryTypes.get(name) ?? customEntryType(name, knowledge.describeType(name));
  const custom: Record<string, PropertyDefinition> = {};
  for (const property of knowledge.declaredProperties(name).keys()) plan?.property(property);
  for (const property of plan?.properties.values() ?? []) {
    if (Object.hasOwn(standard.properties, property.name)) continue;
    const definition = finishDefinition(property, {
      entryType: name,
      prefix: knowledge.prefix,
      declared: knowledge.declaredProperties(name).get(property.name)?.raw,
      stored: plan?.stored ?? 0,
      report,
    });
    if (definition !== undefined) custom[property.name] = definition;
  }
  const properties = { ...standard.properties, ...custom };
  for (const [property, metadata] of knowledge.metadataDefinitions(name)) {
    properties[property] = withMetadata(properties[property]!, metadata);
  }
  return { ...standard, properties };
}

export interface DescribeDatabaseInput {
  readonly plan: DatasetPlan;
  readonly knowledge: Knowledge;
  readonly intake: EntryIntake;
  readonly definitions: Readonly<Record<string, EntryTypeDefinition>>;
  readonly written: Readonly<Record<string, WrittenEntryType>>;
  readonly options: IngestOptions;
  readonly checksum: string;
  readonly ingestedAt: string;
}

/** What the database says of itself. */
export function describeDatabase(input: DescribeDatabaseInput): DatabaseDescription {
  const { knowledge, plan, definitions, ingestedAt } = input;
  return {
    entryTypes: Object.fromEntries(
      Object.entries(definitions).map(([name, definition]) => [name, describeEntryType(definition, input)]),
    ),
    provider: knowledge.provider,
    dataVersion: dataVersionOf(input),
    ingestedAt,
    archiveReferences: plan.references ?? defaultReferencePatterns,
    database: knowledge.database,
  };
}

function describeEntryType(
  definition: EntryTypeDefinition,
  { knowledge, intake, written, options }: DescribeDatabaseInput,
): EntryTypeDescription {
  const { name } = definition;
  const plan = intake.plans.get(name);
  const lengthAliases: Record<string, string> = {};
  const configured = Object.hasOwn(options.lengthAliases, name) ? options.lengthAliases[name]! : {};
  for (const [list, length] of Object.entries(configured)) {
    const listName = plan?.servedName(list);
    const lengthName = plan?.servedName(length);
    if (listName !== undefined && lengthName !== undefined) lengthAliases[listName] = lengthName;
  }
  return {
    ...definition,
    count: written[name]?.count ?? 0,
    knownCounts: written[name]?.knownCounts ?? {},
    declaredProperties: [...knowledge.declaredProperties(name).keys()],
    lengthAliases,
  };
}

/** Changes with the bytes of the source and with how they are read. */
function dataVersionOf({ checksum, options, definitions }: DescribeDatabaseInput): string {
  const content = JSON.stringify([checksum, options, definitions]);
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}
