import type { Span } from './ast.ts';

export const keywords = [
  'AND',
  'NOT',
  'OR',
  'IS',
  'KNOWN',
  'UNKNOWN',
  'CONTAINS',
  'STARTS',
  'ENDS',
  'WITH',
  'LENGTH',
  'HAS',
  'ALL',
  'ANY',
  'ONLY',
  'TRUE',
  'FALSE',
] as const;

/** Tokens that are always spelled the same. */
export type FixedText =
  | (typeof keywords)[number]
  | '='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | '('
  | ')'
  | ','
  | ':'
  | '.';

/** One token of a filter; `text` is what stands in the filter. */
export type Token = Span &
  (
    | { readonly kind: 'fixed'; readonly text: FixedText }
    | { readonly kind: 'identifier' | 'number' | 'end'; readonly text: string }
    /** `value` is unescaped and without the quotes. */
    | { readonly kind: 'string'; readonly text: string; readonly value: string }
  );
