/**
 * Finds the setting of a space group by what files write: a Hall symbol, a Hermann-Mauguin symbol, a number.
 */
import { limits } from '../../base/index.ts';
import type { CellParameters } from '../structure/unit-cell.ts';
import { eGlideSymbols } from './e-glide-symbols.ts';
import type { Setting } from './setting-table.ts';
import { isMonoclinic, operationsOfSetting, settings } from './setting-table.ts';
import { printOperation } from './symmetry-operation.ts';

/**
 * What a file tells of its space group. The first that is known decides, the others choose among what it
 * leaves open.
 */
export interface SettingQuery {
  readonly hallSymbol?: string | undefined;
  readonly hermannMauguinSymbol?: string | undefined;
  readonly itNumber?: number | undefined;
  /** Tells hexagonal from rhombohedral axes, and which axis is the unique one. */
  readonly cell?: CellParameters | undefined;
}

export interface FoundSetting {
  /** `x,y,z` forms of the standard; those of centering among them, the identity first. */
  readonly operations: readonly string[];
  readonly hallSymbol: string;
  /** 1 to 230. */
  readonly itNumber: number;
  /** Short: `P 21/n`. */
  readonly hermannMauguinSymbol: string;
  /** A sentence on what had to be assumed where several settings fit. */
  readonly assumed?: string;
}

/**
 * The setting that is meant. Symbols are read with or without spaces and underscores, in any case, short and
 * full, in the old spellings `F d 3 m` and `C m c a`, with `:1`, `:2`, `:H`, `:R` or `S`, `Z`, `H`, `R`
 * behind. Where origin or axes stay open, the standard ones are assumed: origin choice 2, unique axis b,
 * hexagonal axes.
 *
 * Errors: undefined where no setting fits, as for centerings that the tables do not have.
 * Limits: `spaceGroupSymbolLengthMax`.
 */
export function findSetting(query: SettingQuery): FoundSetting | undefined {
  const candidates = findSettings(query);
  const [setting] = candidates;
  if (setting === undefined) return undefined;
  const found = {
    operations: printedOperations(setting),
    hallSymbol: setting.hallSymbol,
    itNumber: setting.itNumber,
    hermannMauguinSymbol: setting.shortSymbol,
  };
  return candidates.length === 1 ? found : { ...found, assumed: assumption(setting, candidates.length) };
}

function assumption({ shortSymbol, hallSymbol, choice }: Setting, count: number): string {
  const what = choice === '' ? 'the standard setting' : `the setting "${choice}"`;
  return `Of ${count} settings that fit, ${what} of ${shortSymbol} (Hall symbol ${hallSymbol}) was assumed.`;
}

const printed = new Map<number, readonly string[]>();

/** Each operation of the tables can be written, which a test holds. */
export function printedOperations(setting: Setting): readonly string[] {
  const known = printed.get(setting.hallNumber);
  if (known !== undefined) return known;
  const operations = operationsOfSetting(setting).map((operation) => printOperation(operation)!);
  printed.set(setting.hallNumber, operations);
  return operations;
}

/** All settings that fit, the likeliest first. */
export function findSettings({
  hallSymbol,
  hermannMauguinSymbol,
  itNumber,
  cell,
}: SettingQuery): readonly Setting[] {
  const byHall = hallSymbol === undefined ? [] : settingsByHall(hallSymbol);
  if (byHall.length > 0) return byHall;
  const bySymbol = hermannMauguinSymbol === undefined ? [] : settingsBySymbol(hermannMauguinSymbol);
  const ofNumber = settings().filter((setting) => setting.itNumber === itNumber);
  const fitting = bySymbol.length > 0 ? preferring(bySymbol, (one) => ofNumber.includes(one)) : ofNumber;
  const inCell = cell === undefined ? fitting : preferring(fitting, (setting) => fitsCell(setting, cell));
  return inCell.toSorted((left, right) => rank(left) - rank(right));
}

/** Those that meet a condition; all where none does. */
function preferring(all: readonly Setting[], meets: (setting: Setting) => boolean): readonly Setting[] {
  const some = all.filter(meets);
  return some.length > 0 ? some : all;
}

/** Within one group the tables have the standard setting first, but for origin choice 1 before 2. */
function rank({ choice, hallNumber }: Setting): number {
  return hallNumber + (choice.startsWith('1') ? settings().length : 0);
}

interface SymbolIndex {
  readonly byHall: ReadonlyMap<string, readonly Setting[]>;
  readonly bySymbol: ReadonlyMap<string, readonly Setting[]>;
}

let symbolIndex: SymbolIndex | undefined;

function indexSymbols(): SymbolIndex {
  const byHall = new Map<string, Setting[]>();
  const bySymbol = new Map<string, Setting[]>();
  for (const setting of settings()) {
    const key = hallKey(setting.hallSymbol);
    for (const spelling of new Set([key, key.replaceAll(' ', '')])) add(byHall, spelling, setting);
    for (const key of new Set(spellings(setting).map(compact))) add(bySymbol, key, setting);
  }
  return { byHall, bySymbol };
}

function add(index: Map<string, Setting[]>, key: string, setting: Setting): void {
  const present = index.get(key);
  if (present === undefined) index.set(key, [setting]);
  else present.push(setting);
}

/** All that the symbol of a setting was ever written as, but for spaces. */
function spellings({ shortSymbol, fullSymbol, hallNumber }: Setting): readonly string[] {
  const modern = [shortSymbol, fullSymbol];
  const oldGlide = eGlideSymbols.get(hallNumber);
  if (oldGlide !== undefined) modern.push(oldGlide);
  // Cubic groups with an inversion were written without the bar that 3 has: F d 3 m.
  return / -3/.test(shortSymbol)
    ? modern.flatMap((symbol) => [symbol, symbol.replace(/(?<=. \S+) -3/, ' 3')])
    : modern;
}

function settingsByHall(text: string): readonly Setting[] {
  if (text.length > limits.spaceGroupSymbolLengthMax) return [];
  symbolIndex ??= indexSymbols();
  const key = hallKey(text);
  const candidates = symbolIndex.byHall.get(key) ?? symbolIndex.byHall.get(key.replaceAll(' ', '')) ?? [];
  const [first] = candidates;
  // Without its spaces, `P 3 2` looks like `P 32`.
  if (first === undefined || candidates.some(({ itNumber }) => itNumber !== first.itNumber)) return [];
  // The tables have some settings twice, which differ in the names of axes only.
  return [first];
}

/** A quote is part of the notation except around the whole; `"` is another spelling of `=`. */
function hallKey(text: string): string {
  const inner = /^\s*(['"])(.*)\1\s*$/.exec(text)?.[2] ?? text;
  return inner
    .replaceAll('"', '=')
    .replace(/[\s_]+/g, ' ')
    .trim()
    .toLowerCase();
}

/** Setting or origin behind a symbol. None of the letters occurs in a symbol but for the first. */
const qualifier = /(?<=.)(?::([\w-]+)|([szhr]))$/;

function settingsBySymbol(text: string): readonly Setting[] {
  if (text.length > limits.spaceGroupSymbolLengthMax) return [];
  symbolIndex ??= indexSymbols();
  const key = compact(text);
  const [suffix = '', named, letter] = qualifier.exec(key) ?? [];
  const plain = key.slice(0, key.length - suffix.length);
  const isHexagonal = plain.startsWith('h');
  const candidates = symbolIndex.bySymbol.get(plain.replace(/^h/, 'r')) ?? [];
  const choice = isHexagonal ? 'h' : (named ?? letter);
  return choice === undefined ? candidates : preferring(candidates, (setting) => isChoice(setting, choice));
}

/** `s` and `z` tell the origin by its symmetry: the highest, or an inversion center. */
function isChoice({ choice }: Setting, wanted: string): boolean {
  const own = choice.toLowerCase();
  if (wanted === 's' || wanted === '1') return own.startsWith('1');
  if (wanted === 'z' || wanted === '2') return own.startsWith('2');
  return own === wanted;
}

/** Bars that stand above a digit in Unicode come before it here. */
function compact(symbol: string): string {
  return symbol
    .replace(/(\d)[\u0304\u0305]/g, '-$1')
    .replace(/[\s_'"()]/g, '')
    .toLowerCase();
}

/** How far angles in degrees, and lengths in proportion, may differ where symmetry wants them equal. */
const metricTolerance = 0.01;

/** What a setting may want of the cell: the unique axis of monoclinic ones, hexagonal or rhombohedral axes. */
const cellMarks: Readonly<Record<string, (cell: CellParameters) => boolean>> = {
  a: ({ beta, gamma }) => isAngle(beta, 90) && isAngle(gamma, 90),
  b: ({ alpha, gamma }) => isAngle(alpha, 90) && isAngle(gamma, 90),
  c: ({ alpha, beta }) => isAngle(alpha, 90) && isAngle(beta, 90),
  H: ({ a, b, gamma }) => areEqual(a, b) && isAngle(gamma, 120),
  R: ({ a, b, c, alpha, beta, gamma }) =>
    areEqual(a, b) && areEqual(b, c) && isAngle(alpha, beta) && isAngle(beta, gamma),
};

/** A text that is the same for cells that choose the same among settings. */
export function cellShape(cell: CellParameters): string {
  return Object.keys(cellMarks)
    .filter((mark) => cellMarks[mark]!(cell))
    .join('');
}

function fitsCell({ itNumber, choice }: Setting, cell: CellParameters): boolean {
  const mark = isMonoclinic(itNumber) ? choice.replace('-', '').slice(0, 1) : choice;
  return cellMarks[mark]?.(cell) ?? true;
}

function isAngle(left: number, right: number): boolean {
  return Math.abs(left - right) <= metricTolerance;
}

function areEqual(left: number, right: number): boolean {
  return Math.abs(left - right) <= metricTolerance * left;
}
