/**
 * How entries of one type are read: which stored key is served under which names, and how values of each
 * property are normalized and checked. Made once a key, so that an entry costs a look-up a key.
 */
import type { JsonObject, JsonValue } from '../../base/index.ts';
import { limits } from '../../base/index.ts';
import type { EntryRule, ValueCheck } from '../../standard/checking.ts';
import { commonRules, compileClosedness, compileDefinition, entryRulesFor } from '../../standard/checking.ts';
import type { EntryTypeDefinition, PropertyDefinition } from '../../standard/index.ts';
import type { IngestIssue, ReportIssue } from '../issue.ts';
import type { KeyRemark } from './entry-scribe.ts';
import type { NormalizeValue } from './normalize-value.ts';
import { compileNormalizer } from './normalize-value.ts';
import { isOpen } from './open-definition.ts';
import type { PropertyName } from './property-name.ts';
import { resolveProperty } from './property-name.ts';
import type { ValidationContext } from './validate-entry.ts';
import { ValueShape } from './value-shape.ts';

/** How values of one served property are read. */
export interface PropertyPlan {
  readonly name: string;
  /** Undefined where nobody defined the property. */
  readonly definition: PropertyDefinition | undefined;
  readonly normalize: NormalizeValue | undefined;
  readonly check: ValueCheck | undefined;
  /** Looks for keys of dictionaries that the definition does not know. */
  readonly checkKeys: ValueCheck | undefined;
  /** Learns what the definition leaves open. */
  readonly shape: ValueShape | undefined;
  /** Stored entries that have a value; counted where there is a shape. */
  known: number;
}

/** What becomes of one stored key. */
export interface KeyPlan {
  /** Empty where the value is not served. */
  readonly served: readonly PropertyPlan[];
  /** Where two keys of an entry lead to one name, the higher one stands. */
  readonly precedence: number;
  readonly remark: KeyRemark | undefined;
}

const precedences = { 'property-renamed': 0, 'property-prefixed': 1, own: 2, alias: 3 } as const;

/** A custom property that the source or the options define. */
export interface DeclaredProperty {
  readonly definition: PropertyDefinition;
  /** What the definition was made of. */
  readonly raw: JsonObject;
  /** The options give way to the source. */
  readonly by: 'source' | 'options';
}

export interface EntryTypePlanOptions {
  readonly prefix: string;
  /** OPTIMADE name → stored name. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Definitions of custom properties, by served name. */
  readonly declared: ReadonlyMap<string, DeclaredProperty>;
  /** Stored names that the configuration serves under the own prefix: nothing needs to be said of them. */
  readonly announced: ReadonlySet<string>;
}

export class EntryTypePlan {
  readonly standard: EntryTypeDefinition;
  readonly validation: ValidationContext;
  readonly properties = new Map<string, PropertyPlan>();
  /** Entries that go to the database. */
  stored = 0;
  readonly #options: EntryTypePlanOptions;
  /** Properties with a shape. */
  readonly #open: PropertyPlan[] = [];
  readonly #keys = new Map<string, KeyPlan>();
  /** Stored key that took a served name first. */
  readonly #takenBy = new Map<string, string>();
  readonly #aliasesOfStored = new Map<string, string[]>();
  readonly #surplus: KeyPlan;

  constructor(standard: EntryTypeDefinition, options: EntryTypePlanOptions) {
    this.standard = standard;
    this.#options = options;
    this.validation = {
      isStructure: standard.name === 'structures',
      rules: rulesToCheck(standard.name),
      required: Object.keys(standard.properties).filter(
        (name) => name !== 'id' && name !== 'type' && !standard.properties[name]!.type.includes('null'),
      ),
    };
    for (const [name, stored] of Object.entries(options.aliases)) {
      const names = this.#aliasesOfStored.get(stored) ?? [];
      this.#aliasesOfStored.set(stored, [...names, name]);
    }
    this.#surplus = this.#dropped(
      undefined,
      `entries of this type have more than ${limits.propertiesMax} properties`,
    );
  }

  /** The stored key that gives the id, where it is not `id`. */
  get idKey(): string | undefined {
    return Object.hasOwn(this.#options.aliases, 'id') ? this.#options.aliases.id : undefined;
  }

  planOf(stored: string): KeyPlan {
    let plan = this.#keys.get(stored);
    if (plan === undefined) {
      if (this.#keys.size >= limits.propertiesMax) return this.#surplus;
      plan = this.#makePlan(stored);
      this.#keys.set(stored, plan);
    }
    return plan;
  }

  /** The plan of a served property, made where it is met first. */
  property(name: string): PropertyPlan {
    let plan = this.properties.get(name);
    if (plan === undefined) {
      plan = makePropertyPlan(name, this.standard.properties, this.#options.declared);
      this.properties.set(name, plan);
      if (plan.shape !== undefined) this.#open.push(plan);
    }
    return plan;
  }

  /** The names under which a stored key is served. */
  namesOf(stored: string): string[] {
    return this.planOf(stored).served.map(({ name }) => name);
  }

  /** Counts an entry that goes to the database. */
  countStored(attributes: Readonly<Record<string, JsonValue>>): void {
    this.stored += 1;
    for (const property of this.#open) if (property.name in attributes) property.known += 1;
  }

  /**
   * The name that the configuration means by an OPTIMADE name; those without a prefix are given the own one.
   */
  servedName(name: string): string | undefined {
    return this.#resolve(name)?.name;
  }

  reportRemarks(report: ReportIssue): void {
    for (const { remark } of [...this.#keys.values(), this.#surplus]) {
      if (remark === undefined) continue;
      const { issue, count, examples } = remark;
      for (const [index, example] of examples.entries()) {
        report({ ...issue, ...example, count: index === 0 ? count - examples.length + 1 : 1 });
      }
    }
  }

  #makePlan(stored: string): KeyPlan {
    const aliases = this.#aliasesOfStored.get(stored);
    if (aliases !== undefined) {
      const names = aliases.filter((name) => name !== 'id').flatMap((name) => this.servedName(name) ?? []);
      return {
        served: names.map((name) => this.property(name)),
        precedence: precedences.alias,
        remark: undefined,
      };
    }
    const resolved = this.#resolve(stored);
    if (resolved === undefined) return this.#dropped(stored, `nothing of "${stored}" can be used in a name`);
    const { name, issue } = resolved;
    const taken = this.#takenBy.get(name);
    if (issue?.code === 'property-renamed' && taken !== undefined) {
      return this.#dropped(stored, `"${stored}" would be served as "${name}", and so is "${taken}"`);
    }
    this.#takenBy.set(name, stored);
    const announced = issue === undefined || this.#options.announced.has(stored);
    return {
      served: [this.property(name)],
      precedence: issue === undefined ? precedences.own : precedences[issue.code as 'property-prefixed'],
      remark: announced ? undefined : this.#remark({ ...issue, action: 'changed', property: name }),
    };
  }

  #resolve(stored: string): PropertyName | undefined {
    return resolveProperty(stored, this.standard, this.#options.prefix);
  }

  #dropped(stored: string | undefined, detail: string): KeyPlan {
    const remark = this.#remark({ code: 'property-dropped', action: 'left out', detail, property: stored });
    return { served: [], precedence: -1, remark };
  }

  #remark(issue: IngestIssue): KeyRemark {
    const located = { ...issue, entryType: this.standard.name };
    return { issue: located, count: 0, examples: [] };
  }
}

function makePropertyPlan(
  name: string,
  standard: Readonly<Record<string, PropertyDefinition>>,
  declared: ReadonlyMap<string, DeclaredProperty>,
): PropertyPlan {
  const definition = Object.hasOwn(standard, name) ? standard[name] : declared.get(name)?.definition;
  return {
    name,
    definition,
    normalize: definition && compileNormalizer(name, definition),
    check: definition && compileDefinition(definition),
    checkKeys: definition && compileClosedness(definition),
    shape: definition === undefined || isOpen(definition) ? new ValueShape() : undefined,
    known: 0,
  };
}

/** Rules that normalization and definitions see to: names, and the types of the common properties. */
const settledRules: ReadonlySet<string> = new Set([
  ...commonRules.map(({ name }) => name),
  'attribute-names-are-standard-or-prefixed',
]);

function rulesToCheck(entryType: string): readonly EntryRule[] {
  return entryRulesFor(entryType).filter(({ name }) => !settledRules.has(name));
}
