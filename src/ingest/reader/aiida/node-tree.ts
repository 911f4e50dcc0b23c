import { parseElement } from '../parse-element.ts';
import type { FinishedTree } from '../tree/json-tree.ts';
import { JsonTree } from '../tree/json-tree.ts';

const textColumns = ['uuid', 'node_type', 'label', 'description', 'ctime', 'mtime'] as const;
const jsonColumns = ['attributes', 'extras'] as const;

/** A node as a tree: what the archive says of it, its attributes and extras as they stand there, NaN as null. */
export function nodeTree(node: Readonly<Record<string, unknown>>): FinishedTree {
  const tree = new JsonTree().openMap();
  for (const name of textColumns) {
    const value = node[name];
    if (typeof value === 'string') tree.key(name).text(value);
  }
  for (const name of jsonColumns) tree.key(name).json(jsonOf(node[name]));
  return tree.closeMap().finish();
}

function jsonOf(text: unknown): string {
  const trimmed = typeof text === 'string' ? text.trim() : '';
  const parsed = trimmed === '' ? '' : parseElement(Buffer.from(trimmed));
  return typeof parsed === 'string' ? 'null' : parsed.source.toString();
}
