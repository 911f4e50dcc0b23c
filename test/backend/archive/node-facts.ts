import { Buffer } from 'node:buffer';
import type { ArchiveNode } from '../../../src/backend/archive/archive-node.ts';

/** All that a node tells, and the nodes below. */
export interface NodeFacts {
  readonly kind: string;
  readonly length: number;
  readonly json: string;
  readonly mayHoldReferences: boolean;
  readonly text?: string;
  readonly children?: readonly (readonly [key: string, keyJson: string, child: NodeFacts])[];
  readonly items?: readonly NodeFacts[];
}

export function jsonOf(node: ArchiveNode, start?: number, end?: number): string {
  return Buffer.concat([...node.read(start, end)]).toString();
}

export function factsOf(node: ArchiveNode): NodeFacts {
  const json = jsonOf(node);
  if (Buffer.byteLength(json) !== node.sizeBytes) throw new Error('the size is not that of the text');
  const facts = { kind: node.kind, length: node.length, json, mayHoldReferences: node.mayHoldReferences };
  if (node.kind === 'string') return { ...facts, text: node.text() };
  if (node.kind === 'map') {
    const children = [...node.children()].map(
      ({ key, keyJson, node: child }) => [key, Buffer.from(keyJson).toString(), factsOf(child)] as const,
    );
    return { ...facts, children };
  }
  if (node.kind === 'list' || node.kind === 'sections')
    return { ...facts, items: [...node.items()].map(factsOf) };
  return facts;
}

/** Facts of a value that was parsed, so far as parsing tells them. */
export function plainFactsOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => plainFactsOf(item));
    const isSections = value.length > 0 && value.every((item) => isMap(item));
    return { kind: isSections ? 'sections' : 'list', length: value.length, items };
  }
  if (isMap(value)) {
    const children = Object.entries(value).map(([key, child]) => [key, plainFactsOf(child)]);
    return { kind: 'map', length: children.length, children };
  }
  if (typeof value === 'string') return { kind: 'string', length: 0, text: value };
  return { kind: value === null ? 'null' : typeof value, length: 0, value };
}

/** The same of a node. */
export function plainFactsOfNode(node: ArchiveNode): unknown {
  const { kind, length } = node;
  if (kind === 'map') {
    return {
      kind,
      length,
      children: [...node.children()].map((child) => [child.key, plainFactsOfNode(child.node)]),
    };
  }
  if (kind === 'list' || kind === 'sections')
    return { kind, length, items: [...node.items()].map(plainFactsOfNode) };
  if (kind === 'string') return { kind, length, text: node.text() };
  return { kind, length, value: JSON.parse(jsonOf(node)) };
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
