import fc from 'fast-check';
import type { Constant, Filter, Property, Value, ValueListEntry } from '../../src/filter/index.ts';

const span = { start: 0, end: 0 };

const property: fc.Arbitrary<Property> = fc
  .array(fc.stringMatching(/^[a-z_][a-z_0-9]{0,8}$/), { minLength: 1, maxLength: 3 })
  .map((path) => ({ kind: 'Property', path, span }));

const allowedInStrings = /^[\t\n\v\f\r\u0020-\u007e\u0080-\u{10ffff}]*$/u;
const string: fc.Arbitrary<Constant> = fc
  .oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^["\\a-c ]*$/))
  .filter((value) => allowedInStrings.test(value))
  .map((value) => ({ kind: 'String', value, span }));
const number: fc.Arbitrary<Constant> = fc
  .stringMatching(/^[-+]?([0-9]{1,3}(\.[0-9]{0,3})?|\.[0-9]{1,3})([eE][-+]?[0-9]{1,3})?$/)
  .map((text) => ({ kind: 'Number', text, value: Number(text), span }));
const boolean: fc.Arbitrary<Constant> = fc.boolean().map((value) => ({ kind: 'Boolean', value, span }));

const ordered: fc.Arbitrary<Value> = fc.oneof(string, number, property);
const anyValue: fc.Arbitrary<Value> = fc.oneof(string, number, property, boolean);
const equality = fc.constantFrom('=', '!=');
const relation = fc.constantFrom('<', '<=', '>', '>=');
const fuzzy = fc.constantFrom('CONTAINS', 'STARTS', 'ENDS');
const anyOperator = fc.oneof(equality, relation);

const entry: fc.Arbitrary<ValueListEntry> = fc.oneof(
  fc.record({ operator: fc.oneof(equality, fuzzy), value: anyValue, span: fc.constant(span) }),
  fc.record({ operator: relation, value: ordered, span: fc.constant(span) }),
);
/** One item for HAS, at least one for the others. */
function set<Item>(item: fc.Arbitrary<Item>) {
  return fc.oneof(
    fc.record({ quantifier: fc.constant('HAS'), entries: fc.tuple(item) }),
    fc.record({
      quantifier: fc.constantFrom('ALL', 'ANY', 'ONLY'),
      entries: fc.array(item, { minLength: 1, maxLength: 4 }),
    }),
  );
}

const pair = { minLength: 2, maxLength: 3 };
const comparison = fc
  .oneof(
    fc.record({ kind: fc.constant('ConstantFirst'), left: boolean, operator: equality, right: anyValue }),
    fc.record({
      kind: fc.constant('ConstantFirst'),
      left: fc.oneof(string, number),
      operator: relation,
      right: ordered,
    }),
    fc.record({ kind: fc.constant('BareProperty'), property }),
    fc.record({ kind: fc.constant('ValueOp'), property, operator: equality, right: anyValue }),
    fc.record({ kind: fc.constant('ValueOp'), property, operator: relation, right: ordered }),
    fc.record({ kind: fc.constant('KnownOp'), property, known: fc.boolean() }),
    fc.record({ kind: fc.constant('FuzzyStringOp'), property, operator: fuzzy, right: anyValue }),
    fc.record({ kind: fc.constant('LengthOp'), property, operator: anyOperator, right: anyValue }),
    fc
      .tuple(property, set(entry))
      .map(([left, right]) => ({ kind: 'SetOp' as const, property: left, ...right })),
    fc
      .tuple(fc.array(property, pair), set(fc.array(entry, pair)))
      .map(([properties, right]) => ({ kind: 'SetZipOp' as const, properties, ...right })),
  )
  .map((node) => ({ ...node, span }) as Filter);

/** Any tree that the grammar allows. */
export const anyFilter: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => {
  const operands = fc.array(tie('filter'), { minLength: 2, maxLength: 4 });
  return {
    filter: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      comparison,
      fc.record({ kind: fc.constant('Or' as const), operands, span: fc.constant(span) }),
      fc.record({ kind: fc.constant('And' as const), operands, span: fc.constant(span) }),
      fc.record({ kind: fc.constant('Not' as const), operand: tie('filter'), span: fc.constant(span) }),
    ),
  };
}).filter;
