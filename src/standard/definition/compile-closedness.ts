import { limits } from '../../base/index.ts';
import type { PropertyDefinition } from '../property-definition.ts';
import type { ValueCheck, ValueProblem } from './compile-definition.ts';
import { noProblems } from './compile-definition.ts';
import { prefixOf } from './provider-prefix.ts';

type Walk = (value: unknown, path: string, found: ValueProblem[]) => void;

/**
 * Compiles a definition into a check for keys of dictionaries that are neither defined nor prefixed. Costs
 * nothing for properties without dictionaries. Values of the wrong type are passed over.
 *
 * Limits: `valueProblemsMax` problems a value.
 *
 * @spec OPTIMADE 1.3.0, "Property Definition keys from JSON Schema", properties
 */
export function compileClosedness(definition: PropertyDefinition): ValueCheck {
  const walk = walkOf(definition);
  if (walk === undefined) return () => noProblems;
  return (value) => {
    const found: ValueProblem[] = [];
    walk(value, '', found);
    return found.length === 0 ? noProblems : found;
  };
}

/** Undefined where no dictionary lies at or below the level. */
function walkOf(level: PropertyDefinition): Walk | undefined {
  if (level.items !== undefined) {
    const walkItem = walkOf(level.items);
    return walkItem === undefined ? undefined : walkList(walkItem);
  }
  return level.properties === undefined ? undefined : walkDictionary(level.properties);
}

function walkList(walkItem: Walk): Walk {
  return (value, path, found) => {
    if (!Array.isArray(value)) return;
    for (let index = 0; index < value.length && found.length < limits.valueProblemsMax; index += 1) {
      walkItem(value[index], `${path}[${index}]`, found);
    }
  };
}

function walkDictionary(properties: Readonly<Record<string, PropertyDefinition>>): Walk {
  const walks = new Map(Object.entries(properties).map(([key, inner]) => [key, walkOf(inner)]));
  return (value, path, found) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    for (const key of Object.keys(value)) {
      if (found.length >= limits.valueProblemsMax) return;
      if (walks.has(key)) {
        walks.get(key)?.((value as Record<string, unknown>)[key], `${path}.${key}`, found);
      } else if (prefixOf(key) === undefined) {
        found.push({ path: `${path}.${key.slice(0, 100)}`, message: 'is no key of this dictionary' });
      }
    }
  };
}
