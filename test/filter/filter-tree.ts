import type { Filter, Property, Value, ValueListEntry } from '../../src/filter/index.ts';

/** The tree of a filter in brackets, operator first: `(and (= a 1) (not (known b)))`. */
export function filterTree(filter: Filter): string {
  switch (filter.kind) {
    case 'Or':
    case 'And':
      return bracket(filter.kind.toLowerCase(), ...filter.operands.map(filterTree));
    case 'Not':
      return bracket('not', filterTree(filter.operand));
    case 'ConstantFirst':
      return bracket(`${filter.operator}'`, value(filter.left), value(filter.right));
    case 'BareProperty':
      return name(filter.property);
    case 'ValueOp':
      return bracket(filter.operator, name(filter.property), value(filter.right));
    case 'KnownOp':
      return bracket(filter.known ? 'known' : 'unknown', name(filter.property));
    case 'FuzzyStringOp':
      return bracket(filter.operator.toLowerCase(), name(filter.property), value(filter.right));
    case 'LengthOp':
      return bracket(`length${filter.operator}`, name(filter.property), value(filter.right));
    case 'SetOp':
      return bracket(quantifier(filter), name(filter.property), ...filter.entries.map(entry));
    case 'SetZipOp':
      return bracket(
        quantifier(filter),
        filter.properties.map(name).join(':'),
        ...filter.entries.map((group) => group.map(entry).join(':')),
      );
  }
}

function bracket(...parts: readonly string[]): string {
  return `(${parts.join(' ')})`;
}

function quantifier(filter: { readonly quantifier: string }): string {
  return filter.quantifier === 'HAS' ? 'has' : `has-${filter.quantifier.toLowerCase()}`;
}

function entry({ operator, value: right }: ValueListEntry): string {
  return operator === '=' ? value(right) : bracket(operator.toLowerCase(), value(right));
}

function value(node: Value): string {
  if (node.kind === 'Property') return name(node);
  return node.kind === 'Number' ? node.text : JSON.stringify(node.value);
}

function name(property: Property): string {
  return property.path.join('.');
}
