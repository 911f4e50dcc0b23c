/**
 * A data block of a CIF as a tree, with all that it holds, also what nothing is read from:
 *
 *     {"data_block": "quartz", "_cell_length_a": "4.913(1)", "_atom_site": [{"_atom_site_label": "Si1", …}, …]}
 *
 * Tags and values are texts as they stand in the file, `?` and `.` too. A loop is a list of its rows under the category
 * of its tags, so that it can be asked for whatever columns it has.
 */
import { DistinctKeys } from '../tree/distinct-keys.ts';
import type { FinishedTree } from '../tree/json-tree.ts';
import { JsonTree } from '../tree/json-tree.ts';
import type { CifBlock } from './cif-block.ts';
import { CifLexer } from './cif-lexer.ts';
import { FaultList } from './fault-list.ts';
import { loopKey } from './loop-key.ts';

/** @param text of the file that the block was read from */
export function blockTree(text: string, block: CifBlock): FinishedTree {
  // What is wrong was told when the block was read.
  const lexer = new CifLexer(text, block.line, new FaultList(), block.start);
  const tree = new JsonTree();
  tree.openMap().key('data_block').text(block.name);
  new BlockWriter(lexer, tree).write();
  return tree.closeMap().finish();
}

class BlockWriter {
  readonly #lexer: CifLexer;
  readonly #tree: JsonTree;
  /** Of the block, or of the save frame in it. */
  #keys = new DistinctKeys();
  readonly #blockKeys = this.#keys;

  constructor(lexer: CifLexer, tree: JsonTree) {
    this.#lexer = lexer;
    this.#tree = tree;
  }

  write(): void {
    const lexer = this.#lexer;
    let kind = lexer.advance();
    while (kind !== 'end' && kind !== 'data' && kind !== 'global') {
      if (kind === 'tag') kind = this.#writeItem();
      else if (kind === 'loop') kind = this.#writeLoop();
      else {
        if (kind === 'save') this.#changeFrame(lexer.text);
        kind = lexer.advance();
      }
    }
    this.#changeFrame('');
  }

  /** A save frame is a map in the block. Frames within frames, which no dictionary has any more, stand side by side. */
  #changeFrame(name: string): void {
    if (this.#keys !== this.#blockKeys) this.#tree.closeMap();
    this.#keys = this.#blockKeys;
    if (name === '') return;
    this.#tree.key(this.#keys.take(`save_${name}`)).openMap();
    this.#keys = new DistinctKeys();
  }

  #writeItem() {
    const lexer = this.#lexer;
    const name = lexer.text;
    const kind = lexer.advance();
    if (kind !== 'value') return kind;
    this.#tree.key(this.#keys.take(name)).text(lexer.text);
    return lexer.advance();
  }

  #writeLoop() {
    const lexer = this.#lexer;
    const tree = this.#tree;
    const tags: string[] = [];
    let kind = lexer.advance();
    for (; kind === 'tag'; kind = lexer.advance()) tags.push(lexer.text);
    const keys = new DistinctKeys();
    const columns = tags.map((tag) => keys.take(tag));
    if (columns.length > 0) tree.key(this.#keys.take(loopKey(tags))).openList();
    let column = 0;
    for (; kind === 'value'; kind = lexer.advance()) {
      if (columns.length === 0) continue;
      if (column === 0) tree.openMap();
      tree.key(columns[column]!).text(lexer.text);
      column += 1;
      if (column < columns.length) continue;
      tree.closeMap();
      column = 0;
    }
    // A row that the file breaks off keeps what it has.
    if (column > 0) tree.closeMap();
    if (columns.length > 0) tree.closeList();
    return kind;
  }
}
