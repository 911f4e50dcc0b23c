/** Symmetry operations of a block, reduced to what differs by more than a lattice vector. */
import type { SymmetryOperation } from '../../symmetry/symmetry-operation.ts';
import { parseOperation } from '../../symmetry/symmetry-operation.ts';
import { excerpt } from '../finding/excerpt.ts';
import type { CifBlock, CifLoop } from './cif-block.ts';
import type { FaultList } from './fault-list.ts';

const operationTags = [
  '_space_group_symop_operation_xyz',
  '_symmetry_equiv_pos_as_xyz',
  '_space_group_symop_magn_operation_xyz',
  '_space_group_symop_ssg_operation_algebraic',
] as const;
const centeringTags = ['_space_group_symop_magn_centering_xyz'] as const;

/** Translations are exact fractions of this many parts, or what the file gives where they are near none. */
const translationParts = 24;
const translationTolerance = 1e-3;

/** The texts of the operations that a block lists, which say all that `readOperations` heeds. */
export function operationTexts(block: CifBlock): readonly (readonly string[])[] {
  return [operationTags, centeringTags].map((tags) => textsOf(block.loop(...tags), tags));
}

function textsOf(loop: CifLoop | undefined, tags: readonly string[]): string[] {
  const texts: string[] = [];
  for (let row = 0; row < (loop?.rowCount ?? 0); row += 1) texts.push(loop!.value(row, ...tags) ?? '');
  return texts;
}

/**
 * The distinct operations in the order of the file, translations within the cell. Of modulated structures the
 * part that holds in three dimensions, of magnetic ones the part without time.
 *
 * Errors: undefined where there are none, or where one cannot be read: without it the cell would be
 * incomplete.
 */
export function readOperations(block: CifBlock, faults: FaultList): SymmetryOperation[] | undefined {
  const operations = parseAll(block, operationTags, faults);
  if (operations === undefined || operations.length === 0) return undefined;
  const centerings = parseAll(block, centeringTags, faults) ?? [];
  if (centerings.length === 0) return distinct(operations);
  return distinct(
    centerings.flatMap(({ translation }) => operations.map((one) => shifted(one, translation))),
  );
}

function parseAll(block: CifBlock, tags: readonly string[], faults: FaultList) {
  const loop = block.loop(...tags);
  const operations: SymmetryOperation[] = [];
  for (let row = 0; row < (loop?.rowCount ?? 0); row += 1) {
    const text = loop!.value(row, ...tags);
    if (text === undefined) continue;
    const operation = parseText(text);
    if (operation === undefined) {
      faults.add(loop!.line(row), `gives ${excerpt(text)} as a symmetry operation`);
      return undefined;
    }
    operations.push(operation);
  }
  return operations;
}

/** Files of one kind repeat the same few thousand operations. */
const known = new Map<string, SymmetryOperation>();
const knownMax = 10_000;

function parseText(text: string): SymmetryOperation | undefined {
  const earlier = known.get(text);
  if (earlier !== undefined) return earlier;
  const parsed = parseOperation(inThreeDimensions(text));
  if (parsed === undefined) return undefined;
  const operation = shifted(parsed, [0, 0, 0]);
  if (known.size >= knownMax) known.clear();
  known.set(text, operation);
  return operation;
}

/** `x1,x2,x3,x4` → `x,y,z`; `x,y,z,+1` → `x,y,z`. */
function inThreeDimensions(text: string): string {
  const terms = text.split(',');
  if (terms.length < 4 || terms.length > 9) return text;
  return terms
    .slice(0, 3)
    .join(',')
    .replace(/x([123])/gi, (_, axis: string) => 'xyz'[Number(axis) - 1]!);
}

function shifted({ rotation, translation }: SymmetryOperation, by: readonly number[]): SymmetryOperation {
  const [x, y, z] = translation.map((value, axis) => withinCell(value + by[axis]!));
  return { rotation, translation: [x!, y!, z!] };
}

function withinCell(translation: number): number {
  const parts = (translation - Math.floor(translation)) * translationParts;
  const nearest = Math.round(parts);
  const isNear = Math.abs(parts - nearest) <= translationParts * translationTolerance;
  return (isNear ? nearest % translationParts : parts) / translationParts;
}

function distinct(operations: readonly SymmetryOperation[]): SymmetryOperation[] {
  return [...new Map([...operations].reverse().map((one) => [operationKey(one), one])).values()].reverse();
}

/** The same for operations that differ by a lattice vector. */
export function operationKey({ rotation, translation }: SymmetryOperation): string {
  const shifts = translation.map((value) => Math.round(value * 1e4) % 1e4);
  return `${rotation.join(',')},${shifts.join(',')}`;
}
