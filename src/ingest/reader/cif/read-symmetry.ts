/**
 * The symmetry of a block: its operations where it lists them, else those of the setting that it names by
 * Hall symbol, Hermann-Mauguin symbol or number.
 */
import type { DeclaredSymmetry } from '../../structure/structure.ts';
import { findSetting } from '../../symmetry/space-group-settings.ts';
import type { SymmetryOperation } from '../../symmetry/symmetry-operation.ts';
import { parseOperation, printOperation } from '../../symmetry/symmetry-operation.ts';
import { excerpt } from '../finding/excerpt.ts';
import type { CifBlock } from './cif-block.ts';
import type { FaultList } from './fault-list.ts';
import { fitsLattice } from './fits-lattice.ts';
import type { CifCell } from './read-cell.ts';
import { operationKey, readOperations } from './read-operations.ts';
import type { RemarkList } from './remark-list.ts';

export interface CifSymmetry {
  /** Distinct, the identity among them. */
  readonly operations: readonly SymmetryOperation[];
  /** What may be passed on; absent where it would contradict itself or the cell. */
  readonly declared: DeclaredSymmetry | undefined;
}

type Setting = NonNullable<ReturnType<typeof findSetting>>;

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

/** Errors: undefined, with a fault, where the block names a symmetry that is not known. */
export function readSymmetry(
  block: CifBlock,
  cell: CifCell,
  faults: FaultList,
  remarks: RemarkList,
): CifSymmetry | undefined {
  const setting = findNamedSetting(block, cell);
  const listed = readOperations(block, faults);
  if (listed !== undefined) return withListed(withIdentity(listed, remarks), setting, cell, remarks);
  if (setting !== undefined) return withSetting(setting, cell, remarks);
  const name = block.item(...hallTags, ...symbolTags, ...numberTags);
  if (name !== undefined) {
    faults.add(name.line, `names the space group ${excerpt(name.value!)}, which is not known`);
    return undefined;
  }
  remarks.add('structure-assumed', 'No symmetry is stated; all atoms of the cell were taken to be listed.');
  return { operations: [identity], declared: undefined };
}

function findNamedSetting(block: CifBlock, cell: CifCell): Setting | undefined {
  const hallSymbol = block.text(...hallTags);
  // Of `R 3 c {hexagonal axes}` the cell tells the axes, and more reliably.
  const symbol = block.text(...symbolTags)?.replace(/\{[^{}]*\}/g, '');
  const number = block.text(...numberTags);
  if ((hallSymbol ?? symbol ?? number) === undefined) return undefined;
  const itNumber = Number(number);
  const choice = block.text('_space_group_it_coordinate_system_code') ?? '';
  const hasChoice = symbol !== undefined && !symbol.includes(':') && /^[12hr]$/i.test(choice);
  return findSetting({
    ...(hallSymbol === undefined ? {} : { hallSymbol }),
    ...(symbol === undefined ? {} : { hermannMauguinSymbol: hasChoice ? `${symbol}:${choice}` : symbol }),
    ...(Number.isInteger(itNumber) ? { itNumber } : {}),
    cell: cell.parameters,
  });
}

function withSetting(setting: Setting, { lattice }: CifCell, remarks: RemarkList): CifSymmetry {
  const operations = operationsOf(setting);
  if (setting.assumed !== undefined) remarks.add('structure-assumed', setting.assumed);
  if (!fitsLattice(operations, lattice)) {
    remarks.add(
      'structure-doubtful',
      `The space group ${setting.hermannMauguinSymbol} does not fit the cell.`,
    );
    return { operations, declared: undefined };
  }
  return { operations, declared: declare(operations, setting) };
}

function withListed(
  operations: readonly SymmetryOperation[],
  setting: Setting | undefined,
  { lattice }: CifCell,
  remarks: RemarkList,
): CifSymmetry {
  if (!fitsLattice(operations, lattice)) {
    remarks.add('structure-doubtful', 'The symmetry operations do not fit the cell.');
    return { operations, declared: undefined };
  }
  if (setting === undefined) return { operations, declared: declare(operations, undefined) };
  const named = operationsOf(setting);
  if (haveSameRotations(operations, named)) return { operations, declared: declare(operations, setting) };
  const counts = `The ${operations.length} symmetry operations listed are not the ${named.length}`;
  remarks.add(
    'structure-doubtful',
    `${counts} of ${setting.hermannMauguinSymbol}; those listed were applied.`,
  );
  return { operations, declared: declare(operations, undefined) };
}

function withIdentity(operations: readonly SymmetryOperation[], remarks: RemarkList) {
  const key = operationKey(identity);
  if (operations.some((operation) => operationKey(operation) === key)) return operations;
  remarks.add('structure-assumed', 'The operation x,y,z is not among those listed; it was added.');
  return [identity, ...operations];
}

function declare(
  operations: readonly SymmetryOperation[],
  setting: Setting | undefined,
): DeclaredSymmetry | undefined {
  const printed = operations.map(printOperation).filter((text) => text !== undefined);
  const isWhole = printed.length === operations.length;
  if (setting === undefined) return isWhole ? { operations: printed } : undefined;
  const { itNumber, hermannMauguinSymbol, hallSymbol, assumed } = setting;
  const isExact = haveSameKeys(operations, operationsOf(setting), operationKey);
  return {
    ...(isWhole ? { operations: printed } : {}),
    itNumber,
    // Of several settings that the file's words fit, another one may be that of the list.
    ...(isExact || assumed === undefined ? { hermannMauguinSymbol } : {}),
    // This one tells the origin too.
    ...(isExact ? { hallSymbol } : {}),
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
  const keys = left.map(keyOf).sort();
  return (
    left.length === right.length &&
    right
      .map(keyOf)
      .sort()
      .every((key, index) => key === keys[index])
  );
}

/** By Hall symbol, of which there are some five hundred. */
const operationsBySetting = new Map<string, readonly SymmetryOperation[]>();

function operationsOf(setting: Setting): readonly SymmetryOperation[] {
  const known = operationsBySetting.get(setting.hallSymbol);
  if (known !== undefined) return known;
  const operations = setting.operations.map((text) => parseOperation(text)!);
  operationsBySetting.set(setting.hallSymbol, operations);
  return operations;
}
