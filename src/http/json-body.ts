import type { JsonValue } from '../base/index.ts';

/** Undefined where it is no JSON in UTF-8. */
export function parseJson(bytes: Uint8Array): JsonValue | undefined {
  const read = readJson(bytes);
  return 'value' in read ? read.value : undefined;
}

/** The same, telling what is wrong with it. */
export function readJson(bytes: Uint8Array): { readonly value: JsonValue } | { readonly problem: string } {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as JsonValue };
  } catch (error) {
    return { problem: error instanceof SyntaxError ? error.message : 'it is no UTF-8' };
  }
}
