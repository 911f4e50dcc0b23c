import { limits } from '../../base/index.ts';
import { chemicalElements } from '../../standard/index.ts';

const isotopes: ReadonlyMap<string, string> = new Map([
  ['D', 'H'],
  ['T', 'H'],
]);

/** Amounts by element. */
type Amounts = Map<string, number>;

/**
 * Reads a formula as files state it: `C4 H2.57 Ca2 O10`, `(K.88 Na.06) Al2 (F1.53 H.47)`, `2(C6 H6), H2 O`,
 * `[Cu (N H3)4]2+`. Deuterium and tritium are hydrogen; charges are passed over.
 *
 * Errors: undefined for what names other things than elements, `?` for example, or has an unbalanced bracket.
 * Limits: `formulaLengthMax`, `formulaBracketsMax`.
 */
export function readStatedFormula(text: string): ReadonlyMap<string, number> | undefined {
  if (text.length > limits.formulaLengthMax) return undefined;
  const amounts = new FormulaScanner(text).read();
  if (amounts === undefined || amounts.size === 0) return undefined;
  return [...amounts.values()].every(Number.isFinite) ? amounts : undefined;
}

/**
 *     moieties = moiety *( ( "," / "·" / "*" ) moiety )         moiety = [ number ] parts
 *     parts = *( ( element / "(" moieties ")" ) [ number ] / charge )
 */
class FormulaScanner {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Amounts | undefined {
    const amounts = this.#readMoieties();
    return this.#at === this.#text.length ? amounts : undefined;
  }

  #readMoieties(): Amounts | undefined {
    const amounts: Amounts = new Map();
    do {
      this.#take(space);
      const times = Number(this.#take(number) ?? 1);
      const parts = this.#readParts();
      if (parts === undefined) return undefined;
      addTo(amounts, parts, times);
    } while (this.#take(/[,·*]/y) !== undefined);
    return amounts;
  }

  #readParts(): Amounts | undefined {
    const amounts: Amounts = new Map();
    for (;;) {
      this.#take(space);
      this.#take(charge);
      this.#take(space);
      const symbol = this.#take(/[A-Z][a-z]?/y);
      if (symbol !== undefined) {
        const element = isotopes.get(symbol) ?? symbol;
        if (!chemicalElements.has(element)) return undefined;
        addTo(amounts, new Map([[element, 1]]), this.#readCount());
      } else if (this.#take(/[([{]/y) !== undefined) {
        const group = this.#readGroup();
        if (group === undefined) return undefined;
        addTo(amounts, group, this.#readCount());
      } else {
        return amounts;
      }
    }
  }

  #readGroup(): Amounts | undefined {
    this.#depth += 1;
    if (this.#depth > limits.formulaBracketsMax) return undefined;
    const group = this.#readMoieties();
    this.#depth -= 1;
    return this.#take(/[)\]}]/y) === undefined ? undefined : group;
  }

  /** A number that a sign follows is a charge. */
  #readCount(): number {
    if (this.#take(charge) !== undefined) return 1;
    return Number(this.#take(number) ?? 1);
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text)?.[0];
    if (match !== undefined) this.#at += match.length;
    return match;
  }
}

const number = /\d+\.?\d*|\.\d+/y;
const space = /\s*/y;
const charge = /(?:\d*[+-]|[+-]\d+)(?=[\s)\]},·*A-Z]|$)/y;

function addTo(amounts: Amounts, more: ReadonlyMap<string, number>, times: number): void {
  for (const [symbol, amount] of more) {
    if (times > 0) amounts.set(symbol, (amounts.get(symbol) ?? 0) + amount * times);
  }
}
