/** Takes one comparison of the tree and gives its bound form, with every type checked. */
import { unreachable } from '../../base/index.ts';
import type {
  Comparison,
  ComparisonOperator,
  Constant,
  FuzzyStringOpRhs,
  LengthOpRhs,
  Property,
  Span,
  Value,
} from '../../filter/index.ts';
import { propertiesIn } from '../../filter/index.ts';
import type { BoundFilter, BoundHas, ItemTest, Operand, PropertyPath } from '../entry-query.ts';
import {
  bindRightSide,
  finiteNumber,
  fuzzyOperators,
  operatorUnsupported,
  typeMismatch,
} from './bind-right-side.ts';
import { bindSet, bindZip } from './bind-set.ts';
import { describeOperand } from './describe-operand.ts';
import type { FilterScope } from './filter-scope.ts';

/**
 * A comparison that names a property of another provider is unknown in every entry; all its names are looked up first,
 * so that a wrong one is told wherever it stands.
 *
 * @spec OPTIMADE 1.3.0, "Comparisons", "Handling unknown property names"
 */
export function bindComparison(comparison: Comparison, scope: FilterScope): BoundFilter {
  const paths = propertiesIn(comparison).map((property) => scope.resolve(property));
  if (paths.includes(undefined)) {
    return { kind: 'truth', truth: comparison.kind === 'KnownOp' ? !comparison.known : null };
  }
  switch (comparison.kind) {
    case 'ConstantFirst':
      return bindConstantFirst(
        comparison.left,
        comparison.operator,
        comparison.right,
        comparison.span,
        scope,
      );
    case 'ValueOp':
      return bindValueOp(comparison.property, comparison.operator, comparison.right, comparison.span, scope);
    case 'BareProperty':
      return bindBare(comparison.property, scope);
    case 'KnownOp':
      return { kind: 'known', path: scope.path(comparison.property), known: comparison.known };
    case 'FuzzyStringOp':
      return bindFuzzy(comparison, scope);
    case 'LengthOp':
      return bindLength(comparison, scope);
    case 'SetOp':
      return bindSet(comparison, scope);
    case 'SetZipOp':
      return bindZip(comparison, scope);
    default:
      return unreachable(comparison);
  }
}

const reversed = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

function bindConstantFirst(
  left: Constant,
  operator: ComparisonOperator,
  right: Value,
  span: Span,
  scope: FilterScope,
): BoundFilter {
  if (right.kind === 'Property') return bindValueOp(right, reversed[operator], left, span, scope);
  if (left.kind !== 'Number' || right.kind !== 'Number') {
    throw scope.fault('constants-compared', span, {
      left: describeOperand(left, scope),
      right: describeOperand(right, scope),
    });
  }
  return { kind: 'truth', truth: holds(finiteNumber(left, scope), operator, finiteNumber(right, scope)) };
}

function holds(left: number, operator: ComparisonOperator, right: number): boolean {
  switch (operator) {
    case '=':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

/** Property values of related entries are compared one by one; one that satisfies is enough. */
function bindValueOp(
  property: Property,
  operator: ComparisonOperator,
  right: Value,
  span: Span,
  scope: FilterScope,
): BoundFilter {
  const left = scope.path(property);
  if (left.kind !== 'target' && right.kind === 'Property' && scope.path(right).kind === 'target') {
    return bindValueOp(right, reversed[operator], property, span, scope);
  }
  if (left.list && left.kind !== 'target') {
    const isHas = operator === '=' && right.kind !== 'Property' && left.type !== 'opaque';
    const has = `${scope.textOf(property.span)} HAS ${scope.textOf(right.span)}`;
    throw typeMismatch(property, right, span, scope, isHas ? has : undefined);
  }
  const operand = bindRightSide(property, operator, right, span, scope);
  if (left.list) return anyItem(left, { operator, right: operand });
  return { kind: 'comparison', left, operator, right: operand };
}

function anyItem(path: PropertyPath, test: ItemTest): BoundHas {
  return { kind: 'has', quantifier: 'any', paths: [path], groups: [[test]] };
}

/** A boolean alone asks whether it is true, any other property whether it is known. */
function bindBare(property: Property, scope: FilterScope): BoundFilter {
  const path = scope.path(property);
  if (path.list || path.type !== 'boolean') return { kind: 'known', path, known: true };
  const right = { kind: 'constant', type: 'boolean', value: true } as const;
  return { kind: 'comparison', left: path, operator: '=', right };
}

function bindFuzzy(
  { property, operator: written, right, span }: FuzzyStringOpRhs,
  scope: FilterScope,
): BoundFilter {
  const left = scope.path(property);
  if (left.list && left.kind !== 'target') {
    const has = `${scope.textOf(property.span)} HAS ${written} ${scope.textOf(right.span)}`;
    const suggestion = left.type === 'string' ? has : undefined;
    throw operatorUnsupported(written, property, span, scope, suggestion);
  }
  const operator = fuzzyOperators[written];
  const operand = bindRightSide(property, written, right, span, scope);
  if (left.list) return anyItem(left, { operator, right: operand });
  return { kind: 'fuzzy', left, operator, right: operand };
}

/** The count of items; where the database names an integer property for it, that property. */
function bindLength({ property, operator, right, span }: LengthOpRhs, scope: FilterScope): BoundFilter {
  const alias = scope.lengthAlias(property);
  const path = scope.path(property);
  if (alias === undefined && !path.list) throw operatorUnsupported('LENGTH', property, span, scope);
  const count = bindCount(property, right, span, scope);
  if (alias !== undefined) return { kind: 'comparison', left: alias, operator, right: count };
  return { kind: 'length', path, operator, right: count };
}

function bindCount(property: Property, right: Value, span: Span, scope: FilterScope): Operand {
  if (right.kind === 'Number') return { kind: 'constant', type: 'number', value: finiteNumber(right, scope) };
  const path = right.kind === 'Property' ? scope.path(right) : undefined;
  if (path?.type === 'number' && !path.list) return path;
  const left = `The length of "${property.path.join('.')}"`;
  throw scope.fault('type-mismatch', span, { left, right: describeOperand(right, scope) });
}
