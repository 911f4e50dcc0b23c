import type { Comparison, Property, Value } from './ast.ts';

/** Every property that a comparison names, in the order of the text. */
export function propertiesIn(comparison: Comparison): readonly Property[] {
  switch (comparison.kind) {
    case 'ConstantFirst':
      return propertiesAmong([comparison.right]);
    case 'BareProperty':
    case 'KnownOp':
      return [comparison.property];
    case 'ValueOp':
    case 'FuzzyStringOp':
    case 'LengthOp':
      return propertiesAmong([comparison.property, comparison.right]);
    case 'SetOp':
      return propertiesAmong([comparison.property, ...comparison.entries.map(({ value }) => value)]);
    case 'SetZipOp':
      return propertiesAmong([
        ...comparison.properties,
        ...comparison.entries.flat().map(({ value }) => value),
      ]);
  }
}

function propertiesAmong(values: readonly Value[]): readonly Property[] {
  return values.filter((value) => value.kind === 'Property');
}
