/**
 * Which elements an entry of type structures consists of, and in which proportion, read from its sites or
 * formulas.
 */
import type { JsonObject, JsonValue } from '../../base/index.ts';
import { isJsonObject } from '../../base/index.ts';
import { parseFormula } from '../../standard/index.ts';

export type Attributes = Readonly<Record<string, JsonValue>>;

/** Amounts by element. */
export interface Composition {
  /** In alphabetical order. */
  readonly elements: readonly string[];
  /** Amount of each element, in the same order; undefined where only the elements are certain. */
  readonly amounts: readonly number[] | undefined;
}

/** What the sites tell; undefined where they tell nothing for certain. */
export function compositionOfSites(attributes: Attributes): Composition | undefined {
  const { species, species_at_sites: names, structure_features: features } = attributes;
  if (!Array.isArray(species) || !Array.isArray(names) || names.length === 0) return undefined;
  if (Array.isArray(features) && features.includes('implicit_atoms')) return undefined;
  const counts = new Map<JsonValue, number>();
  for (const name of names as readonly JsonValue[]) counts.set(name, (counts.get(name) ?? 0) + 1);
  const tally = new Tally();
  for (const kind of species as readonly JsonValue[]) {
    if (!isJsonObject(kind)) return undefined;
    const count = counts.get(kind.name ?? null);
    if (count === undefined) continue;
    counts.delete(kind.name ?? null);
    if (!tally.addSpecies(kind, count)) return undefined;
  }
  // A site of an unknown species may be anything.
  if (counts.size > 0) return undefined;
  return tally.close(isWholeCell(attributes));
}

/** What the reduced formula tells, which counts in proportion only. */
export function compositionOfFormula(attributes: Attributes): Composition | undefined {
  const formula = attributes.chemical_formula_reduced;
  if (typeof formula !== 'string') return undefined;
  const tally = new Tally();
  for (const { symbol, count } of parseFormula(formula) ?? []) tally.add(symbol, count);
  return tally.close(true);
}

/** Whether each site of the cell is listed once, with no choice between alternatives. */
function isWholeCell({ site_coordinate_span: span, assemblies }: Attributes): boolean {
  const alternatives = assemblies !== undefined && assemblies !== null;
  return !alternatives && isUnitCell(span);
}

/** Whether the listed sites are those of the unit cell. @spec OPTIMADE 1.3.0, "site_coordinate_span" */
export function isUnitCell(span: JsonValue | undefined): boolean {
  return span === undefined || span === null || span === 'unit_cell' || span === 'molecular_unit_cell';
}

class Tally {
  readonly #amounts = new Map<string, number>();
  #hasNameless = false;

  /** False where the species cannot be read. */
  addSpecies(species: JsonObject, count: number): boolean {
    const { chemical_symbols: symbols, concentration, attached, nattached } = species;
    if (!Array.isArray(symbols) || !Array.isArray(concentration)) return false;
    if (symbols.length !== concentration.length) return false;
    for (let index = 0; index < symbols.length; index += 1) {
      const symbol: JsonValue = symbols[index];
      const share: JsonValue = concentration[index];
      if (typeof symbol !== 'string' || typeof share !== 'number' || !(share >= 0)) return false;
      if (share > 0) this.add(symbol, share * count);
    }
    return attached === undefined || attached === null ? true : this.#addAttached(attached, nattached, count);
  }

  #addAttached(attached: JsonValue, nattached: JsonValue | undefined, count: number): boolean {
    if (!Array.isArray(attached) || !Array.isArray(nattached)) return false;
    if (attached.length !== nattached.length) return false;
    for (let index = 0; index < attached.length; index += 1) {
      const symbol: JsonValue = attached[index];
      const number: JsonValue = nattached[index];
      if (typeof symbol !== 'string' || typeof number !== 'number' || !(number >= 0)) return false;
      if (number > 0) this.add(symbol, number * count);
    }
    return true;
  }

  add(symbol: string, amount: number): void {
    if (symbol === 'vacancy') return;
    // A nameless element has a place in no formula, and may be any of those that have a name.
    if (symbol === 'X') this.#hasNameless = true;
    else this.#amounts.set(symbol, (this.#amounts.get(symbol) ?? 0) + amount);
  }

  close(exact: boolean): Composition | undefined {
    if (this.#amounts.size === 0 || this.#hasNameless) return undefined;
    const elements = [...this.#amounts.keys()].sort();
    if (!exact) return { elements, amounts: undefined };
    return { elements, amounts: elements.map((element) => this.#amounts.get(element)!) };
  }
}

/** Finest fraction of an atom that counts as meant: two decimals, or a true fraction up to hundredths. */
const denominatorMax = 100;
const tolerance = 1e-6;

/** The amounts times the least number that makes them whole; undefined where none up to 100 does. */
export function wholeAmounts(amounts: readonly number[]): readonly number[] | undefined {
  for (let factor = 1; factor <= denominatorMax; factor += 1) {
    const scaled = amounts.map((amount) => amount * factor);
    if (scaled.every((value) => value >= 0.5 && Math.abs(value - Math.round(value)) <= tolerance * factor)) {
      return scaled.map(Math.round);
    }
  }
  return undefined;
}
