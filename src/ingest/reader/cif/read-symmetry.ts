/**
 * The symmetry of a block: its operations where it lists them, else those of the setting that it names by
 * Hall symbol, Hermann-Mauguin symbol or number.
 */
import { LRUCache } from 'lru-cache';
import type { DeclaredSymmetry } from '../../structure/structure.ts';
import type { Setting } from '../../symmetry/setting-table.ts';
import { cellShape, findSettings, printedOperations } from '../../symmetry/space-group-settings.ts';
import type { SymmetryOperation } from '../../symmetry/symmetry-operation.ts';
import { parseOperation, printOperation } from '../../symmetry/symmetry-operation.ts';
import { excerpt } from '../finding/excerpt.ts';
import type { FindingRemark } from '../format/format-reader.ts';
import type { CifBlock } from './cif-block.ts';
import type { FaultList } from './fault-list.ts';
import { fitsLattice } from './fits-lattice.ts';
import type { CifCell } from './read-cell.ts';
import { operationKey, operationTexts, readOperations } from './read-operations.ts';
import { RemarkList } from './remark-list.ts';

export interface CifSymmetry {
  /** Distinct, the identity among them. */
  readonly operations: readonly SymmetryOperation[];
  /** What may be passed on; absent where it would contradict itself or the cell. */
  readonly declared: DeclaredSymmetry | undefined;
  /** What had to be decided, or is doubtful. */
  readonly remarks: readonly FindingRemark[];
}

const hallTags = ['_space_group_name_hall', '_symmetry_space_group_name_hall'] as const;
const symbolTags = [
  '_space_group_name_h-m_alt',
  '_symmetry_space_group_name_h-m',
  '_space_group_name_h-m_full',
  '_space_group_name_h-m',
] as const;
const numberTags = ['_space_group_it_number', '_symmetry_int_tables_number'] as const;
const identity: SymmetryOperation = {
  rotation: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  translation: [0, 0, 0],
};

/** The words of a block about its symmetry: all that is heeded of it, but for the exact cell. */
interface SymmetryWords {
  readonly hallSymbol: string | undefined;
  readonly symbol: string | undefined;
  readonly number: string | undefined;
  /** Of axes and origin. */
  readonly choice: string | undefined;
}

/** What words mean, for any cell of one shape. */
interface MeantSymmetry {
  readonly operations: readonly SymmetryOperation[];
  /** Those of the operations, each once. */
  readonly rotations: readonly SymmetryOperation['rotation'][];
  /** Where they fit the cell. */
  readonly declared: DeclaredSymmetry | undefined;
  readonly remarks: readonly FindingRemark[];
  /** Where they do not fit the cell, with which nothing is declared. */
  readonly remarksOnMisfit: readonly FindingRemark[];
}

/** Files of a collection repeat the same few hundred groups in the same words. Bounded in bytes, more or less. */
const known = new LRUCache<string, readonly MeantSymmetry[]>({
  maxSize: 32 * 1024 * 1024,
  sizeCalculation: (symmetries, key) =>
    symmetries.reduce((sum, { operations }) => sum + operationBytes * operations.length, key.length),
});
const operationBytes = 300;

/**
 * The symmetry of the block; where its words leave several settings open, all of these, the likeliest first.
 * Blocks that say the same are given the same objects.
 *
 * Errors: an empty list, with a fault, where the block names a symmetry that is not known.
 */
export function readSymmetries(block: CifBlock, cell: CifCell, faults: FaultList): readonly CifSymmetry[] {
  const words = readWords(block);
  const { hallSymbol, symbol, number, choice } = words;
  const said = [cellShape(cell.parameters), hallSymbol, symbol, number, choice, ...operationTexts(block)];
  const key = JSON.stringify(said);
  let symmetries = known.get(key);
  if (symmetries === undefined) {
    symmetries = findMeaning(block, words, cell, faults);
    // Of what is wrong each file is told.
    if (faults.faults.length === 0) known.set(key, symmetries);
  }
  return symmetries.map((meant) => fitted(meant, cell));
}

function fitted(meant: MeantSymmetry, { lattice }: CifCell): CifSymmetry {
  const { operations, rotations, declared, remarks, remarksOnMisfit } = meant;
  return fitsLattice(rotations, lattice)
    ? { operations, declared, remarks }
    : { operations, declared: undefined, remarks: remarksOnMisfit };
}

function readWords(block: CifBlock): SymmetryWords {
  return {
    hallSymbol: block.text(...hallTags),
    symbol: block.text(...symbolTags),
    number: block.text(...numberTags),
    choice: block.text('_space_group_it_coordinate_system_code'),
  };
}

function findMeaning(
  block: CifBlock,
  words: SymmetryWords,
  cell: CifCell,
  faults: FaultList,
): readonly MeantSymmetry[] {
  const settings = findNamedSettings(words, cell);
  const listed = readOperations(block, faults);
  if (listed !== undefined) return [withListed(listed, settings)];
  if (settings.length > 0) return settings.map((setting) => withSetting(setting, settings.length));
  const name = block.item(...hallTags, ...symbolTags, ...numberTags);
  if (name !== undefined) {
    faults.add(name.line, `names the space group ${excerpt(name.value!)}, which is not known`);
    return [];
  }
  const message = 'No symmetry is stated; all atoms of the cell were taken to be listed.';
  const remarks = [{ code: 'structure-assumed', message } as const];
  return [meaning([identity], undefined, remarks, remarks)];
}

function meaning(
  operations: readonly SymmetryOperation[],
  declared: DeclaredSymmetry | undefined,
  remarks: readonly FindingRemark[],
  remarksOnMisfit: readonly FindingRemark[],
): MeantSymmetry {
  const rotations = new Map(operations.map(({ rotation }) => [rotation.join(','), rotation]));
  return { operations, rotations: [...rotations.values()], declared, remarks, remarksOnMisfit };
}

function findNamedSettings(
  { hallSymbol, symbol: written, number, choice = '' }: SymmetryWords,
  cell: CifCell,
): readonly Setting[] {
  // Of `R 3 c {hexagonal axes}` the cell tells the axes, and more reliably.
  const symbol = written?.replace(/\{[^{}]*\}/g, '');
  if ((hallSymbol ?? symbol ?? number) === undefined) return [];
  const hasChoice = symbol !== undefined && !symbol.includes(':') && /^[12hr]$/i.test(choice);
  return findSettings({
    hallSymbol,
    hermannMauguinSymbol: hasChoice ? `${symbol}:${choice}` : symbol,
    itNumber: number === undefined ? undefined : Number(number),
    cell: cell.parameters,
  });
}

function withSetting(setting: Setting, count: number): MeantSymmetry {
  const operations = operationsOf(setting);
  const { shortSymbol, hallSymbol } = setting;
  const remarks = new RemarkList();
  if (count > 1) {
    const message = `Of ${count} settings that fit, that of ${shortSymbol} with the Hall symbol ${hallSymbol} was assumed.`;
    remarks.add('structure-assumed', message);
  }
  const onMisfit = new RemarkList();
  onMisfit.addAll(remarks.remarks);
  onMisfit.add('structure-doubtful', `The space group ${shortSymbol} does not fit the cell.`);
  return meaning(operations, declare(operations, [setting]), remarks.remarks, onMisfit.remarks);
}

function withListed(listed: readonly SymmetryOperation[], settings: readonly Setting[]): MeantSymmetry {
  const remarks = new RemarkList();
  const operations = withIdentity(listed, remarks);
  const onMisfit = new RemarkList();
  onMisfit.addAll(remarks.remarks);
  onMisfit.add('structure-doubtful', 'The symmetry operations do not fit the cell.');
  const possible = settings.filter((setting) => haveSameRotations(operations, operationsOf(setting)));
  const [first] = settings;
  if (first !== undefined && possible.length === 0) {
    const counts = `The ${operations.length} symmetry operations listed are not the ${operationsOf(first).length}`;
    remarks.add('structure-doubtful', `${counts} of ${first.shortSymbol}; those listed were applied.`);
  }
  return meaning(operations, declare(operations, possible), remarks.remarks, onMisfit.remarks);
}

function withIdentity(operations: readonly SymmetryOperation[], remarks: RemarkList) {
  const key = operationKey(identity);
  if (operations.some((operation) => operationKey(operation) === key)) return operations;
  remarks.add('structure-assumed', 'The operation x,y,z is not among those listed; it was added.');
  return [identity, ...operations];
}

/** `settings` are those that may be meant, all of one group. */
function declare(
  operations: readonly SymmetryOperation[],
  settings: readonly Setting[],
): DeclaredSymmetry | undefined {
  const printed = operations.map(printOperation).filter((text) => text !== undefined);
  const isWhole = printed.length === operations.length;
  const [first] = settings;
  if (first === undefined) return isWhole ? { operations: printed } : undefined;
  const exact = settings.find((setting) => haveSameKeys(operations, operationsOf(setting), operationKey));
  const symbols = new Set(settings.map(({ shortSymbol }) => shortSymbol));
  const symbol = exact?.shortSymbol ?? (symbols.size === 1 ? first.shortSymbol : undefined);
  return {
    ...(isWhole ? { operations: printed } : {}),
    itNumber: first.itNumber,
    ...(symbol === undefined ? {} : { hermannMauguinSymbol: symbol }),
    // Unlike the others it tells the origin too.
    ...(exact === undefined ? {} : { hallSymbol: exact.hallSymbol }),
  };
}

/** Whether two lists may be one group, seen from different origins. */
function haveSameRotations(left: readonly SymmetryOperation[], right: readonly SymmetryOperation[]): boolean {
  return haveSameKeys(left, right, ({ rotation }) => rotation.join(','));
}

function haveSameKeys(
  left: readonly SymmetryOperation[],
  right: readonly SymmetryOperation[],
  keyOf: (operation: SymmetryOperation) => string,
): boolean {
  if (left.length !== right.length) return false;
  const keys = left.map(keyOf).sort();
  const others = right.map(keyOf).sort();
  return others.every((key, index) => key === keys[index]);
}

/** By number of the setting, with the exact fractions of their texts. */
const operationsBySetting = new Map<number, readonly SymmetryOperation[]>();

function operationsOf(setting: Setting): readonly SymmetryOperation[] {
  const known = operationsBySetting.get(setting.hallNumber);
  if (known !== undefined) return known;
  const operations = printedOperations(setting).map((text) => parseOperation(text)!);
  operationsBySetting.set(setting.hallNumber, operations);
  return operations;
}
