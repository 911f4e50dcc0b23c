/**
 * Takes the text of a filter and gives its tree. One function a production of the grammar; chains of AND and OR are
 * loops, so only parentheses and NOT deepen the call stack, and those are counted. Knows no property definitions.
 */
import { limits, OptimadeError } from '../base/index.ts';
import type { Comparison, Filter, Property } from './ast.ts';
import { parseComparison } from './parse-comparison.ts';
import { TokenReader } from './token-reader.ts';

/**
 * Reads a filter.
 *
 * Errors: `filter-syntax`, `filter-nesting`, `filter-size`, all for the parameter `filter`. A blank filter is a syntax
 * error; whoever takes it for an absent one does so before.
 * Limits: `filterLengthMax`, `filterDepthMax`, `filterTermsMax`.
 * @spec OPTIMADE 1.3.0, "The Filter Language EBNF Grammar"
 */
export function parseFilter(text: string): Filter {
  if (text.length > limits.filterLengthMax) {
    throw new OptimadeError(
      'filter-size',
      { limit: limits.filterLengthMax, unit: 'characters' },
      { parameter: 'filter' },
    );
  }
  const reader = new TokenReader(text);
  const filter = parseExpression(reader, 0);
  if (reader.token.kind !== 'end') throw reader.unexpected(expectedAfter(filter));
  return filter;
}

/** Expression = ExpressionClause, [ OR, Expression ] */
function parseExpression(reader: TokenReader, depth: number): Filter {
  const start = reader.token.start;
  const operands = [parseClause(reader, depth)];
  while (reader.take('OR')) operands.push(parseClause(reader, depth));
  return operands.length === 1 ? operands[0]! : { kind: 'Or', operands, span: reader.spanFrom(start) };
}

/** ExpressionClause = ExpressionPhrase, [ AND, ExpressionClause ] */
function parseClause(reader: TokenReader, depth: number): Filter {
  const start = reader.token.start;
  const operands = [parsePhrase(reader, depth)];
  while (reader.take('AND')) operands.push(parsePhrase(reader, depth));
  return operands.length === 1 ? operands[0]! : { kind: 'And', operands, span: reader.spanFrom(start) };
}

/** ExpressionPhrase = [ NOT ], ( Comparison | OpeningBrace, Expression, ClosingBrace ) */
function parsePhrase(reader: TokenReader, depth: number): Filter {
  if (!reader.at('NOT')) return parseOperand(reader, depth);
  const { start } = reader.token;
  checkDepth(reader, depth + 1);
  reader.advance();
  if (reader.at('NOT')) {
    throw reader.problem('NOT stands twice; write NOT (NOT …)');
  }
  const operand = parseOperand(reader, depth + 1);
  return { kind: 'Not', operand, span: reader.spanFrom(start) };
}

function parseOperand(reader: TokenReader, depth: number): Filter {
  if (!reader.at('(')) return parseComparison(reader);
  checkDepth(reader, depth + 1);
  reader.advance();
  const filter = parseExpression(reader, depth + 1);
  if (!reader.take(')')) throw reader.unexpected(`${expectedMore(filter)} or ")"`);
  return filter;
}

function checkDepth(reader: TokenReader, depth: number): void {
  if (depth <= limits.filterDepthMax) return;
  const { start, end } = reader.token;
  throw new OptimadeError(
    'filter-nesting',
    { limit: limits.filterDepthMax, column: start + 1 },
    { parameter: 'filter', excerpt: { text: reader.text, start, end } },
  );
}

function expectedAfter(filter: Filter): string {
  return `${expectedMore(filter)} or the end of the filter`;
}

/** What may follow a filter: an operator too, where it ends with a property alone. */
function expectedMore(filter: Filter): string {
  const last = lastComparison(filter);
  return last.kind === 'BareProperty' ? `an operator after "${nameOf(last.property)}", AND, OR` : 'AND, OR';
}

function lastComparison(filter: Filter): Comparison {
  let node = filter;
  for (;;) {
    if (node.kind === 'Or' || node.kind === 'And') node = node.operands.at(-1)!;
    else if (node.kind === 'Not') node = node.operand;
    else return node;
  }
}

function nameOf(property: Property): string {
  return property.path.join('.');
}
