import type { JsonValue } from '../../../src/base/index.ts';
import { compileDefinition, entryRulesFor } from '../../../src/standard/checking.ts';
import { standardEntryTypes } from '../../../src/standard/index.ts';

const rules = entryRulesFor('structures');
const definitions = standardEntryTypes.get('structures')!.properties;
const checks = new Map(Object.entries(definitions).map(([name, one]) => [name, compileDefinition(one)]));

/** What the rules and definitions of the standard find in some attributes of a structure. */
export function faultsOf(attributes: Readonly<Record<string, JsonValue>>): readonly unknown[] {
  const broken = rules.flatMap((rule) => rule.check(attributes) ?? []);
  const misshapen = Object.entries(attributes).flatMap(([name, value]) => checks.get(name)!(value) ?? []);
  return [...broken, ...misshapen];
}
