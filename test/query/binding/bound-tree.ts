import type { BoundFilter, ItemTest, Operand } from '../../../src/query/index.ts';

/** A bound filter in brackets, operator first; lists end in `[]`, timestamps begin with `@`. */
export function boundTree(filter: BoundFilter): string {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return bracket(filter.kind, ...filter.operands.map(boundTree));
    case 'not':
      return bracket('not', boundTree(filter.operand));
    case 'truth':
      return String(filter.truth);
    case 'known':
      return bracket(filter.known ? 'known' : 'unknown', operand(filter.path));
    case 'comparison':
    case 'fuzzy':
      return bracket(filter.operator, operand(filter.left), operand(filter.right));
    case 'length':
      return bracket(`length${filter.operator}`, operand(filter.path), operand(filter.right));
    case 'has':
      return bracket(
        `has-${filter.quantifier}`,
        filter.paths.map(operand).join(':'),
        ...filter.groups.map((group) => group.map(test).join(':')),
      );
  }
}

function bracket(...parts: readonly string[]): string {
  return `(${parts.join(' ')})`;
}

function test({ operator, right }: ItemTest): string {
  return operator === '=' ? operand(right) : bracket(operator, operand(right));
}

export function operand(node: Operand): string {
  switch (node.kind) {
    case 'constant':
      return node.type === 'timestamp' ? `@${node.value}` : JSON.stringify(node.value);
    case 'attribute':
      return [node.property, ...node.keys].join('.') + (node.list ? '[]' : '');
    case 'relationship':
      return `${node.entryType}.${node.member}[]`;
    case 'target':
      return `${node.entryType}.target(${operand(node.path)})`;
  }
}
