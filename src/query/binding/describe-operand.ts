import type { Value } from '../../filter/index.ts';
import type { PropertyPath } from '../entry-query.ts';
import type { FilterScope } from './filter-scope.ts';

/** How an error speaks of one side of an operator: `the list "elements"`, `the string "Si"`. */
export function describeOperand(value: Value, scope: FilterScope): string {
  switch (value.kind) {
    case 'String':
      return `the string ${scope.textOf(value.span)}`;
    case 'Number':
      return `the number ${value.text}`;
    case 'Boolean':
      return value.value ? 'TRUE' : 'FALSE';
    case 'Property':
      return `the ${kindOf(scope.path(value))} "${value.path.join('.')}"`;
  }
}

function kindOf({ list, type }: PropertyPath): string {
  if (list) return 'list';
  return type === 'opaque' ? 'composite value' : type;
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
