import { limits } from '../../../base/index.ts';
import type { PropertyDeclaration } from '../dataset-plan.ts';
import { anyType, narrowTypes, preferredType } from './cell-value.ts';
import type { IdColumnRule } from './id-column.ts';
import { findIdColumn } from './id-column.ts';

/** What the columns of one table, or of one row of JSON, mean. */
export interface RowLayout {
  /** Index of the ids; undefined where there are none. */
  readonly id: number | undefined;
  /** The property that each column gives; undefined for those that give none. */
  readonly properties: readonly (number | undefined)[];
  /** What is doubtful, each a sentence without its subject. */
  readonly doubts: readonly string[];
}

/** The properties that tables have, by the number under which rows keep them, and of which type each is. */
export class TableColumns {
  readonly names: string[] = [];
  readonly #numbers = new Map<string, number>();
  /** By number, where a type is declared. */
  readonly #declared: (string | undefined)[] = [];
  /** By number, of the cells so far. */
  readonly #possible: number[] = [];
  readonly #declarations: readonly PropertyDeclaration[];
  readonly #rule: IdColumnRule;

  constructor(declarations: readonly PropertyDeclaration[], rule: IdColumnRule) {
    this.#declarations = declarations;
    this.#rule = rule;
  }

  /** An alias gives the property of its declaration, in the place of a column of that name; the first one counts. */
  layout(names: readonly string[], cells: readonly unknown[]): RowLayout {
    const doubts: string[] = [];
    const id = findIdColumn(names, this.#rule, cells);
    const properties: (number | undefined)[] = names.map(() => undefined);
    const aliased = new Map<string, number>();
    for (const { name, aliases } of this.#declarations) {
      const alias = aliases.find((each) => names.includes(each));
      if (alias !== undefined) aliased.set(name, names.indexOf(alias));
    }
    const taken = new Set<string>();
    for (const [index, name] of names.entries()) {
      const isDeclared = this.#declarations.some((declaration) => declaration.name === name);
      if ((index === id && !isDeclared) || aliased.has(name)) continue;
      if (taken.has(name)) doubts.push(`has two columns ${JSON.stringify(name)}; the first counts`);
      else if (name === '') doubts.push('has a column without a name, which is left out');
      else if (![...aliased.values()].includes(index)) properties[index] = this.#numberOf(name);
      taken.add(name);
    }
    for (const [name, index] of aliased) properties[index] = this.#numberOf(name);
    return { id, properties, doubts };
  }

  /** Takes note of a text, for the type of its property. */
  see(property: number, text: string): void {
    const types = this.#possible[property]!;
    if (types !== 0 && this.#declared[property] === undefined) {
      this.#possible[property] = narrowTypes(types === unseen ? anyType : types, text);
    }
  }

  /** Final once all texts were seen. */
  typeOf(property: number): string {
    const types = this.#possible[property]!;
    return this.#declared[property] ?? (types === unseen ? 'string' : preferredType(types));
  }

  declaredTypeOf(property: number): string | undefined {
    return this.#declared[property];
  }

  #numberOf(name: string): number | undefined {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    if (this.names.length >= limits.propertiesMax) return undefined;
    const declared = this.#declarations.find((declaration) => declaration.name === name)?.type;
    this.#numbers.set(name, this.names.length);
    this.#declared.push(declared === 'unknown' ? undefined : declared);
    this.#possible.push(unseen);
    return this.names.push(name) - 1;
  }
}

const unseen = -1;
