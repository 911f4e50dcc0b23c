/**
 * The tree of a filter as it was written. Nodes are named after the productions of the grammar, hold no property
 * definitions, and are never changed after they were made.
 *
 * @spec OPTIMADE 1.3.0, "The Filter Language EBNF Grammar"
 */

/** Where a node stands in the filter text: UTF-16 offsets, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

interface Node {
  readonly span: Span;
}

/** Expression: what a whole filter is. Chains of OR and AND are flat lists, so long chains do not nest. */
export type Filter = OrExpression | AndExpression | NotExpression | Comparison;

export interface OrExpression extends Node {
  readonly kind: 'Or';
  /** At least two. */
  readonly operands: readonly Filter[];
}

export interface AndExpression extends Node {
  readonly kind: 'And';
  /** At least two. */
  readonly operands: readonly Filter[];
}

export interface NotExpression extends Node {
  readonly kind: 'Not';
  readonly operand: Filter;
}

export type Comparison =
  | ConstantFirstComparison
  | BareProperty
  | ValueOpRhs
  | KnownOpRhs
  | FuzzyStringOpRhs
  | SetOpRhs
  | SetZipOpRhs
  | LengthOpRhs;

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type FuzzyOperator = 'CONTAINS' | 'STARTS' | 'ENDS';
/** HAS alone, or HAS with ALL, ANY or ONLY. */
export type SetQuantifier = 'HAS' | 'ALL' | 'ANY' | 'ONLY';

export interface StringConstant extends Node {
  readonly kind: 'String';
  /** Unescaped, without the quotes. */
  readonly value: string;
}

export interface NumberConstant extends Node {
  readonly kind: 'Number';
  /** As written; `value` is infinite where the number is beyond a double. */
  readonly text: string;
  readonly value: number;
}

export interface BooleanConstant extends Node {
  readonly kind: 'Boolean';
  readonly value: boolean;
}

export interface Property extends Node {
  readonly kind: 'Property';
  /** Identifiers between the dots; at least one. */
  readonly path: readonly string[];
}

export type Constant = StringConstant | NumberConstant | BooleanConstant;
export type Value = Constant | Property;

/** `5 < nelements`, `"a" = "a"`, `TRUE = x`. */
export interface ConstantFirstComparison extends Node {
  readonly kind: 'ConstantFirst';
  readonly left: Constant;
  readonly operator: ComparisonOperator;
  readonly right: Value;
}

/** A property alone. */
export interface BareProperty extends Node {
  readonly kind: 'BareProperty';
  readonly property: Property;
}

export interface ValueOpRhs extends Node {
  readonly kind: 'ValueOp';
  readonly property: Property;
  readonly operator: ComparisonOperator;
  readonly right: Value;
}

export interface KnownOpRhs extends Node {
  readonly kind: 'KnownOp';
  readonly property: Property;
  /** True for IS KNOWN. */
  readonly known: boolean;
}

export interface FuzzyStringOpRhs extends Node {
  readonly kind: 'FuzzyStringOp';
  readonly property: Property;
  readonly operator: FuzzyOperator;
  readonly right: Value;
}

/** One entry of a value list, `= ` where no operator is written. */
export interface ValueListEntry extends Node {
  readonly operator: ComparisonOperator | FuzzyOperator;
  readonly value: Value;
}

export interface SetOpRhs extends Node {
  readonly kind: 'SetOp';
  readonly property: Property;
  readonly quantifier: SetQuantifier;
  /** Exactly one for HAS. */
  readonly entries: readonly ValueListEntry[];
}

export interface SetZipOpRhs extends Node {
  readonly kind: 'SetZipOp';
  /** At least two. */
  readonly properties: readonly Property[];
  readonly quantifier: SetQuantifier;
  /** Each inner list is one `a:b:…` group of at least two; its length need not equal that of `properties`. */
  readonly entries: readonly (readonly ValueListEntry[])[];
}

export interface LengthOpRhs extends Node {
  readonly kind: 'LengthOp';
  readonly property: Property;
  readonly operator: ComparisonOperator;
  readonly right: Value;
}
