import type { PropertyDefinition, UnitDefinition } from '../property-definition.ts';
import { parseUnitExpression } from './unit-expression.ts';
import { unitDefinitions } from './unit-table.ts';

/** Definitions of the units in an expression, as far as we know them, in the order of the expression. */
export function unitDefinitionsFor(expression: string): readonly UnitDefinition[] {
  const factors = parseUnitExpression(expression) ?? [];
  return [...new Set(factors.map(({ symbol }) => unitDefinitions.get(symbol)))].filter(
    (unit) => unit !== undefined,
  );
}

/** Definitions of the units used at any level of a property, each once. */
export function unitDefinitionsOf(definition: PropertyDefinition): readonly UnitDefinition[] {
  const found = new Set<UnitDefinition>();
  collect(definition, found);
  return [...found];
}

function collect(level: PropertyDefinition, found: Set<UnitDefinition>): void {
  for (const unit of unitDefinitionsFor(level['x-optimade-unit'])) found.add(unit);
  if (level.items !== undefined) collect(level.items, found);
  for (const inner of Object.values(level.properties ?? {})) collect(inner, found);
}
