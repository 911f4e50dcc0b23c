/** The productions below Comparison: everything between two of AND, OR, NOT and parentheses. */
import type { OptimadeError } from '../base/index.ts';
import type {
  Comparison,
  ComparisonOperator,
  Constant,
  FuzzyOperator,
  Property,
  SetQuantifier,
  Value,
  ValueListEntry,
} from './ast.ts';
import type { TokenReader } from './token-reader.ts';

/** Comparison = ConstantFirstComparison | PropertyFirstComparison */
export function parseComparison(reader: TokenReader): Comparison {
  reader.countTerm();
  if (reader.token.kind === 'identifier') return parsePropertyFirst(reader);
  const { start } = reader.token;
  const left = parseConstant(reader);
  if (left === undefined) throw reader.unexpected('a property, a value, NOT or "("');
  if (left.kind === 'Boolean' && reader.at('<', '<=', '>', '>=')) throw noOrder(reader);
  const operator = parseOperator(reader);
  if (operator === undefined) throw reader.unexpected('an operator such as "=" after the value');
  const right = parseRightSide(reader, operator);
  return { kind: 'ConstantFirst', left, operator, right, span: reader.spanFrom(start) };
}

/** PropertyFirstComparison = Property, [ ValueOpRhs | KnownOpRhs | FuzzyStringOpRhs | SetOpRhs | SetZipOpRhs | LengthOpRhs ] */
function parsePropertyFirst(reader: TokenReader): Comparison {
  const { start } = reader.token;
  const property = parseProperty(reader);
  const operator = parseOperator(reader);
  if (operator !== undefined) {
    const right = parseRightSide(reader, operator);
    return { kind: 'ValueOp', property, operator, right, span: reader.spanFrom(start) };
  }
  const fuzzyOperator = parseFuzzyOperator(reader);
  if (fuzzyOperator !== undefined) {
    const right = parseValue(reader);
    return { kind: 'FuzzyStringOp', property, operator: fuzzyOperator, right, span: reader.spanFrom(start) };
  }
  if (reader.at(':')) return parseSetZip(reader, property);
  if (reader.take('IS')) {
    const known = reader.take('KNOWN');
    if (!known && !reader.take('UNKNOWN')) throw reader.unexpected('KNOWN or UNKNOWN');
    return { kind: 'KnownOp', property, known, span: reader.spanFrom(start) };
  }
  if (reader.take('HAS')) {
    const { quantifier, entries } = parseSet(reader, parseEntry);
    if (reader.at(':')) {
      throw reader.problem('values are joined by ":", but only one property stands before HAS');
    }
    return { kind: 'SetOp', property, quantifier, entries, span: reader.spanFrom(start) };
  }
  if (reader.take('LENGTH')) {
    const lengthOperator = parseOperator(reader) ?? '=';
    const right = parseValue(reader);
    return { kind: 'LengthOp', property, operator: lengthOperator, right, span: reader.spanFrom(start) };
  }
  return { kind: 'BareProperty', property, span: property.span };
}

/** SetZipOpRhs = PropertyZipAddon, HAS, ( ValueZip | ALL, ValueZipList | ONLY, ValueZipList | ANY, ValueZipList ) */
function parseSetZip(reader: TokenReader, first: Property): Comparison {
  const properties = [first];
  while (reader.take(':')) {
    reader.countTerm();
    properties.push(parseProperty(reader));
  }
  if (!reader.take('HAS')) throw reader.unexpected('":" or HAS after the zipped properties');
  const { quantifier, entries } = parseSet(reader, parseZippedEntries);
  return { kind: 'SetZipOp', properties, quantifier, entries, span: reader.spanFrom(first.span.start) };
}

/** What follows HAS: one item, or a quantifier and a list of items. */
function parseSet<Item>(
  reader: TokenReader,
  parseItem: (reader: TokenReader) => Item,
): { readonly quantifier: SetQuantifier; readonly entries: readonly Item[] } {
  const quantifier = parseQuantifier(reader);
  const entries = [parseItem(reader)];
  if (quantifier !== 'HAS') {
    while (reader.take(',')) entries.push(parseItem(reader));
  } else if (reader.at(',')) {
    throw reader.problem('a list of values follows HAS ALL, HAS ANY or HAS ONLY, not HAS alone', 'HAS ANY');
  }
  return { quantifier, entries };
}

function parseQuantifier(reader: TokenReader): SetQuantifier {
  for (const quantifier of ['ALL', 'ANY', 'ONLY'] as const) {
    if (reader.take(quantifier)) return quantifier;
  }
  return 'HAS';
}

/** ValueZip = ValueListEntry, ":", ValueListEntry, { ":", ValueListEntry } */
function parseZippedEntries(reader: TokenReader): readonly ValueListEntry[] {
  const entries = [parseEntry(reader)];
  if (!reader.at(':')) throw reader.unexpected('":" and a value for the next zipped property');
  while (reader.take(':')) entries.push(parseEntry(reader));
  return entries;
}

/** ValueListEntry = Value | ValueEqRhs | ValueRelCompRhs | FuzzyStringOpRhs */
function parseEntry(reader: TokenReader): ValueListEntry {
  reader.countTerm();
  const { start } = reader.token;
  const operator = parseOperator(reader) ?? parseFuzzyOperator(reader) ?? '=';
  const value = parseRightSide(reader, operator);
  return { operator, value, span: reader.spanFrom(start) };
}

/** FuzzyStringOpRhs up to its value: CONTAINS | STARTS, [ WITH ] | ENDS, [ WITH ] */
function parseFuzzyOperator(reader: TokenReader): FuzzyOperator | undefined {
  for (const operator of ['CONTAINS', 'STARTS', 'ENDS'] as const) {
    if (!reader.take(operator)) continue;
    if (operator !== 'CONTAINS') reader.take('WITH');
    return operator;
  }
  return undefined;
}

function parseOperator(reader: TokenReader): ComparisonOperator | undefined {
  for (const operator of ['=', '!=', '<', '<=', '>', '>='] as const) {
    if (reader.take(operator)) return operator;
  }
  return undefined;
}

/** Value, or OrderedValue after an operator that needs an order. */
function parseRightSide(reader: TokenReader, operator: ComparisonOperator | FuzzyOperator): Value {
  if (isRelative(operator) && reader.at('TRUE', 'FALSE')) throw noOrder(reader);
  return parseValue(reader);
}

function isRelative(operator: string): boolean {
  return operator.startsWith('<') || operator.startsWith('>');
}

function noOrder(reader: TokenReader): OptimadeError {
  return reader.problem('TRUE and FALSE have no order and take only "=" and "!="');
}

/** Value = UnorderedConstant | OrderedValue */
function parseValue(reader: TokenReader): Value {
  if (reader.token.kind === 'identifier') return parseProperty(reader);
  const constant = parseConstant(reader);
  if (constant === undefined) throw reader.unexpected('a string, a number, TRUE, FALSE or a property');
  return constant;
}

/** OrderedConstant | UnorderedConstant */
function parseConstant(reader: TokenReader): Constant | undefined {
  const { token } = reader;
  const span = { start: token.start, end: token.end };
  if (token.kind === 'string') {
    reader.advance();
    return { kind: 'String', value: token.value, span };
  }
  if (token.kind === 'number') {
    reader.advance();
    return { kind: 'Number', text: token.text, value: Number(token.text), span };
  }
  if (!reader.at('TRUE', 'FALSE')) return undefined;
  reader.advance();
  return { kind: 'Boolean', value: token.text === 'TRUE', span };
}

/** Property = Identifier, { Dot, Identifier } */
function parseProperty(reader: TokenReader): Property {
  const { start } = reader.token;
  const path: string[] = [];
  do {
    if (reader.token.kind !== 'identifier') throw reader.unexpected('the name of a property');
    path.push(reader.token.text);
    reader.advance();
  } while (reader.take('.'));
  return { kind: 'Property', path, span: reader.spanFrom(start) };
}
