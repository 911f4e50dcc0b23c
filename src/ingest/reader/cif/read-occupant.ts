/**
 * What sits on the site of an atom: its element by type symbol or label, its charge, hydrogen bound to it.
 */
import type { SiteSymbol } from '../../structure/site-symbol.ts';
import { readSymbol } from '../../structure/site-symbol.ts';
import type { CifBlock, CifLoop } from './cif-block.ts';
import { readNumber } from './read-number.ts';

/** Hydrogens that one atom may bind; more are a number in the wrong column. */
const attachedMax = 8;

/** Reads the atoms of one block. */
export class OccupantReader {
  /** Elements of the formula that the block states; empty where it states none. */
  readonly #stated: ReadonlySet<string>;
  /** Elementary charges by type symbol. */
  readonly #charges = new Map<string, number>();
  readonly #known = new Map<string, SiteSymbol>();

  constructor(block: CifBlock, statedElements: ReadonlySet<string>) {
    this.#stated = statedElements;
    const types = block.loop('_atom_type_oxidation_number');
    for (let row = 0; row < (types?.rowCount ?? 0); row += 1) {
      const charge = readNumber(types!.value(row, '_atom_type_oxidation_number'));
      const symbol = types!.value(row, '_atom_type_symbol');
      if (symbol !== undefined && charge !== undefined) this.#charges.set(symbol, charge);
    }
  }

  /** Atoms of no element known are `X`. */
  read(loop: CifLoop, row: number, label: string): SiteSymbol {
    const type = loop.value(row, '_atom_site_type_symbol', '_chem_comp_atom_type_symbol');
    const key = `${type ?? ''}\n${label}`;
    let kind = this.#known.get(key);
    if (kind === undefined) {
      kind = this.#readKind(type, label);
      this.#known.set(key, kind);
    }
    return withAttached(withCharge(kind, loop, row), loop, row);
  }

  #readKind(type: string | undefined, label: string): SiteSymbol {
    const byType = type === undefined ? undefined : readSymbol(type);
    const kind = byType ?? this.#readLabel(label) ?? { symbol: 'X', originalName: type ?? label };
    const charge = type === undefined ? undefined : this.#charges.get(type);
    if (charge === undefined || charge === 0 || kind.charge === charge) return kind;
    return { ...kind, charge, originalName: kind.originalName ?? kind.symbol };
  }

  /** The formula tells whether `CA1` and `Ho1` are carbon and hydrogen. */
  #readLabel(label: string): SiteSymbol | undefined {
    const kind = readSymbol(label);
    if (kind === undefined || kind.symbol.length !== 2 || this.#stated.size === 0) return kind;
    if (this.#stated.has(kind.symbol)) return kind;
    const first = readSymbol(label.slice(0, 1));
    return first !== undefined && this.#stated.has(first.symbol) ? first : kind;
  }
}

function withCharge(kind: SiteSymbol, loop: CifLoop, row: number): SiteSymbol {
  const text = loop.value(row, '_atom_site_pdbx_formal_charge', '_chem_comp_atom_charge');
  const charge = readNumber(text);
  return charge === undefined || charge === 0 ? kind : { ...kind, charge };
}

function withAttached(kind: SiteSymbol, loop: CifLoop, row: number): SiteSymbol {
  const count = readNumber(loop.value(row, '_atom_site_attached_hydrogens'));
  if (count === undefined || !Number.isInteger(count) || count < 1 || count > attachedMax) return kind;
  return { ...kind, attached: [{ symbol: 'H', count }] };
}
