import { limits, suggest } from '../../base/index.ts';
import type { ArchivePlace } from '../../graph/index.ts';

export type ArchiveNode = ArchivePlace['root'];

/** Where a path stops leading anywhere. */
export interface PathEnd {
  /** How many of its steps lead somewhere. */
  readonly length: number;
  /** What is there, as the end of a sentence. */
  readonly description: string;
  /** The key that was probably meant. */
  readonly suggestion: string | undefined;
}

/**
 * Follows keys and positions from the root of an archive, which tells what is a key and what a position. Negative
 * positions count from the end.
 */
export function findArchivePlace(
  root: ArchiveNode,
  path: readonly string[],
): { readonly node: ArchiveNode } | PathEnd {
  let node = root;
  for (const [length, step] of path.entries()) {
    const next = stepInto(node, step);
    if (next === undefined) return { length, ...describeEnd(node, step) };
    node = next;
  }
  return { node };
}

function stepInto(node: ArchiveNode, step: string): ArchiveNode | undefined {
  if (node.kind === 'map') return node.child(step);
  if (!/^-?\d{1,15}$/.test(step)) return undefined;
  return node.item(step.startsWith('-') ? Number(step) + node.length : Number(step));
}

/** Keys that a sentence names, and how much of each. */
const shownKeysMax = 10;
const shownKeyLengthMax = 60;

function describeEnd(node: ArchiveNode, step: string): Pick<PathEnd, 'description' | 'suggestion'> {
  const { kind, length } = node;
  if (kind === 'map') {
    const keys = firstKeys(node);
    const shown = keys.slice(0, shownKeysMax).map((key) => JSON.stringify(key.slice(0, shownKeyLengthMax)));
    const list = length > shown.length ? [...shown, '…'] : shown;
    const description = length === 0 ? 'a map without keys' : `a map with the keys ${list.join(', ')}`;
    return { description, suggestion: suggest(step, keys) };
  }
  if (kind !== 'list' && kind !== 'sections') {
    return { description: kind === 'null' ? 'null' : `a ${kind}`, suggestion: undefined };
  }
  return { description: describeList(length), suggestion: undefined };
}

function describeList(length: number): string {
  if (length === 0) return 'a list without items';
  return length === 1
    ? 'a list, whose one item has the number 0'
    : `a list, whose items have the numbers 0 to ${length - 1}`;
}

function firstKeys(node: ArchiveNode): readonly string[] {
  const keys: string[] = [];
  for (const { key } of node.children()) {
    if (keys.length === limits.suggestionCandidatesMax) break;
    keys.push(key);
  }
  return keys;
}
