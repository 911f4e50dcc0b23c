import type { OptimadeError } from '../../base/index.ts';
import type { Constant, FuzzyOperator, Property, Span, Value, ValueListEntry } from '../../filter/index.ts';
import { parseTimestamp, timestampKey } from '../../standard/index.ts';
import type { Operand, QueryConstant } from '../entry-query.ts';
import { capitalized, describeOperand } from './describe-operand.ts';
import type { FilterScope } from './filter-scope.ts';

export const fuzzyOperators = { CONTAINS: 'contains', STARTS: 'starts', ENDS: 'ends' } as const;

export function isFuzzy(operator: ValueListEntry['operator']): operator is FuzzyOperator {
  return Object.hasOwn(fuzzyOperators, operator);
}

/**
 * The right side of an operator, checked against the type of the property on its left (of its items, where that is a
 * list). A property on the right must be a scalar of the same type.
 *
 * Errors: `type-mismatch`, `operator-unsupported`, `timestamp-invalid`, `number-range`.
 * @spec OPTIMADE 1.3.0, "Type handling and conversions in comparisons"
 */
export function bindRightSide(
  left: Property,
  operator: ValueListEntry['operator'],
  right: Value,
  span: Span,
  scope: FilterScope,
): Operand {
  const { type } = scope.path(left);
  const unordered = operator === '=' || operator === '!=';
  if (type === 'opaque' || (isFuzzy(operator) && type !== 'string') || (!unordered && type === 'boolean')) {
    throw operatorUnsupported(operator, left, span, scope);
  }
  if (right.kind === 'Property') return bindScalar(left, right, span, scope);
  const constant = bindConstant(left, right, span, scope);
  if (type === 'timestamp' && unordered) scope.warn('timestamp-exact', { property: left.path.join('.') });
  return constant;
}

function bindScalar(left: Property, right: Property, span: Span, scope: FilterScope): Operand {
  const path = scope.path(right);
  if (path.list || path.type !== scope.path(left).type) throw typeMismatch(left, right, span, scope);
  return path;
}

function bindConstant(left: Property, constant: Constant, span: Span, scope: FilterScope): QueryConstant {
  const { type } = scope.path(left);
  const { kind } = constant;
  if (kind === 'String' && type === 'string') return { kind: 'constant', type, value: constant.value };
  if (kind === 'String' && type === 'timestamp') {
    const value = timestampKey(constant.value);
    if (value === undefined) throw timestampInvalid(left, constant.value, constant.span, scope);
    return { kind: 'constant', type, value };
  }
  if (kind === 'Number' && type === 'number') {
    return { kind: 'constant', type, value: finiteNumber(constant, scope) };
  }
  if (kind === 'Boolean' && type === 'boolean') return { kind: 'constant', type, value: constant.value };
  throw typeMismatch(left, constant, span, scope);
}

/** Errors: `number-range`. Minus zero becomes zero, so that no engine need tell them apart. */
export function finiteNumber(constant: Extract<Constant, { kind: 'Number' }>, scope: FilterScope): number {
  if (Number.isFinite(constant.value)) return constant.value + 0;
  throw scope.fault('number-range', constant.span, { value: constant.text });
}

export function typeMismatch(
  left: Value,
  right: Value,
  span: Span,
  scope: FilterScope,
  suggestion?: string,
): OptimadeError {
  return scope.fault(
    'type-mismatch',
    span,
    { left: capitalized(describeOperand(left, scope)), right: describeOperand(right, scope) },
    suggestion,
  );
}

export function operatorUnsupported(
  operator: string,
  property: Property,
  span: Span,
  scope: FilterScope,
  suggestion?: string,
): OptimadeError {
  const operand = describeOperand(property, scope);
  return scope.fault('operator-unsupported', span, { operator: `"${operator}"`, operand }, suggestion);
}

function timestampInvalid(left: Property, value: string, span: Span, scope: FilterScope): OptimadeError {
  const completed = ['T00:00:00Z', 'Z'].map((ending) => value + ending).find(parseTimestamp);
  const suggestion = completed && `"${completed}"`;
  return scope.fault('timestamp-invalid', span, { value, property: left.path.join('.') }, suggestion);
}
