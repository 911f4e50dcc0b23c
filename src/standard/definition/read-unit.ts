import type { JsonObject, JsonValue } from '../../base/index.ts';
import { isJsonObject, limits } from '../../base/index.ts';
import type { UnitDefinition } from '../property-definition.ts';
import { normalizeUnit } from './normalize-unit.ts';
import { metaSchemaUrl } from './schema-url.ts';
import { formatUnitExpression, parseUnitExpression } from './unit-expression.ts';
import { unitDefinitions } from './unit-table.ts';

export interface ReadUnit {
  readonly expression: string;
  /** What was not understood, as a phrase. */
  readonly problem: string | undefined;
  /** A sentence for the description, where the expression does not say all. */
  readonly note: string | undefined;
}

/**
 * The unit that a level states, as `x-optimade-unit` or in the older way as `unit`; undefined where it states
 * none. `isDefined` tells of a symbol whether something says what it means.
 */
export function readUnit(raw: JsonObject, isDefined: (symbol: string) => boolean): ReadUnit | undefined {
  const text = raw['x-optimade-unit'] ?? raw.unit;
  if (text === undefined || text === null) return undefined;
  const factors = typeof text === 'string' ? parseUnitExpression(text) : undefined;
  if (factors?.every(({ symbol }) => isDefined(symbol))) {
    const expression = factors.length === 0 ? String(text) : formatUnitExpression(factors);
    return { expression, problem: undefined, note: undefined };
  }
  const { expression, known, per } = normalizeUnit(typeof text === 'string' ? text : '?');
  const shown = (typeof text === 'string' ? text : JSON.stringify(text)).slice(0, 100);
  if (!known) {
    return {
      expression,
      problem: `the unit "${shown}" is unknown`,
      note: `The unit is given as "${shown}".`,
    };
  }
  return {
    expression,
    problem: undefined,
    note: per === undefined ? undefined : `The values are per ${per}.`,
  };
}

/** The unit definitions that a source brings along, by symbol; those that are not complete are left out. */
export function readUnitDefinitions(raw: JsonValue | undefined): ReadonlyMap<string, UnitDefinition> {
  const found = new Map<string, UnitDefinition>();
  if (!Array.isArray(raw)) return found;
  for (const item of raw.slice(0, limits.definitionListItemsMax) as readonly JsonValue[]) {
    const unit = isJsonObject(item) ? readUnitDefinition(item) : undefined;
    if (unit !== undefined) found.set(unit.symbol, unit);
  }
  return found;
}

function readUnitDefinition(raw: JsonObject): UnitDefinition | undefined {
  const { symbol, title, description, $id } = raw;
  const header = raw['x-optimade-definition'];
  if (typeof symbol !== 'string' || parseUnitExpression(symbol)?.[0]?.symbol !== symbol) return undefined;
  if (typeof $id !== 'string' || typeof title !== 'string' || typeof description !== 'string')
    return undefined;
  if (!isJsonObject(header) || typeof header.name !== 'string' || typeof header.label !== 'string')
    return undefined;
  const sign = raw['display-symbol'];
  return {
    $schema: metaSchemaUrl('1.2', 'physical_unit_definition'),
    $id,
    symbol,
    'display-symbol': typeof sign === 'string' ? sign : symbol,
    title,
    description: description.slice(0, limits.definitionTextMax),
    'x-optimade-definition': {
      kind: 'unit',
      format: '1.2',
      version: typeof header.version === 'string' ? header.version : '1.0.0',
      name: header.name,
      label: header.label,
    },
  };
}

/** The definition of a symbol: the source's own, else ours. */
export function unitOf(
  symbol: string,
  ofSource: ReadonlyMap<string, UnitDefinition>,
): UnitDefinition | undefined {
  return ofSource.get(symbol) ?? unitDefinitions.get(symbol);
}
