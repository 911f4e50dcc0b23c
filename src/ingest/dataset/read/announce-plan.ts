import type { JsonObject, JsonValue } from '../../../base/index.ts';
import type { SourceRecord } from '../../reader/source-record.ts';
import type { DatasetPlan, EntrySelection, PropertyDeclaration } from '../dataset-plan.ts';
import { customName } from './custom-name.ts';

/** What a plan says of the data, as a file of OPTIMADE JSON Lines would say it of itself. */
export function announcePlan(plan: DatasetPlan, prefix: string): SourceRecord[] {
  return [...announceDatabase(plan), ...announceProperties(plan.selections, prefix), ...remarksOf(plan)];
}

function announceDatabase({ title, description, homepage }: DatasetPlan): SourceRecord[] {
  const database: JsonObject = {
    ...(title === undefined ? {} : { name: title }),
    ...(description === undefined ? {} : { description }),
    ...(homepage === undefined ? {} : { homepage }),
  };
  if (Object.keys(database).length === 0) return [];
  return [{ kind: 'meta', line: 1, meta: { database } }];
}

function announceProperties(selections: readonly EntrySelection[], prefix: string): SourceRecord[] {
  return selections
    .filter(({ properties }) => properties.length > 0)
    .map(({ entryType, properties }) => ({
      kind: 'entry-info',
      line: undefined,
      entryType: entryType === '' ? undefined : entryType,
      info: {
        properties: Object.fromEntries(
          properties.map((property) => [customName(property.name, prefix), definitionOf(property)]),
        ),
      },
    }));
}

/**
 * The definition in the words of optimade-maker, which files of OPTIMADE before 1.2 have too. What a property is mapped
 * to is named as a resource about it: it is not that definition itself, for title, unit and type may differ.
 */
function definitionOf({ title, description, unit, type, mapsTo }: PropertyDeclaration): JsonValue {
  const resource = { relation: 'the definition that this property follows', 'resource-id': mapsTo };
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(unit === undefined ? {} : { unit }),
    ...(type === undefined ? {} : { type }),
    ...(mapsTo === undefined ? {} : { 'x-optimade-definition': { resources: [resource] } }),
  } as JsonObject;
}

function remarksOf({ remarks }: DatasetPlan): SourceRecord[] {
  return remarks.map((problem) => ({
    kind: 'file-issue',
    code: 'dataset-doubtful',
    file: undefined,
    problem,
  }));
}
