/**
 * Takes a property's name and gives the path to its values. Knows the rules of prefixes, nested names and relationships;
 * knows nothing of operators.
 */
import type { OptimadeError } from '../../base/index.ts';
import { suggest } from '../../base/index.ts';
import type { EntryTypeDescription } from '../../standard/index.ts';
import { comparableTypeOf, resolveNestedPath } from '../../standard/index.ts';
import type { AttributePath, PropertyPath } from '../entry-query.ts';
import { originOfName } from '../name-origin.ts';
import type { WarningList } from '../query-warning.ts';
import type { BindContext } from './bind-context.ts';
import { entryTypeOf, ownEntryType, prefixesOf, relationshipTypes } from './bind-context.ts';

/** Where faults and warnings about a name are reported. */
export interface NameReport {
  readonly warnings: WarningList;
  /** The request parameter that holds the name. */
  readonly parameter: string;
  readonly fault: (
    code: 'property-unknown' | 'relationship-unsupported',
    values: Readonly<Record<string, string>>,
    suggestion?: string,
  ) => OptimadeError;
}

/**
 * The path to the values of a property that a filter names; undefined for a property of another provider, which counts
 * as unknown in every entry.
 *
 * Errors: `property-unknown`, `relationship-unsupported`.
 * @spec OPTIMADE 1.3.0, "Handling unknown property names", "Nested property names", "Filtering on relationships"
 */
export function resolveProperty(
  names: readonly string[],
  context: BindContext,
  report: NameReport,
): PropertyPath | undefined {
  const own = ownEntryType(context);
  if (!isRelationship(names[0]!, own, context)) return resolveAttribute(names, own, context, report);
  const [entryType, member, ...targetNames] = names as [string, ...string[]];
  if ((member === 'id' || member === 'description' || member === 'role') && targetNames.length === 0) {
    return { kind: 'relationship', entryType, member, list: true, type: 'string' };
  }
  const target = entryTypeOf(context, entryType);
  const isOneStep =
    targetNames.length > 0 && target !== undefined && !isRelationship(targetNames[0]!, target, context);
  if (member !== 'target' || !isOneStep) throw relationshipUnsupported(names, target !== undefined, report);
  const path = resolveAttribute(targetNames, target, context, report);
  return path && { kind: 'target', entryType, path, list: true, type: path.type };
}

/** Whether a name leads from entries of a type to related ones. */
function isRelationship(name: string, entryType: EntryTypeDescription, context: BindContext): boolean {
  return !isDefined(name, entryType) && relationshipTypes(context).has(name);
}

function relationshipUnsupported(
  names: readonly string[],
  hasTarget: boolean,
  report: NameReport,
): OptimadeError {
  const members = ['id', 'description', 'role', ...(hasTarget ? ['target.<property>'] : [])];
  const supported = members.map((member) => `${names[0]}.${member}`).join(', ');
  return report.fault('relationship-unsupported', { property: names.join('.'), supported });
}

/** The path to a property of one entry type, related entries aside; undefined for one of another provider. */
function resolveAttribute(
  names: readonly string[],
  entryType: EntryTypeDescription,
  context: BindContext,
  report: NameReport,
): AttributePath | undefined {
  const [property, ...keys] = names as [string, ...string[]];
  const definition = Object.hasOwn(entryType.properties, property)
    ? entryType.properties[property]
    : undefined;
  if (definition === undefined && isMember(property) && keys.length === 0) {
    return { kind: 'attribute', property, keys: [], list: false, type: 'string' };
  }
  if (definition === undefined) {
    const candidates = [...Object.keys(entryType.properties), ...relationshipTypes(context), 'TRUE', 'FALSE'];
    return refuseUnlessForeign(names, 0, candidates, entryType.name, context, report);
  }
  const resolved = resolveNestedPath(definition, keys);
  if (resolved !== undefined) {
    const type = comparableTypeOf(resolved.definition) ?? 'opaque';
    return { kind: 'attribute', property, keys, list: resolved.list, type };
  }
  let known = 0;
  while (resolveNestedPath(definition, keys.slice(0, known + 1)) !== undefined) known += 1;
  const inner = resolveNestedPath(definition, keys.slice(0, known))!.definition;
  const dictionary = inner.items ?? inner;
  return refuseUnlessForeign(
    names,
    known + 1,
    Object.keys(dictionary.properties ?? {}),
    entryType.name,
    context,
    report,
  );
}

/** Decides on the first name that is not defined. */
function refuseUnlessForeign(
  names: readonly string[],
  at: number,
  candidates: readonly string[],
  entryType: string,
  context: BindContext,
  report: NameReport,
): undefined {
  const name = names[at]!;
  const origin = originOfName(name, prefixesOf(context));
  if (origin === 'known-provider') return undefined;
  if (origin === 'unrecognized') {
    report.warnings.add('property-unrecognized', report.parameter, { property: names.join('.') });
    return undefined;
  }
  const meant = suggest(name, candidates);
  const suggestion = meant && names.with(at, meant).join('.');
  const property = names.slice(0, at + 1).join('.');
  throw report.fault('property-unknown', { entryType, property }, suggestion);
}

function isDefined(property: string, entryType: EntryTypeDescription): boolean {
  return isMember(property) || Object.hasOwn(entryType.properties, property);
}

/** `id` and `type` are properties of every entry, with or without a definition. */
function isMember(property: string): boolean {
  return property === 'id' || property === 'type';
}
