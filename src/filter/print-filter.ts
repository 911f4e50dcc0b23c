import type { Filter, Property, Value, ValueListEntry } from './ast.ts';

/** The text of a filter in its plainest form; reading it gives the same tree, spans aside. */
export function printFilter(filter: Filter): string {
  switch (filter.kind) {
    case 'Or':
      return filter.operands.map((operand) => printOperand(operand, ['Or'])).join(' OR ');
    case 'And':
      return filter.operands.map((operand) => printOperand(operand, ['Or', 'And'])).join(' AND ');
    case 'Not':
      return `NOT ${printOperand(filter.operand, ['Or', 'And', 'Not'])}`;
    case 'ConstantFirst':
      return `${printValue(filter.left)} ${filter.operator} ${printValue(filter.right)}`;
    case 'BareProperty':
      return printProperty(filter.property);
    case 'ValueOp':
      return `${printProperty(filter.property)} ${filter.operator} ${printValue(filter.right)}`;
    case 'KnownOp':
      return `${printProperty(filter.property)} IS ${filter.known ? 'KNOWN' : 'UNKNOWN'}`;
    case 'FuzzyStringOp':
      return `${printProperty(filter.property)} ${printOperator(filter.operator)}${printValue(filter.right)}`;
    case 'LengthOp':
      return `${printProperty(filter.property)} LENGTH ${printOperator(filter.operator)}${printValue(filter.right)}`;
    case 'SetOp':
      return `${printProperty(filter.property)} ${printQuantifier(filter.quantifier)} ${filter.entries
        .map(printEntry)
        .join(', ')}`;
    case 'SetZipOp':
      return `${filter.properties.map(printProperty).join(':')} ${printQuantifier(filter.quantifier)} ${filter.entries
        .map((group) => group.map(printEntry).join(':'))
        .join(', ')}`;
  }
}

/** In parentheses where the operand binds no tighter than what it stands in. */
function printOperand(operand: Filter, looser: readonly Filter['kind'][]): string {
  const text = printFilter(operand);
  return looser.includes(operand.kind) ? `(${text})` : text;
}

function printEntry(entry: ValueListEntry): string {
  return printOperator(entry.operator) + printValue(entry.value);
}

/** With the blank behind it; nothing for the `=` that goes without saying. */
function printOperator(operator: ValueListEntry['operator']): string {
  if (operator === '=') return '';
  return operator === 'STARTS' || operator === 'ENDS' ? `${operator} WITH ` : `${operator} `;
}

function printQuantifier(quantifier: 'HAS' | 'ALL' | 'ANY' | 'ONLY'): string {
  return quantifier === 'HAS' ? 'HAS' : `HAS ${quantifier}`;
}

function printValue(value: Value): string {
  switch (value.kind) {
    case 'String':
      return `"${value.value.replace(/["\\]/g, '\\$&')}"`;
    case 'Number':
      return value.text;
    case 'Boolean':
      return value.value ? 'TRUE' : 'FALSE';
    case 'Property':
      return printProperty(value);
  }
}

function printProperty(property: Property): string {
  return property.path.join('.');
}
