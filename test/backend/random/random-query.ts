/** Random queries that are right for given definitions: every type agrees, as binding guarantees. */
import fc from 'fast-check';
import type {
  AttributePath,
  BoundFilter,
  ComparableType,
  ComparisonOperator,
  EntryQuery,
  FuzzyOperator,
  ItemTest,
  Operand,
  PageRequest,
  PropertyPath,
  SortKey,
} from '../../../src/query/index.ts';
import type { Definitions } from '../build-query.ts';
import { randomConstant } from './random-values.ts';
import { allPaths, attributePaths } from './random-world.ts';

type Comparable<Path extends PropertyPath> = Path & { readonly type: ComparableType };

function isComparable<Path extends PropertyPath>(path: Path): path is Comparable<Path> {
  return path.type !== 'opaque';
}

const equality: readonly ComparisonOperator[] = ['=', '!='];
const comparison: readonly ComparisonOperator[] = [...equality, '<', '<=', '>', '>='];
const fuzzy: readonly FuzzyOperator[] = ['contains', 'starts', 'ends'];

function operatorsOf(type: ComparableType): readonly ComparisonOperator[] {
  return type === 'boolean' ? equality : comparison;
}

export function randomQuery(definitions: Definitions): fc.Arbitrary<EntryQuery> {
  const scalars = attributePaths(definitions.structures!.properties).filter((path) => !path.list);
  const sortable = scalars.filter(isComparable);
  const filter = fc.option(new FilterMaker(allPaths(definitions), sortable).filter(), {
    freq: 12,
    nil: undefined,
  });
  const sortKey = fc.record({ path: fc.constantFrom(...sortable), descending: fc.boolean() });
  const sort = fc.oneof(fc.constant<SortKey[]>([]), fc.array(sortKey, { maxLength: 3 }));
  return fc
    .tuple(filter, sort)
    .chain(([bound, keys]) =>
      randomPage(keys).map((page) => ({ entryType: 'structures', filter: bound, sort: keys, page })),
    );
}

function randomPage(sort: readonly SortKey[]): fc.Arbitrary<PageRequest> {
  const limit = fc.constantFrom(0, 1, 2, 5, 1000);
  const type = (sort[0]?.path.type ?? 'string') as ComparableType;
  return fc.oneof(
    fc.constant<PageRequest>({ kind: 'offset', offset: 0, limit: 1000 }),
    fc.record({ kind: fc.constant('offset' as const), offset: fc.constantFrom(0, 1, 3, 10, 500), limit }),
    fc.record({
      kind: fc.constantFrom('above' as const, 'below' as const),
      value: randomConstant(type),
      limit,
    }),
  );
}

class FilterMaker {
  readonly #paths: readonly PropertyPath[];
  /** What may stand on the right: comparable scalars of the same entry. */
  readonly #scalars: readonly Comparable<AttributePath>[];

  constructor(paths: readonly PropertyPath[], scalars: readonly Comparable<AttributePath>[]) {
    this.#paths = paths;
    this.#scalars = scalars;
  }

  filter(): fc.Arbitrary<BoundFilter> {
    const leaf = this.#leaf();
    return fc.letrec<{ filter: BoundFilter; operands: BoundFilter[] }>((tie) => ({
      filter: fc.oneof(
        { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
        { weight: 5, arbitrary: leaf },
        { weight: 2, arbitrary: tie('filter').map((operand) => ({ kind: 'not', operand }) as const) },
        { weight: 2, arbitrary: tie('operands').map((operands) => ({ kind: 'and', operands }) as const) },
        { weight: 2, arbitrary: tie('operands').map((operands) => ({ kind: 'or', operands }) as const) },
      ),
      operands: fc.array(tie('filter'), { minLength: 2, maxLength: 4 }),
    })).filter;
  }

  #leaf(): fc.Arbitrary<BoundFilter> {
    const lists = this.#paths.filter((path) => path.list);
    const kinds: { weight: number; arbitrary: fc.Arbitrary<BoundFilter> }[] = [
      { weight: 1, arbitrary: fc.constantFrom(true, false, null).map((truth) => ({ kind: 'truth', truth })) },
      { weight: 2, arbitrary: this.#known() },
      { weight: 4, arbitrary: this.#comparison() },
      { weight: 3, arbitrary: this.#fuzzy() },
      { weight: 2, arbitrary: this.#length(lists) },
      { weight: 6, arbitrary: this.#has(lists.filter(isComparable)) },
    ];
    return fc.oneof(...kinds);
  }

  #known(): fc.Arbitrary<BoundFilter> {
    return fc.record({
      kind: fc.constant('known'),
      path: fc.constantFrom(...this.#paths),
      known: fc.boolean(),
    });
  }

  #operand(type: ComparableType): fc.Arbitrary<Operand> {
    const paths = this.#scalars.filter((path) => path.type === type);
    const constants = { weight: 5, arbitrary: randomConstant(type) };
    if (paths.length === 0) return constants.arbitrary;
    return fc.oneof(constants, { weight: 1, arbitrary: fc.constantFrom(...paths) });
  }

  #comparison(): fc.Arbitrary<BoundFilter> {
    return fc.constantFrom(...this.#scalars).chain((path) =>
      fc
        .tuple(fc.constantFrom(...operatorsOf(path.type)), this.#operand(path.type), fc.boolean())
        .map(([operator, other, turned]) => {
          const [left, right] = turned ? [other, path] : [path, other];
          return { kind: 'comparison', left, operator, right };
        }),
    );
  }

  #fuzzy(): fc.Arbitrary<BoundFilter> {
    const texts = this.#scalars.filter((path) => path.type === 'string');
    const telling = texts.filter((path) => path.property !== 'id' && path.property !== 'type');
    return fc.record({
      kind: fc.constant('fuzzy'),
      left: fc.oneof(
        { weight: 1, arbitrary: fc.constantFrom(...texts) },
        { weight: 4, arbitrary: fc.constantFrom(...telling) },
      ),
      operator: fc.constantFrom(...fuzzy),
      right: this.#operand('string'),
    });
  }

  #length(lists: readonly PropertyPath[]): fc.Arbitrary<BoundFilter> {
    return fc.record({
      kind: fc.constant('length'),
      path: fc.constantFrom(...lists),
      operator: fc.constantFrom(...comparison),
      right: this.#operand('number'),
    });
  }

  #has(lists: readonly Comparable<PropertyPath>[]): fc.Arbitrary<BoundFilter> {
    const one = fc.constantFrom(...lists).map((path) => [path]);
    const some = fc.array(fc.constantFrom(...lists), { minLength: 2, maxLength: 3 });
    return fc.oneof({ weight: 3, arbitrary: one }, { weight: 1, arbitrary: some }).chain((paths) => {
      const group = fc.tuple(...paths.map((path) => this.#itemTest(path.type)));
      return fc.record({
        kind: fc.constant('has'),
        quantifier: fc.constantFrom('any', 'any', 'all', 'only'),
        paths: fc.constant(paths),
        groups: fc.oneof(
          fc.array(group, { minLength: 1, maxLength: 1 }),
          fc.array(group, { minLength: 2, maxLength: 4 }),
        ),
      });
    });
  }

  #itemTest(type: ComparableType): fc.Arbitrary<ItemTest> {
    const operators = type === 'string' ? [...comparison, ...fuzzy] : operatorsOf(type);
    return fc.record({
      operator: fc.oneof(fc.constant('=' as const), fc.constantFrom(...operators)),
      right: this.#operand(type),
    });
  }
}
