/**
 * Tokens of a CIF → its data blocks. Keeps what readers of structures ask for, so that reflections, patterns
 * and tables of bonds cost no memory, and mends what programs commonly get wrong: loops that end within a
 * row, tags without value.
 */

import { excerpt } from '../finding/excerpt.ts';
import type { CifTag, CifValue } from './cif-block.ts';
import { CifBlock, CifLoop } from './cif-block.ts';
import { CifLexer } from './cif-lexer.ts';
import type { FaultList } from './fault-list.ts';
import { mendLoop } from './mend-loop.ts';

/** Beginnings of the tags that something is read from; the rest is skipped. */
const keptCategories = new RegExp(
  `^_(?:${[
    'cell_|symmetry_|space_group_',
    'atom_sites?_(?!aniso_)|atom_type_|chem_comp_|chemical_',
    'journal_|publ_|citation_|database_|cod_|amcsd_',
    'exptl_crystal_|diffrn_ambient_|diffrn_radiation_|refine_ls_|pd_phase_',
  ].join('|')})`,
);

/**
 * All blocks of the text, the ones without atoms too. Items before the first `data_` form a block without
 * name.
 *
 * Errors: none; what breaks the grammar is among the faults.
 */
export function parseCif(text: string, line: number, faults: FaultList): CifBlock[] {
  return new CifParser(text, line, faults).parse();
}

class CifParser {
  readonly #lexer: CifLexer;
  readonly #faults: FaultList;
  readonly #blocks: CifBlock[] = [];
  #block: CifBlock | undefined;
  #global: CifBlock | undefined;
  /** Items of save frames describe something other than the block. */
  #isInFrame = false;

  constructor(text: string, line: number, faults: FaultList) {
    this.#faults = faults;
    this.#lexer = new CifLexer(text, line, faults);
  }

  parse(): CifBlock[] {
    const lexer = this.#lexer;
    let kind = lexer.advance();
    while (kind !== 'end') {
      switch (kind) {
        case 'data':
          this.#openBlock(lexer.text, lexer.position);
          kind = lexer.advance();
          break;
        case 'global':
          this.#global = undefined;
          this.#global = this.#openBlock('global', lexer.position);
          kind = lexer.advance();
          break;
        case 'save':
          this.#isInFrame = lexer.text !== '';
          kind = lexer.advance();
          break;
        case 'stop':
          kind = lexer.advance();
          break;
        case 'loop':
          kind = this.#parseLoop();
          break;
        case 'tag':
          kind = this.#parseItem();
          break;
        case 'value':
          kind = this.#skipStrayValues();
          break;
      }
    }
    return this.#blocks;
  }

  #openBlock(name: string, start: number): CifBlock {
    const block = new CifBlock(name, { line: this.#lexer.line, start }, this.#global);
    this.#blocks.push(block);
    this.#block = block;
    this.#isInFrame = false;
    return block;
  }

  #currentBlock(): CifBlock {
    return this.#block ?? this.#openBlock('', 0);
  }

  #parseItem() {
    const lexer = this.#lexer;
    const name = lexer.text;
    const { line } = lexer;
    const kind = lexer.advance();
    if (kind !== 'value') {
      this.#faults.add(line, `has no value behind ${excerpt(name)}`);
      return kind;
    }
    const tag = normalizeTag(name);
    if (this.#isInFrame || !keptCategories.test(tag)) return lexer.advance();
    const value = this.#value();
    const earlier = this.#currentBlock().addItem(tag, { value, line });
    if (earlier?.value !== undefined && value !== undefined) {
      const values = `${excerpt(earlier.value)} and ${excerpt(value)}`;
      this.#faults.add(line, `has two values of ${excerpt(name)}, ${values}; the first one is taken`);
    }
    return lexer.advance();
  }

  #parseLoop() {
    const lexer = this.#lexer;
    const { line } = lexer;
    const names: string[] = [];
    let kind = lexer.advance();
    for (; kind === 'tag'; kind = lexer.advance()) names.push(lexer.text);
    const tags = names.map(normalizeTag);
    const isKept = !this.#isInFrame && tags.some((tag) => keptCategories.test(tag));
    const values: CifValue[] = [];
    const lines: number[] = [];
    for (; kind === 'value'; kind = lexer.advance()) {
      if (!isKept) continue;
      values.push(this.#value());
      lines.push(lexer.line);
    }
    if (tags.length === 0) this.#faults.add(line, 'has a loop without tags');
    else if (isKept) this.#keepLoop(names[0]!, tags, values, lines);
    return kind;
  }

  #keepLoop(name: string, tags: readonly CifTag[], values: readonly CifValue[], lines: readonly number[]) {
    if (values.length === 0) return;
    const block = this.#currentBlock();
    if (values.length % tags.length === 0) {
      block.addLoop(tags, new CifLoop(tags, values, lines));
      return;
    }
    const mended = mendLoop(tags.length, values, lines);
    if (mended.values.length > 0) block.addLoop(tags, new CifLoop(tags, mended.values, mended.lines));
    const rowCount = mended.values.length / tags.length;
    const rows = rowCount === 1 ? '1 row is kept' : `${rowCount} rows are kept`;
    const loop = `the ${tags.length} tags of the loop of ${excerpt(name)}`;
    this.#faults.add(mended.faultLine, `has ${values.length} values for ${loop}; ${rows}`);
  }

  #value(): CifValue {
    const { text, isQuoted } = this.#lexer;
    return !isQuoted && (text === '?' || text === '.') ? undefined : text;
  }

  #skipStrayValues() {
    const lexer = this.#lexer;
    this.#faults.add(lexer.line, `has a value without a tag, ${excerpt(lexer.text)}`);
    let kind = lexer.advance();
    while (kind === 'value') kind = lexer.advance();
    return kind;
  }
}

function normalizeTag(name: string): CifTag {
  return name.toLowerCase().replaceAll('.', '_');
}
