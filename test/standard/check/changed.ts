/**
 * A copy of a JSON value in which the value at a JSON Pointer is another one, or gone where that is
 * undefined.
 */
export function changed(document: unknown, pointer: string, value: unknown): unknown {
  if (pointer === '') return value;
  const copy = structuredClone(document);
  const last = pointer.lastIndexOf('/');
  const holder = valueAt(copy, pointer.slice(0, last)) as Record<string, unknown>;
  const key = pointer.slice(last + 1);
  if (value === undefined) delete holder[key];
  else holder[key] = value;
  return copy;
}

/** The value at a JSON Pointer without escapes. */
export function valueAt(document: unknown, pointer: string): unknown {
  const keys = pointer.split('/').slice(1);
  return keys.reduce((inner, key) => (inner as Record<string, unknown>)[key], document);
}

/** The pointers to everything in a document. */
export function pointersOf(value: unknown, pointer = ''): readonly string[] {
  if (typeof value !== 'object' || value === null) return [pointer];
  const inner = Object.entries(value).flatMap(([key, item]) => pointersOf(item, `${pointer}/${key}`));
  return [pointer, ...inner];
}
