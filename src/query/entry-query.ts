/**
 * The bound query: what a request asks of the entries, with every property resolved against its definition and every
 * type checked. This is all that a backend sees; it knows no filter text and no HTTP. Nodes are readonly.
 */

/** The types whose values can be compared. Integers and floats are both `number`. */
export type ComparableType = 'string' | 'number' | 'boolean' | 'timestamp';

/** `opaque`: dictionaries, lists of lists, custom data types; only IS KNOWN (and LENGTH on lists) work on these. */
export type PathType = ComparableType | 'opaque';

/**
 * A property or a nested name of one entry type. `property` may be `id` or `type`. `list` is true where the value is a
 * list: the property itself is one, or a list of dictionaries lies on the way and the values are flattened.
 */
export interface AttributePath {
  readonly kind: 'attribute';
  readonly property: string;
  readonly keys: readonly string[];
  readonly list: boolean;
  readonly type: PathType;
}

/** `references.id` and its correlated lists: one item per related entry of that type. */
export interface RelationshipPath {
  readonly kind: 'relationship';
  readonly entryType: string;
  readonly member: 'id' | 'description' | 'role';
  readonly list: true;
  readonly type: 'string';
}

/**
 * `references.target.doi`: the property of the related entries. One item per related entry where `path` is not a list
 * (null where that entry is missing or has no value); else the flat list over all of them.
 */
export interface TargetPath {
  readonly kind: 'target';
  readonly entryType: string;
  readonly path: AttributePath;
  readonly list: true;
  readonly type: PathType;
}

export type PropertyPath = AttributePath | RelationshipPath | TargetPath;

/** A value from the request. A timestamp's `value` is the comparison key made by `timestampKey` of the standard room. */
export type QueryConstant =
  | { readonly kind: 'constant'; readonly type: 'string' | 'timestamp'; readonly value: string }
  | { readonly kind: 'constant'; readonly type: 'number'; readonly value: number }
  | { readonly kind: 'constant'; readonly type: 'boolean'; readonly value: boolean };

export type Operand = QueryConstant | PropertyPath;

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type FuzzyOperator = 'contains' | 'starts' | 'ends';

/**
 * The truth of a filter on an entry is true, false or unknown (Kleene); an entry matches where it is true.
 *
 * - A comparison, fuzzy, has or length node is unknown where any property that it names is unknown (null or absent).
 * - A null item of a list satisfies no test; it counts for LENGTH and makes `only` false.
 *
 * @spec OPTIMADE 1.3.0, "Filtering on properties with an unknown value"
 */
export type BoundFilter =
  | BoundAnd
  | BoundOr
  | BoundNot
  | BoundTruth
  | BoundKnown
  | BoundComparison
  | BoundFuzzy
  | BoundHas
  | BoundLength;

export interface BoundAnd {
  readonly kind: 'and';
  readonly operands: readonly BoundFilter[];
}

export interface BoundOr {
  readonly kind: 'or';
  readonly operands: readonly BoundFilter[];
}

export interface BoundNot {
  readonly kind: 'not';
  readonly operand: BoundFilter;
}

/** The same for every entry: `5 < 7`, or null (unknown) for a comparison with a foreign property. */
export interface BoundTruth {
  readonly kind: 'truth';
  readonly truth: boolean | null;
}

/** IS KNOWN or IS UNKNOWN; never unknown itself. */
export interface BoundKnown {
  readonly kind: 'known';
  readonly path: PropertyPath;
  readonly known: boolean;
}

/** Both sides are scalars of one comparable type; at least one is a path. */
export interface BoundComparison {
  readonly kind: 'comparison';
  readonly left: Operand;
  readonly operator: ComparisonOperator;
  readonly right: Operand;
}

/** Literal, case-sensitive substring test on strings. */
export interface BoundFuzzy {
  readonly kind: 'fuzzy';
  readonly left: PropertyPath;
  readonly operator: FuzzyOperator;
  readonly right: Operand;
}

/** The test of one list item: `item operator right`. `right` is a constant or a scalar path of the same entry. */
export interface ItemTest {
  readonly operator: ComparisonOperator | FuzzyOperator;
  readonly right: Operand;
}

/**
 * HAS on one list (`paths` of length one) or on lists zipped item by item. A group holds one test per path; an index
 * satisfies a group where each list's item there satisfies its test. Lists of unequal length are zipped as far as the
 * shortest goes; for `only`, items beyond that satisfy nothing.
 *
 * - `any`: some index satisfies some group. HAS is `any` with one group.
 * - `all`: each group is satisfied by some index.
 * - `only`: each index satisfies some group; true for empty lists.
 */
export interface BoundHas {
  readonly kind: 'has';
  readonly quantifier: 'any' | 'all' | 'only';
  readonly paths: readonly PropertyPath[];
  readonly groups: readonly (readonly ItemTest[])[];
}

/** Compares the number of items, nulls included. `right` is a number constant or a scalar number path. */
export interface BoundLength {
  readonly kind: 'length';
  readonly path: PropertyPath;
  readonly operator: ComparisonOperator;
  readonly right: Operand;
}

/** Entries without a value come last in both directions; ties fall to the default order, ascending id. */
export interface SortKey {
  /** A scalar of a comparable type. */
  readonly path: AttributePath;
  readonly descending: boolean;
}

/**
 * Which part of the sorted matches is wanted.
 *
 * - `offset`: skip so many.
 * - `above`: the first `limit` whose first sort key (the id where there is none) is greater than the value; `below`:
 *   the last `limit` whose key is less. Both in the order of the sort; entries without a value are never among them.
 */
export type PageRequest =
  | { readonly kind: 'offset'; readonly offset: number; readonly limit: number }
  | { readonly kind: 'above' | 'below'; readonly value: QueryConstant; readonly limit: number };

export interface EntryQuery {
  readonly entryType: string;
  /** Undefined matches every entry. */
  readonly filter: BoundFilter | undefined;
  /** Empty for the default order: ascending id by Unicode code point. */
  readonly sort: readonly SortKey[];
  readonly page: PageRequest;
}
