import type { DocumentKind } from '../../../../src/standard/checking.ts';

/** The value of what a case takes away. */
export const gone = undefined;

/**
 * A document that is all right but for the value at a pointer, and the rules that it breaks then, in order,
 * warnings with a question mark behind.
 */
export type Case = readonly [kind: DocumentKind, pointer: string, value: unknown, ...rules: string[]];
