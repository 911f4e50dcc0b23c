export type {
  DatabaseDescription,
  EntryTypeDescription,
  Implementation,
  Provider,
} from './database-description.ts';
export type { Entry, Relationship, ResourceIdentifier } from './entry.ts';
export type { ResolvedPath } from './nested-path.ts';
export { comparableTypeOf, resolveNestedPath } from './nested-path.ts';
export type {
  DataType,
  EntryTypeDefinition,
  JsonSchemaType,
  PropertyDefinition,
  StandardDataType,
  UnitDefinition,
} from './property-definition.ts';
export type { Timestamp } from './timestamp.ts';
export { parseTimestamp, timestampKey } from './timestamp.ts';
