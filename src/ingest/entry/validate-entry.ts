/**
 * Holds the attributes of one entry against the rules that reach across properties, and mends what breaks
 * them: of the values at fault the one furthest from the sites becomes unknown, and what is unknown and
 * follows from the rest is derived. Ends with attributes that break no rule, or rejects the entry.
 */
import type { JsonValue } from '../../base/index.ts';
import type { EntryRule } from '../../standard/checking.ts';
import type { Fault } from '../../standard/index.ts';
import { deriveFeatures, deriveStructure } from './derive-structure.ts';
import { repairRank } from './repair-rank.ts';

/** A value that was taken away, or an entry's reason to be rejected. */
export interface Removal {
  readonly property: string;
  readonly detail: string;
  /** Undefined where the value breaks the definition of its own property. */
  readonly rule: string | undefined;
  /** What was taken away; undefined where the definition had refused it. */
  readonly value?: JsonValue | undefined;
}

export interface ValidationContext {
  readonly isStructure: boolean;
  readonly rules: readonly EntryRule[];
  /** Properties without which an entry cannot be served. */
  readonly required: readonly string[];
}

export interface ValidationResult {
  /**
   * What broke a definition or an error rule, in the order found; the value is recomputed where attributes
   * have one.
   */
  readonly removals: readonly Removal[];
  readonly warnings: readonly Fault[];
  /** What was missing in the source and was derived. */
  readonly derived: readonly string[];
  /** Why the entry cannot be served; undefined where it can. */
  readonly rejection: Removal | undefined;
}

const sound: ValidationResult = { removals: [], warnings: [], derived: [], rejection: undefined };

/**
 * Validates and mends. `attributes` is changed; `invalid` are the values that their definitions refused
 * before.
 */
export function validateEntry(
  attributes: Record<string, JsonValue>,
  invalid: readonly Removal[] | undefined,
  implicitAtoms: boolean,
  context: ValidationContext,
): ValidationResult {
  const mending = new Mending(attributes, context, implicitAtoms);
  for (const removal of invalid ?? []) mending.remove(removal);
  return mending.run();
}

class Mending {
  readonly #attributes: Record<string, JsonValue>;
  readonly #context: ValidationContext;
  readonly #implicitAtoms: boolean;
  #removals: Removal[] | undefined;
  #derived: Set<string> | undefined;
  #barred: Set<string> | undefined;
  #firstWarnings: Set<string> | undefined;
  #replacedFeatures = false;

  constructor(attributes: Record<string, JsonValue>, context: ValidationContext, implicitAtoms: boolean) {
    this.#attributes = attributes;
    this.#context = context;
    this.#implicitAtoms = implicitAtoms;
  }

  run(): ValidationResult {
    // Mostly the source is right, and what it lacks follows from it.
    this.#derive();
    const faults = this.#findFaults();
    if (faults?.some(({ severity }) => severity === 'error') !== true) return this.#finish(faults);
    this.#undoDerived();
    return this.#mend();
  }

  /**
   * Each turn takes a value away or derives some; what was derived and then refused is not derived again: it
   * ends.
   */
  #mend(): ValidationResult {
    for (;;) {
      const faults = this.#findFaults();
      const removal = faults && this.#chooseRemoval(faults);
      if (removal === undefined) {
        if (this.#derive()) continue;
        return this.#finish(faults);
      }
      if (this.#attributes[removal.property] === undefined) return this.#reject(removal);
      this.remove(removal);
    }
  }

  /** What is derived from wrong values would be taken for right: mending begins with what the source says. */
  #undoDerived(): void {
    for (const name of this.#derived ?? []) delete this.#attributes[name];
    this.#derived = undefined;
    this.#firstWarnings = undefined;
  }

  remove(removal: Removal): void {
    const { property } = removal;
    if (property === 'structure_features' && this.#replaceFeatures(removal)) return;
    if (this.#derived?.delete(property)) {
      this.#barred ??= new Set();
      this.#barred.add(property);
    } else {
      this.#removals ??= [];
      this.#removals.push({ ...removal, value: this.#attributes[property] });
    }
    delete this.#attributes[property];
    // Ratios are told apart by the elements in the same place.
    if (property === 'elements' && this.#attributes.elements_ratios !== undefined) {
      const detail = 'The ratios belong to elements that cannot be used.';
      this.remove({ property: 'elements_ratios', detail, rule: removal.rule });
    }
  }

  /**
   * Features are replaced at once: they may not be unknown, and what other rules make of atoms without sites
   * hangs on them. False where that changes nothing.
   */
  #replaceFeatures(removal: Removal): boolean {
    const stated = this.#attributes.structure_features;
    const features = deriveFeatures(this.#attributes, this.#implicitAtoms);
    if (isSame(stated, features)) return false;
    if (!this.#replacedFeatures) {
      this.#removals ??= [];
      this.#removals.push({ ...removal, value: stated });
    }
    this.#replacedFeatures = true;
    this.#attributes.structure_features = features;
    return true;
  }

  #findFaults(): Fault[] | undefined {
    let faults: Fault[] | undefined;
    for (const rule of this.#context.rules) {
      const found = rule.check(this.#attributes);
      if (found !== undefined) faults = faults === undefined ? found : [...faults, ...found];
    }
    this.#firstWarnings ??= new Set(faults?.map(({ rule }) => rule));
    return faults;
  }

  /** The fault whose cause stands nearest to the sites goes first: the others may vanish with it. */
  #chooseRemoval(faults: readonly Fault[]): Removal | undefined {
    let chosen: Removal | undefined;
    let chosenRank = Number.POSITIVE_INFINITY;
    for (const { severity, rule, message, properties } of faults) {
      if (severity !== 'error') continue;
      const property = this.#furthest(properties);
      const rank = repairRank(property);
      if (rank >= chosenRank) continue;
      chosen = { property, detail: message, rule };
      chosenRank = rank;
    }
    return chosen;
  }

  /**
   * Of the known properties at fault the one furthest from the sites; where they are equally far, the first.
   * Empty where one of several is wanted and none is there.
   */
  #furthest(properties: readonly string[]): string {
    let furthest = properties.length === 1 ? properties[0]! : '';
    let rank = -1;
    for (const property of properties) {
      if (this.#attributes[property] === undefined || repairRank(property) <= rank) continue;
      furthest = property;
      rank = repairRank(property);
    }
    return furthest;
  }

  #derive(): boolean {
    if (!this.#context.isStructure) return false;
    const derived = deriveStructure(this.#attributes, this.#barred);
    if (derived === undefined) return false;
    this.#derived ??= new Set();
    for (const name of derived) this.#derived.add(name);
    return true;
  }

  #finish(faults: readonly Fault[] | undefined): ValidationResult {
    for (const property of this.#context.required) {
      if (this.#attributes[property] !== undefined) continue;
      return this.#reject({ property, detail: `"${property}" is missing.`, rule: undefined });
    }
    if (faults === undefined && this.#removals === undefined && this.#derived === undefined) return sound;
    const removals = this.#removals ?? [];
    const mended = new Set(removals.map(({ property }) => property));
    return {
      // What came back as it was had been taken away for the fault of another.
      removals: removals.filter(({ property, value }) => !isSame(value, this.#attributes[property])),
      // A warning that came up while mending tells of our doing, not of the source.
      warnings:
        faults?.filter(
          ({ rule, properties }) =>
            this.#firstWarnings?.has(rule) && !properties.some((property) => mended.has(property)),
        ) ?? [],
      derived: [...(this.#derived ?? [])].filter((property) => !mended.has(property)),
      rejection: undefined,
    };
  }

  /** What had been taken away before tells more than that it is missing. */
  #reject(missing: Removal): ValidationResult {
    const rejection = this.#removals?.find(({ property }) => property === missing.property) ?? missing;
    return { removals: this.#removals ?? [], warnings: [], derived: [], rejection };
  }
}

function isSame(left: JsonValue | undefined, right: JsonValue | undefined): boolean {
  return left !== undefined && JSON.stringify(left) === JSON.stringify(right);
}
