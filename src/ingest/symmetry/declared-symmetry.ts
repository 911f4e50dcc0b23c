/**
 * Symmetry as a file declares it, made consistent: what contradicts the operations is left out, and nothing
 * is added.
 */
import type { JsonValue } from '../../base/index.ts';
import { limits } from '../../base/index.ts';
import { structureRules } from '../../standard/checking.ts';
import type { DeclaredSymmetry, Structure } from '../structure/structure.ts';
import type { CellParameters } from '../structure/unit-cell.ts';
import { cellOfLattice, fullLattice } from '../structure/unit-cell.ts';
import { crystalClassOf } from './crystal-class.ts';
import type { Setting } from './setting-table.ts';
import { operationsOfSetting, settings } from './setting-table.ts';
import { cellShape, findSettings, printedOperations } from './space-group-settings.ts';
import type { SymmetryFinding } from './symmetry-finding.ts';
import type { SymmetryOperation } from './symmetry-operation.ts';
import { parseOperation, printOperation } from './symmetry-operation.ts';

/** Operations that could all be read and written. */
interface KnownOperations {
  readonly printed: ReadonlySet<string>;
  readonly parsed: readonly SymmetryOperation[];
}

/** By what is declared and the shape of the cell: readers give structures of the same words the same object. */
const findings = new WeakMap<DeclaredSymmetry, Map<string, SymmetryFinding>>();

/**
 * The attributes of declared symmetry: none for what is not periodic in three directions.
 *
 * @spec OPTIMADE 1.3.0, "space_group_symmetry_operations_xyz", "space_group_symbol_hall",
 * "space_group_it_number"
 */
export function declaredSymmetryAttributes({ symmetry, periodic, lattice }: Structure): SymmetryFinding {
  if (symmetry === undefined || !periodic.every(Boolean)) return { attributes: {}, remarks: [] };
  const full = fullLattice(lattice);
  const cell = full && cellOfLattice(full);
  const shape = cell === undefined ? 'unknown' : cellShape(cell);
  const byShape = findings.get(symmetry) ?? new Map<string, SymmetryFinding>();
  findings.set(symmetry, byShape);
  const finding = byShape.get(shape) ?? new DeclarationReader(symmetry, cell).read();
  byShape.set(shape, finding);
  return finding;
}

class DeclarationReader {
  readonly #declared: DeclaredSymmetry;
  readonly #cell: CellParameters | undefined;
  readonly #remarks: string[] = [];

  constructor(declared: DeclaredSymmetry, cell: CellParameters | undefined) {
    this.#declared = declared;
    this.#cell = cell;
  }

  read(): SymmetryFinding {
    const operations = this.#readOperations();
    const hall = this.#readHall(operations);
    const itNumber = hall?.itNumber ?? this.#decideNumber(operations);
    const attributes: Record<string, JsonValue> = {};
    if (operations !== undefined) attributes.space_group_symmetry_operations_xyz = [...operations.printed];
    if (hall !== undefined) attributes.space_group_symbol_hall = hall.hallSymbol;
    const symbol = this.#readSymbol(itNumber, operations);
    if (symbol !== undefined) attributes.space_group_symbol_hermann_mauguin = symbol;
    const extended = this.#readExtended(itNumber);
    if (extended !== undefined) attributes.space_group_symbol_hermann_mauguin_extended = extended;
    if (this.#hasNumber(itNumber)) attributes.space_group_it_number = itNumber!;
    return { attributes, remarks: this.#remarks };
  }

  #readOperations(): KnownOperations | undefined {
    const { operations: texts } = this.#declared;
    if (texts === undefined || texts.length === 0) return undefined;
    if (texts.length > limits.symmetryOperationsMax) {
      this.#remarks.push(`The ${texts.length} symmetry operations are too many to be told.`);
      return undefined;
    }
    const operations = texts.map(parseOperation);
    const printed = operations.map((operation) => operation && printOperation(operation));
    const bad = printed.indexOf(undefined);
    if (bad >= 0) {
      this.#remarks.push(`The symmetry operation "${texts[bad]!.slice(0, 80)}" cannot be told.`);
      return undefined;
    }
    if (!printed.includes('x,y,z')) {
      this.#remarks.push('The identity is missing from the symmetry operations.');
      return undefined;
    }
    return {
      printed: new Set(printed.map((text) => text!)),
      parsed: operations.map((operation) => operation!),
    };
  }

  /** The setting that the Hall symbol names, where its operations are those that are given. */
  #readHall(operations: KnownOperations | undefined): Setting | undefined {
    const { hallSymbol } = this.#declared;
    if (hallSymbol === undefined) return undefined;
    const [setting] = findSettings({ hallSymbol });
    if (setting === undefined) {
      this.#remarks.push(`The Hall symbol ${shown(hallSymbol)} is in no table.`);
      return undefined;
    }
    if (operations === undefined || isOfSetting(operations, setting)) return setting;
    this.#remarks.push(`The Hall symbol ${setting.hallSymbol} does not have the operations that are given.`);
    return undefined;
  }

  /**
   * The group that symbol or number tell, whichever the operations bear out; the symbol where both may be
   * right.
   */
  #decideNumber(operations: KnownOperations | undefined): number | undefined {
    const { itNumber } = this.#declared;
    const claims = [this.#settingsOfSymbol()[0]?.itNumber, itNumber].filter((claim) => claim !== undefined);
    const possible = claims.filter((claim) => operations === undefined || isPossible(operations, claim));
    const exact = possible.find((claim) => operations !== undefined && hasSetting(operations, claim));
    return exact ?? possible[0];
  }

  #settingsOfSymbol(): readonly Setting[] {
    const { hermannMauguinSymbol } = this.#declared;
    return hermannMauguinSymbol === undefined ? [] : findSettings({ hermannMauguinSymbol, cell: this.#cell });
  }

  #hasNumber(itNumber: number | undefined): boolean {
    const declared = this.#declared.itNumber;
    if (declared === undefined) return false;
    if (declared === itNumber) return true;
    this.#remarks.push(`The space group number ${declared} contradicts the rest of the symmetry.`);
    return false;
  }

  #readSymbol(itNumber: number | undefined, operations: KnownOperations | undefined): string | undefined {
    const { hermannMauguinSymbol: text } = this.#declared;
    if (text === undefined) return undefined;
    const named = this.#settingsOfSymbol();
    if (named.length === 0) return this.#wellFormed('space_group_symbol_hermann_mauguin', text);
    const fitting = named.filter((setting) => setting.itNumber === itNumber);
    const exact = fitting.find((setting) => operations !== undefined && isOfSetting(operations, setting));
    const setting = exact ?? fitting[0];
    if (setting === undefined) {
      this.#remarks.push(`The space group symbol ${shown(text)} contradicts the rest of the symmetry.`);
    }
    return setting?.shortSymbol;
  }

  #readExtended(itNumber: number | undefined): string | undefined {
    const { hermannMauguinExtended: text } = this.#declared;
    if (text === undefined) return undefined;
    const [setting] = findSettings({ hermannMauguinSymbol: text, cell: this.#cell });
    if (setting === undefined || setting.itNumber === itNumber) {
      return this.#wellFormed('space_group_symbol_hermann_mauguin_extended', text);
    }
    this.#remarks.push(`The space group symbol ${shown(text)} contradicts the rest of the symmetry.`);
    return undefined;
  }

  /** A symbol in the standard's spelling, without what tells the origin. */
  #wellFormed(property: string, text: string): string | undefined {
    const symbol = text.replace(/[_'"]/g, '').replace(/:.*$/, '').replace(/\s+/g, ' ').trim();
    const fits = symbolRules.every((rule) => rule.check({ [property]: symbol }) === undefined);
    if (fits) return symbol;
    this.#remarks.push(`The space group symbol ${shown(text)} is not known.`);
    return undefined;
  }
}

const symbolRules = structureRules.filter(({ name }) => /hermann-mauguin.*-is-well-formed$/.test(name));

function isOfSetting({ printed }: KnownOperations, setting: Setting): boolean {
  const own = printedOperations(setting);
  return own.length === printed.size && own.every((operation) => printed.has(operation));
}

function hasSetting(operations: KnownOperations, itNumber: number): boolean {
  return settings().some((setting) => setting.itNumber === itNumber && isOfSetting(operations, setting));
}

/**
 * Whether operations can be those of a group, in whatever cell: centering and cell do not change the class.
 */
function isPossible({ parsed }: KnownOperations, itNumber: number): boolean {
  const setting = settings().find((one) => one.itNumber === itNumber);
  return setting !== undefined && crystalClassOf(operationsOfSetting(setting)) === crystalClassOf(parsed);
}

function shown(text: string): string {
  return `"${text.slice(0, 80)}"`;
}
