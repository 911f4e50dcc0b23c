/**
 * The 530 settings of space groups that have a Hall symbol in the International Tables, with their
 * operations.
 */

import { moyo } from './moyo.ts';
import type { SymmetryOperation } from './symmetry-operation.ts';

export interface Setting {
  readonly hallNumber: number;
  /** 1 to 230. */
  readonly itNumber: number;
  /** Axes, cell and origin choice: `b1`, `-c2`, `H`, `2cab`; empty where there is one alone. */
  readonly choice: string;
  readonly hallSymbol: string;
  /** Short symbol of this very setting: `P 21/n` where the group is `P 21/c`. */
  readonly shortSymbol: string;
  /** With every axis: `P 1 21/n 1`. */
  readonly fullSymbol: string;
}

const settingCount = 530;
let table: readonly Setting[] | undefined;

/** All settings, by Hall number. */
export function settings(): readonly Setting[] {
  table ??= Array.from({ length: settingCount }, (_, index) => readSetting(index + 1));
  return table;
}

function readSetting(hallNumber: number): Setting {
  const entry = moyo().hall_symbol_entry(hallNumber);
  const fullSymbol = entry.hm_full.replaceAll('_', '');
  return {
    hallNumber,
    itNumber: entry.number,
    choice: entry.setting,
    // The library writes the two primes as one equals sign; the tables, and nearly all files, as a quotation mark.
    hallSymbol: entry.hall_symbol.replaceAll('=', '"'),
    shortSymbol: isMonoclinic(entry.number) ? withoutOnes(fullSymbol) : entry.hm_short.replaceAll('_', ''),
    fullSymbol,
  };
}

export function isMonoclinic(itNumber: number): boolean {
  return itNumber >= 3 && itNumber <= 15;
}

/** The library shortens the symbols of all monoclinic settings to that of the standard one. */
function withoutOnes(fullSymbol: string): string {
  return fullSymbol
    .split(' ')
    .filter((part) => part !== '1')
    .join(' ');
}

const operationsByHallNumber = new Map<number, readonly SymmetryOperation[]>();

/** All operations of the conventional cell, those of centering among them, the identity first. */
export function operationsOfSetting({ hallNumber, itNumber }: Setting): readonly SymmetryOperation[] {
  const known = operationsByHallNumber.get(hallNumber);
  if (known !== undefined) return known;
  const choice = { type: 'HallNumber', value: hallNumber } as const;
  const operations = moyo().operations_from_number(itNumber, choice, false).map(operationOfMoyo);
  operationsByHallNumber.set(hallNumber, operations);
  return operations;
}

/** The library writes matrices column by column. */
export function operationOfMoyo({
  rotation: [xx, yx, zx, xy, yy, zy, xz, yz, zz],
  translation,
}: ReturnType<ReturnType<typeof moyo>['operations_from_number']>[number]): SymmetryOperation {
  return {
    rotation: [
      [xx, xy, xz],
      [yx, yy, yz],
      [zx, zy, zz],
    ],
    translation,
  };
}
