import type { JsonValue } from '../../base/index.ts';
import { parseTimestamp } from '../../standard/index.ts';
import type { RawEntry } from '../reader/source-record.ts';
import type { EntryScribe } from './entry-scribe.ts';
import type { EntryTypePlan, KeyPlan, PropertyPlan } from './entry-type-plan.ts';
import type { Removal } from './validate-entry.ts';

/** The attributes of an entry under their served names, and what their definitions refused. */
export interface NormalizedAttributes {
  /** Only known values. A null-prototype object. */
  readonly attributes: Record<string, JsonValue>;
  readonly invalid: readonly Removal[] | undefined;
}

/**
 * Objects that inherit nothing, yet which the engine keeps in their fast form: `Object.create(null)` makes a
 * hash table, and every rule would pay for it.
 */
class Dictionary {
  [name: string]: JsonValue;
}
Reflect.setPrototypeOf(Dictionary.prototype, null);
Reflect.deleteProperty(Dictionary.prototype, 'constructor');

const noDates: ReadonlySet<string> = new Set();

/** Renames, normalizes and checks the attributes of an entry, each by itself. */
export function normalizeAttributes(
  raw: RawEntry,
  plan: EntryTypePlan,
  scribe: EntryScribe,
): NormalizedAttributes {
  const attributes: Record<string, JsonValue> = new Dictionary();
  const dates = raw.datePaths.length === 0 ? noDates : new Set(raw.datePaths);
  let invalid: Removal[] | undefined;
  for (const stored of Object.keys(raw.attributes)) {
    const value = raw.attributes[stored];
    if (value === null || value === undefined || isRepetition(stored, value, raw, scribe)) continue;
    const key = plan.planOf(stored);
    if (key.remark !== undefined) scribe.noteKey(key.remark);
    for (const property of key.served) {
      const { name } = property;
      if (name in attributes && !outranks(stored, key, property, raw, plan, scribe)) continue;
      scribe.property = name;
      const normalized = normalizeOne(value, property, dates.has(stored), scribe);
      const problem = property.check?.(normalized)[0];
      if (problem === undefined) {
        attributes[name] = normalized;
        property.shape?.observe(normalized, scribe.valueIsDate);
        for (const { path, message } of property.checkKeys?.(normalized) ?? []) {
          scribe.tell('rule-doubtful', 'kept', `${name}${path} ${message}`, 'keys-are-defined-or-prefixed');
        }
      } else {
        invalid ??= [];
        invalid.push({
          property: name,
          detail: `${name}${problem.path} ${problem.message}`,
          rule: undefined,
        });
      }
    }
  }
  return { attributes, invalid };
}

function normalizeOne(
  value: JsonValue,
  { normalize, definition }: PropertyPlan,
  isDate: boolean,
  scribe: EntryScribe,
): JsonValue {
  scribe.valueIsDate = false;
  if (normalize !== undefined) return normalize(value, scribe.tellAdjusted);
  if (definition !== undefined || !isDate || typeof value !== 'string') return value;
  const timestamp = parseTimestamp(value);
  scribe.valueIsDate = timestamp !== undefined;
  return timestamp?.utc ?? value;
}

/** Flat sources repeat id and type among the attributes. */
function isRepetition(stored: string, value: JsonValue, raw: RawEntry, { id }: EntryScribe): boolean {
  if (stored === 'id') return value === id || value === raw.id;
  return stored === 'type' && value === raw.type;
}

/**
 * Whether a key stands over the keys before it that lead to the same property. The value that yields is
 * reported.
 */
function outranks(
  stored: string,
  key: KeyPlan,
  property: PropertyPlan,
  raw: RawEntry,
  plan: EntryTypePlan,
  scribe: EntryScribe,
): boolean {
  let winner = stored;
  let precedence = key.precedence;
  for (const other of Object.keys(raw.attributes)) {
    if (other === stored) break;
    const rival = plan.planOf(other);
    if (raw.attributes[other] === null || !rival.served.includes(property)) continue;
    if (rival.precedence >= precedence) {
      winner = other;
      precedence = rival.precedence;
    }
    if (JSON.stringify(raw.attributes[other]) === JSON.stringify(raw.attributes[stored])) continue;
    scribe.property = property.name;
    scribe.tell('property-dropped', 'left out', `"${other}" and "${stored}" differ and would have one name`);
  }
  return winner === stored;
}
