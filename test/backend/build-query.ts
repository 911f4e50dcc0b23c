/** Short words for bound queries, definitions and entries, so that tables of cases stay readable. */
import type {
  AttributePath,
  BoundFilter,
  BoundHas,
  ComparisonOperator,
  EntryQuery,
  FuzzyOperator,
  ItemTest,
  Operand,
  PathType,
  PropertyPath,
  QueryConstant,
  RelationshipPath,
  TargetPath,
} from '../../src/query/index.ts';
import type {
  Entry,
  EntryTypeDefinition,
  PropertyDefinition,
  ResourceIdentifier,
} from '../../src/standard/index.ts';
import { timestampKey } from '../../src/standard/index.ts';

type Plain = string | number | boolean;

// Paths.

function attribute(name: string, type: PathType, list: boolean): AttributePath {
  const [property = '', ...keys] = name.split('.');
  return { kind: 'attribute', property, keys, list, type };
}

export const text = (name: string) => attribute(name, 'string', false);
export const number = (name: string) => attribute(name, 'number', false);
export const boolean = (name: string) => attribute(name, 'boolean', false);
export const timestamp = (name: string) => attribute(name, 'timestamp', false);
export const opaque = (name: string) => attribute(name, 'opaque', false);
export const texts = (name: string) => attribute(name, 'string', true);
export const numbers = (name: string) => attribute(name, 'number', true);
export const booleans = (name: string) => attribute(name, 'boolean', true);
export const timestamps = (name: string) => attribute(name, 'timestamp', true);
export const opaques = (name: string) => attribute(name, 'opaque', true);

export function related(entryType: string, member: RelationshipPath['member']): RelationshipPath {
  return { kind: 'relationship', entryType, member, list: true, type: 'string' };
}

export function target(entryType: string, path: AttributePath): TargetPath {
  return { kind: 'target', entryType, path, list: true, type: path.type };
}

// Values.

export function at(time: string): QueryConstant {
  return { kind: 'constant', type: 'timestamp', value: timestampKey(time)! };
}

export function constant(value: Plain): QueryConstant {
  return { kind: 'constant', type: typeof value, value } as QueryConstant;
}

function operand(value: Plain | Operand): Operand {
  return typeof value === 'object' ? value : constant(value);
}

// Filters.

export const and = (...operands: BoundFilter[]): BoundFilter => ({ kind: 'and', operands });
export const or = (...operands: BoundFilter[]): BoundFilter => ({ kind: 'or', operands });
export const not = (filter: BoundFilter): BoundFilter => ({ kind: 'not', operand: filter });
export const truth = (value: boolean | null): BoundFilter => ({ kind: 'truth', truth: value });
export const known = (path: PropertyPath): BoundFilter => ({ kind: 'known', path, known: true });
export const unknown = (path: PropertyPath): BoundFilter => ({ kind: 'known', path, known: false });

export function compare(
  left: Plain | Operand,
  operator: ComparisonOperator,
  right: Plain | Operand,
): BoundFilter {
  return { kind: 'comparison', left: operand(left), operator, right: operand(right) };
}

export function fuzzy(left: PropertyPath, operator: FuzzyOperator, right: Plain | Operand): BoundFilter {
  return { kind: 'fuzzy', left, operator, right: operand(right) };
}

export function length(
  path: PropertyPath,
  operator: ComparisonOperator,
  right: Plain | Operand,
): BoundFilter {
  return { kind: 'length', path, operator, right: operand(right) };
}

/** A value to equal, or an operator and a value. */
export type Test = Plain | Operand | readonly [ItemTest['operator'], Plain | Operand];

function has(quantifier: BoundHas['quantifier'], paths: readonly PropertyPath[], groups: readonly Test[][]) {
  const bound = groups.map((group) =>
    group.map((test): ItemTest => {
      const [operator, right] = Array.isArray(test) ? test : ['=', test];
      return { operator, right: operand(right) };
    }),
  );
  return { kind: 'has', quantifier, paths, groups: bound } as const satisfies BoundFilter;
}

const single = (tests: readonly Test[]): Test[][] => tests.map((test) => [test]);

export const any = (path: PropertyPath, ...tests: Test[]) => has('any', [path], single(tests));
export const all = (path: PropertyPath, ...tests: Test[]) => has('all', [path], single(tests));
export const only = (path: PropertyPath, ...tests: Test[]) => has('only', [path], single(tests));
export const zipAny = (paths: PropertyPath[], ...groups: Test[][]) => has('any', paths, groups);
export const zipAll = (paths: PropertyPath[], ...groups: Test[][]) => has('all', paths, groups);
export const zipOnly = (paths: PropertyPath[], ...groups: Test[][]) => has('only', paths, groups);

// Queries, definitions, entries.

export function query(parts: Partial<EntryQuery> = {}): EntryQuery {
  return {
    entryType: 'structures',
    filter: undefined,
    sort: [],
    page: { kind: 'offset', offset: 0, limit: 1000 },
    ...parts,
  };
}

function definition(
  type: PropertyDefinition['x-optimade-type'],
  json: PropertyDefinition['type'][number],
  parts: Partial<PropertyDefinition> = {},
): PropertyDefinition {
  return { 'x-optimade-type': type, 'x-optimade-unit': 'inapplicable', type: [json, 'null'], ...parts };
}

export const textDefinition = definition('string', 'string');
export const integerDefinition = definition('integer', 'integer');
export const floatDefinition = definition('float', 'number');
export const booleanDefinition = definition('boolean', 'boolean');
export const timestampDefinition = definition('timestamp', 'string', { format: 'date-time' });
export const listOf = (items: PropertyDefinition) => definition('list', 'array', { items });
export const dictionaryOf = (properties: Readonly<Record<string, PropertyDefinition>>) =>
  definition('dictionary', 'object', { properties });

export type Definitions = Readonly<Record<string, EntryTypeDefinition>>;

/** Definitions of entry types from the properties of each; `id`, `type` and `last_modified` are added. */
export function definitions(
  types: Readonly<Record<string, Readonly<Record<string, PropertyDefinition>>>>,
): Definitions {
  return Object.fromEntries(
    Object.entries(types).map(([name, properties]) => [
      name,
      {
        name,
        title: name,
        description: `Entries of type ${name}.`,
        properties: {
          id: textDefinition,
          type: textDefinition,
          last_modified: timestampDefinition,
          ...properties,
        },
      },
    ]),
  );
}

export function entry(
  id: string,
  attributes: Entry['attributes'] = {},
  identifiers: readonly ResourceIdentifier[] = [],
  type = 'structures',
): Entry {
  if (identifiers.length === 0) return { type, id, attributes };
  const byType = Object.groupBy(identifiers, (identifier) => identifier.type);
  const relationships = Object.entries(byType).map(([name, data]) => [name, { data: data! }] as const);
  return { type, id, attributes, relationships: Object.fromEntries(relationships) };
}
