/**
 * The shape of the values of a property that nobody defined: which kinds of JSON were seen, in lists and
 * dictionaries recursively. Grows with the variety of the data, not with their number.
 */
import type { JsonValue } from '../../base/index.ts';
import { limits } from '../../base/index.ts';
import type { DataType, JsonSchemaType, PropertyDefinition } from '../../standard/index.ts';

const kinds = { text: 1, date: 2, integer: 4, float: 8, boolean: 16, list: 32, dictionary: 64 } as const;

/** Nodes that one property may still add: a dictionary keyed by ids would otherwise fill the memory. */
interface Budget {
  nodes: number;
}

export class ValueShape {
  #seen = 0;
  #hasNull = false;
  #items: ValueShape | undefined;
  #keys: Map<string, ValueShape> | undefined;
  readonly #budget: Budget;

  constructor(budget: Budget = { nodes: limits.inferredNodesMax }) {
    this.#budget = budget;
    budget.nodes -= 1;
  }

  /** Whether only null was seen, or nothing. */
  get isEmpty(): boolean {
    return this.#seen === 0;
  }

  get overflows(): boolean {
    return this.#budget.nodes < 0;
  }

  /** `isDate`: the text came as a date of extended JSON. */
  observe(value: JsonValue, isDate = false): void {
    switch (typeof value) {
      case 'string':
        this.#seen |= isDate ? kinds.date : kinds.text;
        return;
      case 'number':
        this.#seen |= Number.isSafeInteger(value) ? kinds.integer : kinds.float;
        return;
      case 'boolean':
        this.#seen |= kinds.boolean;
        return;
    }
    if (value === null) this.#hasNull = true;
    else if (Array.isArray(value)) this.#observeList(value);
    else this.#observeDictionary(value as Readonly<Record<string, JsonValue>>);
  }

  #observeList(list: readonly JsonValue[]): void {
    this.#seen |= kinds.list;
    if (this.overflows) return;
    this.#items ??= new ValueShape(this.#budget);
    for (const item of list) this.#items.observe(item);
  }

  #observeDictionary(dictionary: Readonly<Record<string, JsonValue>>): void {
    this.#seen |= kinds.dictionary;
    this.#keys ??= new Map();
    for (const key of Object.keys(dictionary)) {
      if (this.overflows) return;
      let shape = this.#keys.get(key);
      if (shape === undefined) {
        shape = new ValueShape(this.#budget);
        this.#keys.set(key, shape);
      }
      shape.observe(dictionary[key]!);
    }
  }

  /**
   * The definition of what was seen, without the keys that only the outermost level has. Whole and fractional
   * numbers together are floats; any other mixture, or too large a variety, is of the type `opaqueType`,
   * which has no order and no comparison; so is that of which nothing but null was seen, such as the items of
   * lists that are all empty.
   */
  define(opaqueType: DataType, nullable: boolean = this.#hasNull): PropertyDefinition {
    const seen = this.#seen;
    const build = (type: DataType, carrier: JsonSchemaType, more: Partial<PropertyDefinition> = {}) => ({
      'x-optimade-type': type,
      'x-optimade-unit': 'inapplicable',
      type: nullable ? ([carrier, 'null'] as const) : [carrier],
      ...more,
    });
    if (!this.overflows) {
      if (seen === kinds.date) return build('timestamp', 'string', { format: 'date-time' });
      if (isWithin(seen, kinds.text | kinds.date)) return build('string', 'string');
      if (seen === kinds.integer) return build('integer', 'integer');
      if (isWithin(seen, kinds.integer | kinds.float)) return build('float', 'number');
      if (seen === kinds.boolean) return build('boolean', 'boolean');
      if (seen === kinds.list) return build('list', 'array', { items: this.#items!.define(opaqueType) });
      if (seen === kinds.dictionary) return build('dictionary', 'object', this.#defineKeys(opaqueType));
    }
    return {
      'x-optimade-type': opaqueType,
      'x-optimade-unit': 'inapplicable',
      type: nullable ? [...carriersOf(seen), 'null'] : carriersOf(seen),
    };
  }

  #defineKeys(opaqueType: DataType): Pick<PropertyDefinition, 'properties'> {
    const properties: Record<string, PropertyDefinition> = Object.create(null);
    // A key may be missing in one dictionary and present in the next: absent and null mean the same.
    for (const [key, shape] of this.#keys!) properties[key] = shape.define(opaqueType, true);
    return { properties };
  }
}

/** Whether something was seen, and nothing outside of the mask. */
function isWithin(seen: number, mask: number): boolean {
  return seen !== 0 && (seen & ~mask) === 0;
}

function carriersOf(seen: number): JsonSchemaType[] {
  const carriers: JsonSchemaType[] = [];
  if ((seen & (kinds.text | kinds.date)) !== 0) carriers.push('string');
  if ((seen & kinds.float) !== 0) carriers.push('number');
  else if ((seen & kinds.integer) !== 0) carriers.push('integer');
  if ((seen & kinds.boolean) !== 0) carriers.push('boolean');
  if ((seen & kinds.list) !== 0) carriers.push('array');
  if ((seen & kinds.dictionary) !== 0) carriers.push('object');
  // A schema must name some type.
  return carriers.length === 0 ? ['string'] : carriers;
}
