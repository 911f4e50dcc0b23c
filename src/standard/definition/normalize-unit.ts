/**
 * Free text about a unit, as older files and configurations have it → unit expression.
 *
 * Reads what people write: `eV/Å^3`, `g cm-3`, `meV per atom`, `µB/f.u.`, `Angstroms`. Words that count
 * things (atoms, cells, formula units) are no units; they are handed back beside the expression.
 */
import type { UnitFactor } from './unit-expression.ts';
import { formatUnitExpression } from './unit-expression.ts';
import { unitDefinitions } from './unit-table.ts';

export interface NormalizedUnit {
  /** `inapplicable` where the text is not understood. */
  readonly expression: string;
  /** Whether the text was understood. */
  readonly known: boolean;
  /** What the quantity is counted by, for `eV/atom` the word `atom`. */
  readonly per?: string;
}

const inapplicable = new Set(['', '-', 'none', 'null', 'n/a', 'inapplicable', 'unapplicable']);
const dimensionless = new Set(['1', 'dimensionless', 'unitless']);
const countedThings = new Set(
  'atom atoms site sites cell unitcell f.u. fu formula formulaunit molecule'.split(' '),
);

/** Names and signs beside the symbols, in lower case. */
const aliases: ReadonlyMap<string, string> = new Map(
  Object.entries({
    angstrom: 'å ang angs angstrom angstroms ångström ångstrom angström',
    eV: 'ev electronvolt electronvolts',
    u: 'amu a.m.u. dalton daltons atomicmassunit',
    K: 'kelvin kelvins °k',
    degC: '°c celsius degc degreecelsius',
    degree: '° º deg degrees',
    rad: 'radian radians',
    s: 'sec second seconds',
    min: 'minute minutes',
    h: 'hr hour hours',
    day: 'days',
    m: 'meter metre meters metres',
    g: 'gram grams',
    kg: 'kilogram kilograms',
    l: 'liter litre liters litres',
    mol: 'mole moles',
    J: 'joule joules',
    N: 'newton newtons',
    Pa: 'pascal pascals',
    GPa: 'gpa gigapascal gigapascals',
    MPa: 'megapascal megapascals',
    bar: 'bars',
    Hz: 'hertz',
    V: 'volt volts',
    T: 'tesla',
    ohm: 'ohms',
    B: 'byte bytes',
    bit: 'bits',
    bohrmagneton: 'mu_b mub μ_b μb bohr_magneton bohrmagnetons',
  }).flatMap(([symbol, names]) => names.split(' ').map((name) => [name, symbol] as const)),
);

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹⁻';

const digits = '([+-]?[1-9]\\d?)';
/** `cm^-3`, `cm-3`, `cm3`, `cm^{-3}`, `cm^(-3)` */
const power = `(?:\\^?${digits}(?!\\d)|\\^\\{${digits}\\}|\\^\\(${digits}\\))?`;
/** A slash, a bracket, a bare 1, or a name with maybe a power. */
const token = new RegExp(`(/)|(\\()|(\\))|1(?!\\d)|([^\\s\\d^*/(){}·⋅×-]+)${power}`, 'uy');
const separator = /[\s*·⋅×]*/uy;

/** Limits: text over 100 characters is not understood. */
export function normalizeUnit(text: string): NormalizedUnit {
  const unknown = { expression: 'inapplicable', known: false };
  if (text.length > 100) return unknown;
  const plain = text.normalize('NFC').trim();
  if (inapplicable.has(plain.toLowerCase())) return { expression: 'inapplicable', known: true };
  if (dimensionless.has(plain.toLowerCase())) return { expression: 'dimensionless', known: true };

  const written = factorsOf(plain);
  if (written === undefined || written.length === 0) return unknown;
  const factors: UnitFactor[] = [];
  const counted: string[] = [];
  for (const { symbol: name, power } of written) {
    const symbol = symbolOf(name);
    if (symbol !== undefined) factors.push({ symbol, power });
    else if (countedThings.has(name.toLowerCase()) && power === -1)
      counted.push(name.replace('unit', ' unit'));
    else return unknown;
  }
  const expression = formatUnitExpression(factors);
  return { expression, known: true, ...(counted.length === 0 ? {} : { per: counted.join(' and ') }) };
}

/** Names and powers as they are written; a slash inverts the one name, or the bracket, that follows it. */
function factorsOf(text: string): readonly UnitFactor[] | undefined {
  const plain = [...text]
    .map((sign) => (superscripts.includes(sign) ? '0123456789-'[superscripts.indexOf(sign)]! : sign))
    .join('')
    .replaceAll('Ω', 'ohm')
    .replaceAll(/\bper\b/gi, '/')
    .replaceAll(/\b(unit|formula|bohr) (cell|unit|magneton)\b/gi, '$1$2')
    .replaceAll(/\s*(?:\*\*|\^)\s*/g, '^');
  const found: UnitFactor[] = [];
  let sign = 1;
  /** The sign of the bracket that is open; brackets within brackets are not understood. */
  let bracket: number | undefined;
  for (let index = 0; index < plain.length; index = separator.lastIndex) {
    token.lastIndex = index;
    const match = token.exec(plain);
    if (match === null) return undefined;
    const [all, slash, opening, closing, name, ...powers] = match;
    if (slash !== undefined) {
      sign = -1;
    } else if (opening !== undefined) {
      if (bracket !== undefined) return undefined;
      bracket = sign;
      sign = 1;
    } else if (closing !== undefined) {
      if (bracket === undefined) return undefined;
      bracket = undefined;
    } else if (name !== undefined) {
      const exponent = Number(powers.find((written) => written !== undefined) ?? 1);
      found.push({ symbol: name, power: exponent * sign * (bracket ?? 1) });
      sign = 1;
    }
    separator.lastIndex = index + all.length;
    separator.exec(plain);
  }
  return bracket === undefined ? found : undefined;
}

/** Symbols count as they are written; names whatever their case. Micro is `mc` in the standard. */
function symbolOf(name: string): string | undefined {
  if (unitDefinitions.has(name)) return name;
  const alias = aliases.get(name.toLowerCase());
  if (alias !== undefined) return alias;
  const micro = name.replace(/^[µμu]/u, 'mc');
  return unitDefinitions.has(micro) ? micro : undefined;
}
